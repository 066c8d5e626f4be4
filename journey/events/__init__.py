"""Every kind of event, by the name it has in the log."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journey.events import (
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
from journey.events.base import Event, Notice, Recorded

EVENTS: Mapping[str, type[Event]] = MappingProxyType(
    {
        event.__name__: event
        for module in (
            contact,
            family,
            decisions,
            research,
            meetings,
            plans,
            practice,
            care,
            record,
            restricting,
            running,
            departures,
            chronology,
            codes,
        )
        for event in vars(module).values()
        if isinstance(event, type) and issubclass(event, Event) and event is not Event
    }
)

__all__ = ["EVENTS", "Event", "Notice", "Recorded"]
