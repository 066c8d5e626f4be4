"""What people add to a child's chronology, which is otherwise made from the record."""

from __future__ import annotations

from dataclasses import dataclass

from journey.commands.base import Command
from journey.shapes import Day, Line, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AddChronologyEntry(Command):
    """Add to the child's chronology what happened outside this record, perhaps long ago.

    It is marked as added by hand, can be corrected (`correct-entry`), and is never removed.

    Attributes:
        happened_on: The day of the thing itself, not of the writing.
        approximate: The day is as near as anybody can say.
        source: Who or which paper says so.
        meaning: What it meant for the child.
    """

    happened_on: Day
    source: Line
    what: Text
    meaning: Text
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSignificant(Command):
    """Pick an entry of the record as significant for the child, and say why in a sentence.

    Attributes:
        version: Which entry: the journey's version that it made.
    """

    version: int
    why: Text
