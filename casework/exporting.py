"""Documents that leave the hub: a child's chronology, for people or for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from pydantic_core import to_jsonable_python

from casework.asking.telling import kind_in_words
from casework.asking.views import Chronology, ChronologyEntry
from casework.hub import Hub
from journey.wording import say_instant

_WIDTH = 96


def chronology_document(hub: Hub, chronology: Chronology, *, as_json: bool = False) -> str:
    """Return a chronology as text for people, or as JSON with instants in UTC.

    Personal: for the file that somebody allowed asked for, and for nowhere else.
    """
    if as_json:
        return json.dumps(to_jsonable_python(chronology), ensure_ascii=False, indent=2)
    return "\n".join(_lines(hub, chronology))


def _lines(hub: Hub, chronology: Chronology) -> Iterator[str]:
    zone = hub.rules().in_force(chronology.as_of).calendar.zone
    child = chronology.child
    yield f"Chronology of {child.name if child else 'a child whose name was destroyed'}"
    if child is not None and child.born is not None:
        yield f"born {child.born.isoformat()}"
    yield f"made from the record of {', '.join(chronology.journeys)}"
    yield f"as it stood on {say_instant(chronology.as_of, zone)}"
    for entry in chronology.entries:
        yield ""
        yield f"{say_instant(entry.at, zone)}  ({entry.reference}, entry {entry.version})"
        yield from _told(entry)


def _told(entry: ChronologyEntry) -> Iterator[str]:
    yield from _wrapped(f"{entry.what}  [{entry.by}, {kind_in_words(entry.role)}]")
    for name, text in entry.narrative.items():
        yield from _wrapped(f"{kind_in_words(name)}: {text}")
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
