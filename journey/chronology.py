"""What people add to a child's chronology beside what the record itself tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """An entry that somebody added by hand, about something that may be long ago.

    Attributes:
        approximate: The day is as near as anybody can say.
    """

    id: str
    version: int
    happened_on: date
    approximate: bool
    what: str = ""
    source: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Significance:
    """Why somebody picked an entry of the record as significant for the child."""

    version: int
    at: datetime
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """All of it on one journey.

    Attributes:
        by_hand: By id.
        significant: By the version of the entry that was picked; each pick stays.
    """

    by_hand: Mapping[str, ByHand] = field(default_factory=dict)
    significant: Mapping[int, tuple[Significance, ...]] = field(default_factory=dict)
