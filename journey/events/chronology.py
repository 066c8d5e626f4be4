"""What people added to a child's chronology."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journey.events.base import Event, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyEntryAdded(Event):
    """Something that happened outside this record was added by hand."""

    entry: str
    happened_on: date
    approximate: bool = False
    what: Told = ""
    source: Told = ""
    meaning: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMarkedSignificant(Event):
    """An entry of the record was picked as significant for the child."""

    marks: int
    why: Told = ""
