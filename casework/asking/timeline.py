"""The timeline: what happened on a journey, with corrections beside what they correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from casework.asking.telling import Teller, sentence
from casework.asking.views import Correction, SameWords, TimelineEntry
from journey.codes import CodeBook, coded_fields
from journey.events import (
    Event,
    Recorded,
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
from models.codec import encode

KINDS: Mapping[str, str] = MappingProxyType(
    {
        contact.__name__: "contact",
        family.__name__: "family",
        decisions.__name__: "decision",
        research.__name__: "research",
        meetings.__name__: "meeting",
        plans.__name__: "plan",
        practice.__name__: "practice",
        care.__name__: "care",
        record.__name__: "record",
        restricting.__name__: "running",
        running.__name__: "running",
        departures.__name__: "running",
        chronology.__name__: "chronology",
        codes.__name__: "record",
    }
)
_CLOCK = (
    running.ObligationOpened,
    running.ObligationMet,
    running.ObligationCancelled,
    running.ObligationMoved,
    running.RungClimbed,
    family.ObligationTakenUpAgain,
)
_ABOUT = (
    "action",
    "meeting",
    "placement",
    "assessment",
    "period",
    "panel",
    "request",
    "decision",
    "concern",
    "contradiction",
    "assumption",
    "obligation",
    "episode",
)


def kind_of(event: Event) -> str:
    """Return what an event is about, as broadly as a page filters by."""
    return "clock" if isinstance(event, _CLOCK) else KINDS[type(event).__module__]


def timeline(recorded: Sequence[Recorded], teller: Teller) -> tuple[TimelineEntry, ...]:
    """Return every event as an entry, in the order in which it was recorded."""
    corrected = corrections(recorded)
    same = same_words(recorded)
    return tuple(
        TimelineEntry(
            version=each.version,
            at=each.occurred_at,
            recorded_at=each.recorded_at,
            kind=kind_of(each.event),
            event=type(each.event).__name__,
            what=sentence(each.event, teller),
            by=each.actor,
            role=each.role.value,
            about=_about(each.event),
            narrative=narrative(each.event, teller.rulebook.codes),
            corrects=_corrects(each.event),
            corrected=corrected.get(each.version, ()),
            same_words=same.get(each.version, ()),
        )
        for each in recorded
    )


def corrections(recorded: Iterable[Recorded]) -> dict[int, tuple[Correction, ...]]:
    """Return the corrections of each corrected version, oldest first."""
    found: dict[int, tuple[Correction, ...]] = {}
    for each in recorded:
        event = each.event
        if isinstance(event, record.EntryCorrected):
            correction = Correction(
                version=each.version,
                at=each.occurred_at,
                by=each.actor,
                what_was_wrong=event.what_was_wrong,
                what_is_right=event.what_is_right,
            )
            found[event.corrects] = (*found.get(event.corrects, ()), correction)
    return found


def same_words(recorded: Iterable[Recorded]) -> dict[int, tuple[SameWords, ...]]:
    """Return by entry where on siblings' journeys the same words stand."""
    found: dict[int, tuple[SameWords, ...]] = {}
    for each in recorded:
        event = each.event
        if isinstance(event, family.SameWordsFound):
            same = SameWords(sibling=event.sibling, version=event.sibling_entry, alike=event.alike)
            found[event.entry] = (*found.get(event.entry, ()), same)
    return found


def narrative(event: Event, codes: CodeBook) -> dict[str, str]:
    """Return what was said, by its name; parts made of fields are told by what they hold.

    The child, the family and the referrer stand on the journey itself and are left out.
    """
    _, said = encode(event)
    shape: Any = type(event)
    lists = coded_fields(shape)
    told = {
        name: _in_words(lists[name], value, codes) if name in lists else _text(value)
        for name, value in said.items()
    }
    return {name: text for name, text in told.items() if text}


def _in_words(key: str, value: Any, codes: CodeBook) -> str:
    given = [value] if isinstance(value, str) else value or ()
    return "; ".join(codes.words(key, code) for code in given)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and "relation" in value:
        return f"{value['name']} ({value['relation'].replace('_', ' ')})"
    return ""


def _about(event: Event) -> str | None:
    found = (getattr(event, name, None) for name in _ABOUT)
    return next((part for part in found if isinstance(part, str)), None)


def _corrects(event: Event) -> int | None:
    return event.corrects if isinstance(event, record.EntryCorrected) else None
