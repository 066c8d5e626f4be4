"""Documents that leave the hub: a child's chronology, for people or for programs.

Personal: for the file that somebody allowed asked for, and for nowhere else.  What people read
says who printed it and when, so that a copy can be traced to whoever made it.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic_core import to_jsonable_python

from casework.asking.chronology_view import Chronology, ChronologyEntry
from casework.asking.telling import kind_in_words
from casework.hub import Hub
from journey.people import Actor
from journey.wording import say_day, say_instant

_WIDTH = 96
_NAMES = {
    "what": "what happened",
    "source": "source",
    "meaning": "what it meant for the child",
}
_NOBODY = "a child whose name was destroyed"


class Form(StrEnum):
    """What a document is written as."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


def chronology_document(
    hub: Hub, chronology: Chronology, form: Form = Form.TEXT, *, printed_by: Actor
) -> str:
    """Return a chronology as text or a self-contained page for people, or as JSON in UTC."""
    if form is Form.JSON:
        return json.dumps(to_jsonable_python(chronology), ensure_ascii=False, indent=2)
    zone = hub.rules().in_force(chronology.as_of).calendar.zone
    printed = f"printed by {printed_by.user} on {say_instant(hub.clock.now(), zone)}"
    if form is Form.HTML:
        return _page(chronology, zone, printed)
    return "\n".join(_lines(chronology, zone, printed))


def when_of(entry: ChronologyEntry, zone: ZoneInfo) -> str:
    """Return when an entry happened; added by hand, it knows the day alone."""
    if entry.happened_on is not None:
        return f"{'about ' if entry.approximate else ''}{say_day(entry.happened_on)}"
    return say_instant(entry.at, zone)


def told_of(entry: ChronologyEntry) -> list[tuple[str, str]]:
    """Return what was said, each part with its name in words."""
    return [
        (_NAMES.get(name, kind_in_words(name)) if entry.by_hand else kind_in_words(name), text)
        for name, text in entry.narrative.items()
    ]


def _page(chronology: Chronology, zone: ZoneInfo, printed: str) -> str:
    def instant(at: datetime) -> str:
        return say_instant(at, zone)

    return (
        _environment()
        .get_template("chronology.html")
        .render(
            chronology=chronology,
            child=chronology.child,
            nobody=_NOBODY,
            printed=printed,
            instant=instant,
            day=say_day,
            when=lambda entry: when_of(entry, zone),
            told=told_of,
            words=kind_in_words,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("casework", "wording"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _lines(chronology: Chronology, zone: ZoneInfo, printed: str) -> Iterator[str]:
    child = chronology.child
    yield f"Chronology of {child.name if child else _NOBODY}"
    if child is not None and child.born is not None:
        yield f"born {child.born.isoformat()}"
    if child is not None and child.born is None and child.expected is not None:
        yield f"expected {child.expected.isoformat()}"
    yield f"made from the record of {', '.join(chronology.journeys)}"
    yield f"as it stood on {say_instant(chronology.as_of, zone)}"
    if chronology.significant_only:
        yield "what was added by hand or picked as significant, and nothing else"
    yield printed
    for entry in chronology.entries:
        yield ""
        yield f"{when_of(entry, zone)}  ({entry.reference}, entry {entry.version})"
        yield from _told(entry, zone)


def _told(entry: ChronologyEntry, zone: ZoneInfo) -> Iterator[str]:
    yield from _wrapped(f"{entry.what}  [{entry.by}, {kind_in_words(entry.role)}]")
    if entry.by_hand:
        yield "  Added by hand."
    if entry.recorded_later:
        yield f"  Recorded on {say_instant(entry.recorded_at, zone)}."
    for picked in entry.significant:
        yield from _wrapped(f"Significant, says {picked.by}: {picked.why}")
    for name, text in told_of(entry):
        yield from _wrapped(f"{name}: {text}")
    for correction in entry.corrected:
        yield from _wrapped(
            f"Corrected in entry {correction.version} by {correction.by}: "
            f"{correction.what_was_wrong} — right is: {correction.what_is_right}"
        )


def _wrapped(text: str) -> Iterator[str]:
    for paragraph in text.splitlines():
        yield from textwrap.wrap(
            paragraph, _WIDTH, initial_indent="  ", subsequent_indent="    "
        ) or [""]
