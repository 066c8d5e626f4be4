"""Sentences about what people added to the chronology."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, sentence
from journey.events import chronology


@sentence.register
def _(event: chronology.ChronologyEntryAdded, teller: Teller) -> str:
    del teller
    return f"Something from outside this record was added to the chronology ({event.entry})."


@sentence.register
def _(event: chronology.EntryMarkedSignificant, teller: Teller) -> str:
    del teller
    return f"Entry {event.marks} was picked as significant for the child."
