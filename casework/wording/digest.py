"""A digest in words: how many alerts, and for each its thing, its reference, when and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from casework.wording.letter import Worded
from casework.wording.things import thing
from journey.wording import say_due

_SUBJECT = "[Throughline] Your daily digest: {count}"
_TEXT = """\
These are the alerts that you chose to be told of together, once a day. What is urgent came by
itself.

{alerts}

You choose on the page Alerts what waits for this message, and when it comes.
This message names nobody, on purpose. Please do not answer it with anything personal.
"""
_SAYS: Mapping[str, str] = {
    "ask": "you were asked",
    "remind": "a reminder",
    "chase": "chased, because it is late",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One alert of a digest; as a `Letter`, it has no field for a person or a concern."""

    template: str
    reference: str
    kind: str | None
    due_at: datetime | None
    link: str


def word_digest(lines: Sequence[Line], zone: ZoneInfo) -> Worded:
    """Return a digest in words, its instants in the hub's own time."""
    count = "1 alert" if len(lines) == 1 else f"{len(lines)} alerts"
    alerts = "\n\n".join(_said(each, zone) for each in lines)
    return Worded(_SUBJECT.format(count=count), _TEXT.format(alerts=alerts))


def _said(line: Line, zone: ZoneInfo) -> str:
    said = _SAYS.get(line.template, line.template.replace("-", " "))
    first = f"{thing(line.kind)}: {said}"
    due = [] if line.due_at is None else [f"Due: {say_due(line.due_at, zone)}"]
    return "\n".join([first, f"Reference: {line.reference}", *due, f"Open it: {line.link}"])
