"""What lists are made of: one line for each journey, obligation, alert or match.

A line's `child` and `born` are personal: for the page that its reader looks at, and never
for a log, a mail or an address.  They are None once what was said has been destroyed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """Some rows of a list.

    Attributes:
        next: What to pass as `after` for the rows that follow; None on the last page.
    """

    rows: tuple[Row, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyLine:
    """One journey in a list.

    Attributes:
        runs_out_at: When the first of what it waits for falls due; None if nothing does.
        late: That instant has passed.
    """

    reference: str
    stage: str
    version: int
    owner: str | None
    team: str
    rating: str | None
    opened_at: datetime
    closed_at: datetime | None
    held_until: datetime | None
    runs_out_at: datetime | None
    late: bool
    asked: int
    replies: int
    awaits_signature: bool
    joined_to: str | None
    child: str | None
    born: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One agency on one journey of the research board.

    Attributes:
        request: Global id of the request.
        state: asked, replied, nothing-known or withdrawn.
        late: No reply, and its time is over.
    """

    agency: str
    request: str
    state: str
    asked_at: datetime
    due_at: datetime | None
    late: bool
    chases: int
    ask_instead: str | None
    more_time_until: datetime | None
    disputed: bool
    replied_at: datetime | None
    full: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One journey in research."""

    reference: str
    version: int
    stage: str
    owner: str | None
    team: str
    rating: str | None
    opened_at: datetime
    runs_out_at: datetime | None
    late: bool
    asked: int
    replies: int
    awaits_signature: bool
    child: str | None
    born: date | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTotals:
    """Counted over every journey that the filter lets through, not over the page alone.

    Attributes:
        late: Something they wait for has run out.
        unasked: Nobody has been asked yet.
        all_in: Every reply is in, and decision two is not taken.
    """

    journeys: int
    late: int
    unasked: int
    all_in: int
    awaiting_signature: int
    missing_replies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The research board; what runs out first stands first."""

    rows: tuple[BoardRow, ...]
    totals: BoardTotals
    page: int
    pages: int
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckLine:
    """A journey whose leading finding is more than waiting in time.

    Attributes:
        grade: How grave it is, in one word of `journey.diagnosis.Grade`.
        command: What would record the cheapest step, if a command does.
        obligation: Its id inside the journey.
    """

    reference: str
    stage: str
    team: str
    owner: str | None
    rating: str | None
    finding: str
    grade: str
    sentence: str
    since: datetime
    due_at: datetime | None
    waiting_for: str | None
    done: tuple[str, ...]
    blocks: str
    cheapest: str
    command: str | None
    obligation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One open obligation; `obligation` is its global id."""

    obligation: str
    reference: str
    stage: str
    team: str
    label: str
    kind: str
    subject: str | None
    owed_by: str
    ask_instead: str | None
    due_at: datetime
    late: bool
    moves: int
    chases: int
    rung: int | None
    next_action: str
    next_action_at: datetime
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who has seen an alert, and when."""

    user: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """Something that somebody was told.

    Attributes:
        id: The notification's.
        kind: Of the obligation that it was about, if it was about one.
        seen_at: When the reader acknowledged it, None if not yet.
        seen: Everybody who did, and when.
        problem: Why nobody was told, where the template is `undelivered`: a dead letter.
    """

    id: str
    reference: str
    at: datetime
    to: str
    template: str
    obligation: str | None
    kind: str | None
    rung: int | None
    due_at: datetime | None
    stage: str
    seen_at: datetime | None
    seen: tuple[Seen, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A child on the record who may be the one in question.

    Attributes:
        why: Each reason in words, the strongest first.
        strength: certain, likely or possible.
        restricted: Not open to the reader: nothing of it is told but that it is like this one.
    """

    reference: str
    stage: str
    open: bool
    opened_at: datetime
    name: str
    born: date | None
    strength: str
    why: tuple[str, ...]
    restricted: bool = False
