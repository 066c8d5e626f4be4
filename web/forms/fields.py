"""A command as fields: what its dataclass says, and the words that `web/forms/words` adds."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from dataclasses import Field as Slot
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from casework.asking.choosing import OF_CODES
from journey.codes import list_of
from journey.commands import COMMANDS
from journey.shapes import TEXT_LIMIT, AtMost
from web.forms import words
from web.forms.words import Said


class Control(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    TICK = "tick"
    YES_NO = "yes-no"
    YES_NO_UNKNOWN = "yes-no-unknown"
    CHOICE = "choice"
    CHOICES = "choices"
    DAY = "day"
    INSTANT = "instant"
    GROUP = "group"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form.

    Attributes:
        required: The command cannot be made without it.
        limit: Characters it may have.
        values: For a choice out of a closed list: its codes, in order.
        default: What counts where nothing is chosen, as the form writes it.
        inner: For groups: the fields of one.
        shape: For groups: the name of what one of them is.
    """

    name: str
    control: Control
    required: bool
    said: Said
    limit: int = TEXT_LIMIT
    values: tuple[tuple[str, str], ...] = ()
    default: str = ""
    inner: tuple[Field, ...] = ()
    shape: str = ""

    @property
    def label(self) -> str:
        """Return what the field is called on the form."""
        return self.said.label

    @property
    def source(self) -> str | None:
        """Return where its choices come from, if from the journey or the hub."""
        return self.said.source


@cache
def fields_of(name: str) -> tuple[Field, ...]:
    """Return the fields of a command's form, in the order in which they are asked."""
    return _fields(COMMANDS[name], words.form(name))


def every_field(found: tuple[Field, ...], path: str = "") -> Iterator[tuple[str, Field]]:
    """Yield each field with its path, those inside groups as well."""
    for field in found:
        yield f"{path}{field.name}", field
        yield from every_field(field.inner, f"{path}{field.name}.")


def _fields(shape: type, own: Mapping[str, words.Given] | None = None) -> tuple[Field, ...]:
    hints = get_type_hints(shape, include_extras=True)
    made = [_field(shape, slot, hints[slot.name], own or {}) for slot in fields(shape)]
    shown = [field for field in made if not field.said.hidden]
    # The sort is stable: what has no place of its own stays in the dataclass's order.
    return tuple(sorted(shown, key=lambda field: field.said.place))


def _field(shape: type, slot: Slot[Any], hint: Any, own: Mapping[str, words.Given]) -> Field:
    optional, base, limit = _bare(hint)
    required = slot.default is MISSING and slot.default_factory is MISSING and not optional
    said = words.said(shape, slot.name, own.get(slot.name, {}), limit=limit)
    coded = list_of(hint)
    if coded is not None:
        said = replace(said, source=f"{OF_CODES}{coded}")
    control, more = _control(base, said, optional=optional, default=slot.default)
    if said.control is not None:
        control = Control(said.control)
    return Field(
        name=slot.name,
        control=control,
        required=required or said.asked,
        said=said,
        limit=limit or TEXT_LIMIT,
        # A no that nobody gave is left blank: it would look like an answer.
        default="" if slot.default is False else _written(slot.default),
        **more,
    )


def _bare(hint: Any) -> tuple[bool, Any, int]:
    """Return whether it may be left out, the type beneath, and the characters it may have."""
    optional = False
    limit = 0
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            base, *marks = get_args(hint)
            limit = next((m.limit for m in marks if isinstance(m, AtMost)), limit)
            hint = base
        elif origin in (Union, types.UnionType):
            left = [each for each in get_args(hint) if each is not type(None)]
            optional = optional or len(left) < len(get_args(hint))
            if len(left) != 1:
                raise TypeError(f"a form cannot ask for one of {left}")
            [hint] = left
        else:
            return optional, hint, limit


def _control(
    base: Any, said: Said, *, optional: bool, default: object
) -> tuple[Control, dict[str, Any]]:
    """Return how a type is filled in; one that no form knows is an error, found by a test."""
    if get_origin(base) in (tuple, frozenset, list):
        return _many(get_args(base)[0], said)
    if is_dataclass(base) and isinstance(base, type):
        return Control.GROUP, {"inner": _fields(base), "shape": base.__name__}
    if isinstance(base, type) and issubclass(base, Enum):
        return Control.CHOICE, {"values": values_of(base)}
    if base is bool:
        ticked = Control.TICK if default is False else Control.YES_NO
        return (Control.YES_NO_UNKNOWN if optional else ticked), {}
    if base not in _PLAIN:
        raise TypeError(f"no form knows how to ask for {base!r}")
    if said.source:
        return Control.CHOICE, {}
    return (Control.LINE if base is str and not said.long else _PLAIN[base]), {}


_PLAIN = {
    str: Control.TEXT,
    int: Control.NUMBER,
    float: Control.NUMBER,
    datetime: Control.INSTANT,
    date: Control.DAY,
}


def _many(hint: Any, said: Said) -> tuple[Control, dict[str, Any]]:
    _, base, _ = _bare(hint)
    if isinstance(base, type) and is_dataclass(base):
        return Control.GROUPS, {"inner": _fields(base), "shape": base.__name__}
    if isinstance(base, type) and issubclass(base, Enum):
        return Control.CHOICES, {"values": values_of(base)}
    return (Control.CHOICES if said.source else Control.LINES), {}


def values_of(closed: type[Enum]) -> tuple[tuple[str, str], ...]:
    """Return the codes of a closed list with their words."""
    left_out = words.left_out(closed.__name__)
    return tuple(
        (str(each.value), words.value(closed.__name__, each))
        for each in closed
        if each.value not in left_out
    )


def _written(default: object) -> str:
    match default:
        case bool():
            return "yes" if default else "no"
        case Enum():
            return str(default.value)
        case str() | int():
            return str(default)
        case _:
            return ""
