"""Folding: a journey after one more event.  It never refuses and never asks anything else.

What an event says is taken as it stands; whether it should have happened was settled when
it was decided (`journey.decide`).
"""

from __future__ import annotations

from collections.abc import Iterable

from journey.case import Case
from journey.events import Recorded
from journey.evolving import (
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
    research,
    restricting,
    running,
)
from journey.evolving.base import apply
from journey.moments import moments
from journey.replacing import settled

_FAMILIES = (
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
    research,
    restricting,
    running,
)  # importing them registers them


def fold(recorded: Iterable[Recorded], case: Case | None = None) -> Case:
    """Return what the events add up to, from nothing or from *case* on."""
    case = case or Case()
    for each in recorded:
        case = evolve(case, each)
    return case


def evolve(case: Case, recorded: Recorded) -> Case:
    """Return the journey after one more event."""
    after = apply(recorded.event, case, recorded)
    happened = {m.name: recorded.occurred_at for m in moments(recorded.event, after)}
    return settled(
        after,
        case,
        version=recorded.version,
        last_event_at=recorded.recorded_at,
        moments={**case.moments, **happened} if happened else case.moments,
    )
