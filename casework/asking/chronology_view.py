"""A child's chronology as it is shown: frozen, ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casework.asking.views import Correction
from journey.people import Child


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Why somebody picked an entry as significant for the child."""

    version: int
    at: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyEntry:
    """One line of a chronology; `reference` names the journey whose record holds it.

    Attributes:
        at: When it happened; for an entry by hand the beginning of its day.
        recorded_later: It was put on the record more than a day after it happened.
        by_hand: Somebody added it; it tells of something outside this record.
        happened_on: For an entry by hand: the day, `approximate` where it is a guess.
        significant: Each time that somebody picked it, with the reason.
    """

    at: datetime
    recorded_at: datetime
    recorded_later: bool
    reference: str
    version: int
    what: str
    by: str
    role: str
    narrative: Mapping[str, str]
    corrected: tuple[Correction, ...]
    by_hand: bool = False
    happened_on: date | None = None
    approximate: bool = False
    significant: tuple[Picked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """One child's story, made from the record and never restarted (requirement Q11).

    Attributes:
        journeys: Whose records it is made from: this one, those joined to it or that it was
            joined to, theirs in turn, and those of the same child by its lasting number.
        significant_only: Left out is what nobody added by hand or picked.
    """

    reference: str
    as_of: datetime
    child: Child | None
    journeys: tuple[str, ...]
    entries: tuple[ChronologyEntry, ...]
    significant_only: bool = False
