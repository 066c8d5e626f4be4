"""Plans as they are shown: what each wants, who does what, and what reviews found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from journey.terms import AbuseCategory, MeetingKind, Outcome, PlanKind, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """What one review found of an outcome wanted."""

    meeting: str
    at: datetime
    progress: Progress
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWantedView:
    """What is to be different for the child, and how far reviews found it."""

    id: str
    wanted: str
    agreed_at: datetime
    achieved_at: datetime | None
    progress: tuple[ProgressView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActionView:
    """One action of a plan.

    Attributes:
        owner: `worker`, `team`, `family` or `agency:police`.
        owner_name: Its name where it is an agency or one of the family.
        owed_by: Who is reminded.
        state: open, done or dropped.
        standing: on_track, due_soon, overdue, met, missed, or cancelled.
        moves: How often it was put off; `first_due_at` is the date before that.
        carried_over: It was agreed in an earlier plan.
    """

    id: str
    outcome: str
    what: str
    owner: str
    owner_name: str | None
    owed_by: str
    agreed_at: datetime
    due_at: datetime
    first_due_at: datetime
    moves: int
    chases: int
    state: str
    standing: str
    carried_over: bool
    ended_at: datetime | None
    done: str
    difference: str
    why_dropped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviewView:
    """A review of the plan, as it was written up.

    Attributes:
        sections: By the keys of the pro forma `review`.
    """

    meeting: str
    kind: MeetingKind
    at: datetime
    continues: bool
    reason: str
    sections: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """One plan, open or ended.

    Attributes:
        id: Of its episode.
        sections: By the keys of the pro forma `plan`.
        redated, missed, stalled: Signs of drift (`journey.plans.PlanDrift`).
        before: How many protection plans the child had before it.
    """

    id: str
    kind: PlanKind
    category: AbuseCategory | None
    open: bool
    opened_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    sections: Mapping[str, str]
    wants: tuple[OutcomeWantedView, ...]
    actions: tuple[PlanActionView, ...]
    reviews: tuple[PlanReviewView, ...]
    redated: int
    missed: int
    stalled: int
    before: int
