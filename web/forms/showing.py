"""Fields ready for a template: labels, choices in words, what was typed, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.asking.choosing import OF_CODES, Choice
from web.forms.fields import Control, Field
from web.forms.reading import DAY_PARTS, INSTANT_PARTS, MOST_IN_A_GROUP, Typed, count, one
from web.languages import gettext as _

FEW = 8
"""More choices than these are a list to open, not a row of buttons."""

_A_LINE_EACH = "One on each line."
_YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
_UNKNOWN = (*_YES_NO, Choice("", "Not known"))
_WIDTHS = {"day": 2, "month": 2, "year": 4, "time": 5}
_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One choice of a field, as it stands."""

    value: str
    words: str
    hint: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One box of a date."""

    name: str
    id: str
    label: str
    value: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """One part of a group that repeats: one concern, one direction, one person.

    Attributes:
        subject: Name and value of the field that says what it is about, where that is fixed.
    """

    number: int
    path: str
    legend: str
    hint: str
    fields: tuple[Shown, ...]
    subject: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One field as a template shows it.

    Attributes:
        as_list: The choices stand in a list to open.
        more: One more part may be added.
    """

    name: str
    id: str
    control: str
    label: str
    hint: str
    required: bool
    limit: int
    value: str = ""
    error: str = ""
    items: tuple[Item, ...] = ()
    as_list: bool = False
    parts: tuple[Part, ...] = ()
    fields: tuple[Shown, ...] = ()
    sets: tuple[Set, ...] = ()
    one: str = ""
    more: bool = False
    rows: int = _ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What a form is shown with.

    Attributes:
        choices: What a source offers.
        narrowed: In place of a closed list: what a field of this path may be, on this journey.
        errors: What is wrong, by path.
        first: Nothing has been typed yet: defaults and first blanks are shown.
    """

    typed: Typed
    choices: Callable[[str], Sequence[Choice]]
    narrowed: Mapping[str, Sequence[Choice]]
    errors: Mapping[str, str]
    first: bool = False


def shown(fields: Sequence[Field], filling: Filling, path: str = "") -> tuple[Shown, ...]:
    """Return fields as a template shows them."""
    made = (_shown(field, filling, f"{path}{field.name}") for field in fields)
    return tuple(each for each in made if each is not None)


def id_of(path: str) -> str:
    """Return the id that a field has on its page."""
    return "f-" + path.replace(".", "-")


def _shown(field: Field, filling: Filling, path: str) -> Shown | None:
    value = one(filling.typed, path)
    if filling.first and not value:
        value = field.default
    error = filling.errors.get(path, "")
    common: dict[str, Any] = {
        "name": path,
        "id": id_of(path),
        "control": field.control.value,
        "label": _(field.label) if field.required else _optional(field),
        "hint": _hint(field),
        "required": field.required,
        "limit": field.limit,
    }
    match field.control:
        case Control.GROUP:
            inner = shown(field.inner, filling, f"{path}.")
            return Shown(**common, error=error, fields=inner)
        case Control.GROUPS:
            return _groups(field, filling, path, common)
        case Control.DAY | Control.INSTANT:
            parts = _parts(field, filling, path)
            said = (error, *(filling.errors.get(part.name, "") for part in parts))
            worst = next((each for each in said if each), "")
            return Shown(**common, error=worst, parts=parts)
        case Control.CHOICE | Control.CHOICES | Control.YES_NO | Control.YES_NO_UNKNOWN:
            offered = _offered(field, filling, path)
            if not offered and not field.required:
                return None
            taken = set(filling.typed.get(path, ())) or {value}
            if filling.first and field.required and len(offered) == 1 and field.source:
                taken = {offered[0].value}
            items = tuple(
                Item(value=c.value, words=c.words, hint=c.hint, chosen=c.value in taken)
                for c in offered
            )
            if field.control is Control.CHOICE and not field.required and not field.default:
                blank = Item(value="", words=_(field.said.blank), chosen=not taken - {""})
                items = (*items, blank)
            as_list = field.control is Control.CHOICE and len(items) > FEW
            return Shown(**common, error=error, value=value, items=items, as_list=as_list)
        case _:
            rows = max(_ROWS, min(20, value.count("\n") + len(value) // 80 + 2))
            return Shown(**common, error=error, value=value, rows=rows)


def _hint(field: Field) -> str:
    said = field.said.hint or (_A_LINE_EACH if field.control is Control.LINES else "")
    # The text of nothing is a catalogue's own description.
    return _(said) if said else ""


_SAYS_LEFT_OUT = (
    Control.LINE,
    Control.LINES,
    Control.TEXT,
    Control.NUMBER,
    Control.DAY,
    Control.INSTANT,
)
"""Elsewhere an answer of its own says that the field does not apply."""


def _optional(field: Field) -> str:
    """Say that a field may be left empty, unless its words say when it is wanted."""
    says_when = field.label.startswith(("If ", "Or: ")) or field.said.wanted
    if says_when or field.default or field.control not in _SAYS_LEFT_OUT:
        return _(field.label)
    return f"{_(field.label)} {_('(optional)')}"


def _offered(field: Field, filling: Filling, path: str) -> Sequence[Choice]:
    if path in filling.narrowed:
        return filling.narrowed[path]
    if field.source is not None:
        offered = filling.choices(field.source)
        return _said(offered) if field.source.startswith(OF_CODES) else offered
    if field.control is Control.YES_NO:
        return _said(_YES_NO)
    if field.control is Control.YES_NO_UNKNOWN:
        return _said(_UNKNOWN)
    return tuple(Choice(code, _(words)) for code, words in field.values)


def _said(choices: Sequence[Choice]) -> Sequence[Choice]:
    return [Choice(each.value, _(each.words)) for each in choices]


def _parts(field: Field, filling: Filling, path: str) -> tuple[Part, ...]:
    names = INSTANT_PARTS if field.control is Control.INSTANT else DAY_PARTS
    return tuple(
        Part(
            name=f"{path}-{name}",
            id=id_of(f"{path}-{name}"),
            label=_(name.capitalize()),
            value=one(filling.typed, f"{path}-{name}"),
            width=_WIDTHS[name],
        )
        for name in names
    )


def _groups(field: Field, filling: Filling, path: str, common: Mapping[str, Any]) -> Shown | None:
    subject = next((each for each in field.inner if each.name == field.said.each), None)
    if subject is not None:
        sets = _one_each(field, subject, filling, path)
        if not sets:
            return None
    else:
        number = count(filling.typed, path)
        if filling.first and not number:
            number = field.said.first if field.required or field.said.first > 1 else 0
        sets = tuple(_set(field, filling, path, each) for each in range(number))
    return Shown(
        **common,
        error=filling.errors.get(path, ""),
        sets=sets,
        one=_(field.said.one or "Entry"),
        more=subject is None and len(sets) < MOST_IN_A_GROUP,
    )


def _set(field: Field, filling: Filling, path: str, number: int) -> Set:
    at = f"{path}.{number}"
    return Set(
        number=number,
        path=at,
        legend=f"{_(field.said.one or 'Entry')} {number + 1}",
        hint=filling.errors.get(at, ""),
        fields=shown(field.inner, filling, f"{at}."),
    )


def _one_each(field: Field, subject: Field, filling: Filling, path: str) -> tuple[Set, ...]:
    """Return one part for each thing that has to be spoken of, whatever was typed so far."""
    typed = {
        one(filling.typed, f"{path}.{number}.{subject.name}"): number
        for number in range(count(filling.typed, path))
    }
    free = max(typed.values(), default=-1) + 1
    sets = []
    for choice in filling.choices(subject.source or ""):
        number = typed.get(choice.value)
        if number is None:
            number, free = free, free + 1
        at = f"{path}.{number}"
        inner = [each for each in field.inner if each is not subject]
        sets.append(
            Set(
                number=number,
                path=at,
                legend=f"{_(field.said.one)}: {choice.words}" if field.said.one else choice.words,
                hint=choice.hint,
                fields=shown(inner, filling, f"{at}."),
                subject=(f"{at}.{subject.name}", choice.value),
            )
        )
    return tuple(sets)
