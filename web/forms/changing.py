"""Changing what stands in a form without sending it: one more part, one part less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from web.forms.fields import Control, Field
from web.forms.reading import MOST_IN_A_GROUP, Typed, count
from web.forms.wrong import find

MARK = "_"
"""Stands in each part of a group, so that one in which nothing was chosen is still there."""


def add(fields: Sequence[Field], typed: Typed, path: str) -> dict[str, Sequence[str]]:
    """Return the form with one more blank part in a group."""
    number = count(typed, path)
    if not _is_group(fields, path) or number >= MOST_IN_A_GROUP:
        return dict(typed)
    return {**typed, f"{path}.{number}.{MARK}": ("",)}


def remove(fields: Sequence[Field], typed: Typed, path: str) -> dict[str, Sequence[str]]:
    """Return the form without one part of a group; those after it move up."""
    group, _, last = path.rpartition(".")
    if not _is_group(fields, group) or not (last.isascii() and last.isdigit()):
        return dict(typed)
    return dict(_without(typed, f"{group}.", int(last)))


def _without(typed: Typed, start: str, gone: int) -> Iterator[tuple[str, Sequence[str]]]:
    for name, values in typed.items():
        number, _, rest = name.removeprefix(start).partition(".")
        if not name.startswith(start) or not number.isdigit() or int(number) < gone:
            yield name, values
        elif int(number) > gone:
            yield f"{start}{int(number) - 1}.{rest}", values


def own(fields: Sequence[Field], typed: Typed) -> dict[str, Sequence[str]]:
    """Return what stands in fields that the form has; a draft keeps nothing else."""
    return {
        name: values
        for name, values in typed.items()
        if find(fields, name.removesuffix(f".{MARK}")) is not None
    }


def holds_something(typed: Mapping[str, Sequence[str]]) -> bool:
    """Return whether anything at all was typed."""
    return any(value.strip() for values in typed.values() for value in values)


def _is_group(fields: Sequence[Field], path: str) -> bool:
    field = find(fields, path)
    return field is not None and field.control is Control.GROUPS
