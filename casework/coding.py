"""The border of codes: a code that its list does not have is bad input, with those it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from casework.errors import BadInputError, Fault
from journey.codes import CodeBook, CodeList, coded_fields
from journey.commands import Command

LISTED = 30
"""How many codes a fault names; of more it says where they stand."""


def check_codes(command: Command, codes: CodeBook) -> None:
    """Refuse a command with a code that is none.

    Raises:
        BadInputError: With a fault for each, naming the codes that can stand there.
    """
    faults = [
        fault
        for where, key, given in _coded(command, "")
        for fault in _faults(where, codes.lists[key], given)
    ]
    if faults:
        raise BadInputError(*faults)


def _faults(where: str, known: CodeList, given: tuple[str, ...]) -> Iterator[Fault]:
    if any(code not in known.codes for code in given):
        yield Fault(where, f"it is no code of the list {known.title!r}", f"one of {said(known)}")
    for code in sorted(known.alone & set(given)):
        if len(set(given)) > 1:
            yield Fault(where, f"{code} says that no other applies", f"{code} alone, or the others")


def said(known: CodeList) -> str:
    """Return a list's codes with their words, or the codes alone where it is long."""
    if len(known.codes) > LISTED:
        return ", ".join(known.codes)
    return ", ".join(f"{code} ({words})" for code, words in known.codes.items())


def _coded(part: Any, path: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each coded field of a command and of what it is made of: where, list, codes."""
    shape: Any = type(part)
    for name, key in coded_fields(shape).items():
        value = getattr(part, name)
        if value:
            yield f"{path}{name}", key, (value,) if isinstance(value, str) else tuple(value)
    for each in fields(part):
        value = getattr(part, each.name)
        inner = enumerate(value) if isinstance(value, tuple) else [("", value)]
        for number, one in inner:
            if is_dataclass(one):
                place = f"{path}{each.name}" if number == "" else f"{path}{each.name}.{number}"
                yield from _coded(one, f"{place}.")
