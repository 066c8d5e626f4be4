"""Letters: what a message may know, and how it becomes a subject and a text.

The wordings are the `*.txt` files beside this one: the subject, an empty line, the text.
`{Thing}` is what is asked for, `{due}` when, `{details}` the lines that say where and which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from zoneinfo import ZoneInfo

from casework.wording.things import HINTS, thing
from journey.errors import UnknownKeyError
from journey.wording import say_due

UNDELIVERED = "undelivered"
"""The wording that tells a manager of a dead letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """All that a message may say.  There is no field for a person, a family or a concern.

    Attributes:
        key: The delivery's id, under which a receiver sees the same message twice as one.
        kind: Kind of the obligation, such as `research-reply`.
        request: Global id of the research request that it is about.
        link: The page to open; None for a reader who cannot sign in.
        api: Where a partner's system posts its reply.
    """

    key: str
    template: str
    reference: str
    kind: str | None = None
    request: str | None = None
    due_at: datetime | None = None
    link: str | None = None
    api: str | None = None


@dataclass(frozen=True, slots=True)
class Worded:
    """A message in words."""

    subject: str
    text: str


def _read() -> Mapping[str, Worded]:
    found = {}
    for file in resources.files("casework.wording").iterdir():
        name, _, ending = file.name.rpartition(".")
        if ending == "txt":
            subject, _, text = file.read_text(encoding="utf-8").partition("\n\n")
            found[name] = Worded(subject, text)
    return found


TEMPLATES = _read()
"""Every wording there is, by its key."""


def word(letter: Letter, zone: ZoneInfo) -> Worded:
    """Return the letter in words, its instants in the hub's own time.

    Raises:
        UnknownKeyError: There is no wording of the letter's template.
    """
    template = TEMPLATES.get(letter.template)
    if template is None:
        raise UnknownKeyError("wording", letter.template, TEMPLATES)
    due = None if letter.due_at is None else say_due(letter.due_at, zone)
    hint = HINTS.get(letter.kind or "")
    said = {
        "Thing": thing(letter.kind),
        "reference": letter.reference,
        "due": "" if due is None else f" — due {_until(due)}",
        "details": _details(letter, due),
        "hint": "" if hint is None else f"\n{hint}\n",
    }
    return Worded(template.subject.format_map(said), template.text.format_map(said))


def _until(due: str) -> str:
    return f"by {due}" if due.startswith("the end of") else due


def _details(letter: Letter, due: str | None) -> str:
    lines = {
        "Reference": letter.reference,
        "Request": letter.request,
        "Due": due,
        "Open it": letter.link,
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items() if value is not None)
