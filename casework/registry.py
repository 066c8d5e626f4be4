"""The border: what people and systems give becomes a command, or a list of faults.

One registry feeds the command line, the JSON API and the pages, so that all three check
the same and say the same.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from casework.errors import BadInputError, Fault
from journey.commands import COMMANDS, Command, summary_of

_ALLOWED_CONTROLS = "\t\n\r"
_MOST_OF_A_PATH = 200
"""Characters of a field's path in an error; somebody may have sent a name of ten megabytes."""


@cache
def _adapter(name: str) -> TypeAdapter[Command]:
    return TypeAdapter(COMMANDS[name])


def parse(name: str, payload: Mapping[str, Any] | str | bytes) -> Command:
    """Return the command of that name made from JSON text or an already read mapping.

    Raises:
        BadInputError: with every fault found, each with where it is and what was expected.
    """
    if name not in COMMANDS:
        known = ", ".join(COMMANDS)
        raise BadInputError(Fault("command", f"there is no command {name!r}", f"one of {known}"))
    try:
        given = _read(payload)
        controls = [
            Fault(
                where[:_MOST_OF_A_PATH],
                "it holds a control character",
                "text without control characters",
            )
            for where in _with_controls(given, "")
        ]
        # JSON mode: strings become dates and tuples, and nothing else is stretched.
        text = json.dumps(given, default=str)
    except RecursionError:
        raise BadInputError(
            Fault("the whole", "it is nested too deeply", "what `throughline commands` lists")
        ) from None
    if controls:
        raise BadInputError(*controls)
    try:
        return _adapter(name).validate_json(text)
    except ValidationError as error:
        raise BadInputError(*faults_of(error)) from None


def _read(payload: Mapping[str, Any] | str | bytes) -> Mapping[str, Any]:
    if isinstance(payload, Mapping):
        return payload
    try:
        given = json.loads(payload or "{}")
    except ValueError as error:
        position = getattr(error, "lineno", None)
        where = f"line {position}" if position else "the whole"
        raise BadInputError(Fault(where, "it is not JSON", "a JSON object in UTF-8")) from None
    if not isinstance(given, dict):
        raise BadInputError(Fault("the whole", "it is not an object", "a JSON object"))
    return given


def _with_controls(value: Any, where: str) -> Iterator[str]:
    """Yield where text holds what no database keeps and no page shows.

    NUL cannot be stored in PostgreSQL, half a surrogate pair is no character at all.
    """
    match value:
        case str():
            if any(
                unicodedata.category(c) in ("Cc", "Cs") and c not in _ALLOWED_CONTROLS
                for c in value
            ):
                yield where or "the whole"
        case Mapping():
            for key, inner in value.items():
                yield from _with_controls(inner, f"{where}.{key}".lstrip("."))
        case list() | tuple():
            for number, inner in enumerate(value):
                yield from _with_controls(inner, f"{where}.{number}".lstrip("."))
        case _:
            return


def faults_of(error: ValidationError) -> list[Fault]:
    """Return a validation error as faults; what was typed in is not repeated in them."""
    faults = []
    for each in error.errors(include_url=False, include_input=False):
        what, expected = _said(each["type"], each["msg"], each.get("ctx", {}))
        where = ".".join(str(part) for part in each["loc"]) or "the whole"
        faults.append(Fault(where=where[:_MOST_OF_A_PATH], what=what, expected=expected))
    return faults


_MISSING = ("it is missing", "a value")
_UNKNOWN = ("there is no such field", "only the fields that `throughline commands` lists")
_SAID: Mapping[str, tuple[str, str]] = {
    "missing": _MISSING,
    "missing_argument": _MISSING,
    "missing_keyword_only_argument": _MISSING,
    "unexpected_keyword_argument": _UNKNOWN,
    "extra_forbidden": _UNKNOWN,
    "string_too_short": ("it is empty", "a text"),
    "string_too_long": ("it is too long", "at most {max_length} characters"),
    "enum": ("it is none of the words that can stand here", "{expected}"),
    "timezone_aware": (
        "the instant has no time zone",
        "an instant with its zone, such as 2025-09-01T09:00:00+01:00",
    ),
}
"""What is wrong and what was expected, by the validator's own name for it."""


def _said(kind: str, message: str, context: Mapping[str, Any]) -> tuple[str, str]:
    known = _SAID.get(kind)
    if known is not None:
        return known[0], known[1].format(**context)
    if kind == "value_error":
        what, _, expected = message.removeprefix("Value error, ").partition(": ")
        return what, expected
    return "it is something else", message.removeprefix("Input should be ")


def describe(name: str) -> dict[str, Any]:
    """Return what outsiders may know of a command: summary, roles, guards, schema."""
    command = COMMANDS[name]
    return {
        "name": name,
        "summary": summary_of(command),
        "roles": sorted(role.value for role in command.ROLES),
        "guards": [guard.value for guard in command.GUARDS],
        "schema": _adapter(name).json_schema(),
    }
