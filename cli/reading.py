"""Reading what a call is given: files, instants, days."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

from casework.errors import BadInputError, Fault

LIMIT_BYTES = 2_000_000
"""One command: the longest narrative in every field stays far below this."""


def text_of(name: str, where: str) -> str:
    """Return the text of a file, or of standard input for `-`.

    Raises:
        BadInputError: It is not there, not text in UTF-8, or longer than any command.
    """
    try:
        if name == "-":
            given = sys.stdin.buffer.read(LIMIT_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                given = file.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise BadInputError(
            Fault(where, f"{name} cannot be read: {error.strerror}", "a file, or - for stdin")
        ) from None
    if len(given) > LIMIT_BYTES:
        raise BadInputError(Fault(where, "it is too long", f"at most {LIMIT_BYTES:,} bytes"))
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(
            Fault(f"{where}, byte {error.start}", "it is not UTF-8", "text in UTF-8")
        ) from None


def instant(given: str | None, where: str) -> datetime | None:
    """Return an instant that says its zone, None where none was given."""
    if given is None:
        return None
    expected = "an instant with its zone, such as 2025-09-01T09:00:00+01:00"
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise BadInputError(Fault(where, "it is no instant", expected)) from None
    if found.tzinfo is None:
        raise BadInputError(Fault(where, "the instant has no time zone", expected))
    return found


def day(given: str, where: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInputError(Fault(where, "it is no day", "a day, such as 2025-09-01")) from None
