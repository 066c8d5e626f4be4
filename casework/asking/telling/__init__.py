"""The sentence of each event, for the timeline and the chronology.

A sentence holds facts alone: agencies, outcomes, instants.  What somebody said stands beside
it as narrative, for those who may read it.
"""

from casework.asking.telling import (
    care,
    chronology,
    codes,
    contact,
    decisions,
    departures,
    family,
    meetings,
    plans,
    practice,
    record,
    restricting,
    running,
)
from casework.asking.telling.teller import Teller, kind_in_words, sentence

__all__ = ["Teller", "kind_in_words", "sentence"]

_TOLD = (
    care,
    contact,
    decisions,
    departures,
    family,
    meetings,
    plans,
    chronology,
    codes,
    practice,
    record,
    restricting,
    running,
)  # importing them registers them
