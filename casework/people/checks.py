"""What everything that is said about people, teams and agencies is held to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from casework.errors import BadInputError, Fault, NotAllowedError
from journey.people import Actor, Role
from journey.shapes import LINE_LIMIT

_KEY = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")
_WEBHOOK = re.compile(r"https?://[^\s]+")


def administrators_only(actor: Actor | None, what: str) -> None:
    """Refuse anybody but an administrator; None is whoever runs the machine itself.

    Raises:
        NotAllowedError: The actor is no administrator.
    """
    if actor is not None and actor.role is not Role.ADMINISTRATOR:
        raise NotAllowedError(what, actor.role.value)


def refuse(faults: Iterator[Fault]) -> None:
    """Raise one error with every fault, if there is any."""
    found = list(faults)
    if found:
        raise BadInputError(*found)


def key_faults(where: str, key: str) -> Iterator[Fault]:
    """Yield what is wrong with a key; keys stand in events, addresses and files for ever."""
    if not _KEY.fullmatch(key):
        yield Fault(
            where,
            "it cannot be used as a name",
            "up to 64 small letters, digits, dots and hyphens, a letter or digit first",
        )


def line_faults(where: str, text: str | None, *, needed: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with one line of text."""
    if text is None or not text.strip():
        if needed or text is not None:
            yield Fault(where, "it is empty", "a text, or nothing at all")
        return
    if len(text) > LINE_LIMIT:
        yield Fault(where, "it is too long", f"at most {LINE_LIMIT} characters")
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
        yield Fault(where, "it holds a control character", "text without control characters")


def email_faults(where: str, email: str | None) -> Iterator[Fault]:
    """Yield what is wrong with a mail address, as far as that can be seen without writing to it."""
    if email is not None and not (_EMAIL.fullmatch(email) and len(email) <= LINE_LIMIT):
        yield Fault(where, "it is no mail address", "an address such as desk@police.example")


def webhook_faults(where: str, webhook: str | None) -> Iterator[Fault]:
    """Yield what is wrong with an address that is posted to."""
    if webhook is not None and not _WEBHOOK.fullmatch(webhook):
        yield Fault(where, "it cannot be posted to", "an address that begins with https://")
