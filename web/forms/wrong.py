"""What is wrong with a form, said at the field that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework.errors import Fault
from journey.refusals import Refused
from journey.terms import Guard
from web.forms.fields import Control, Field
from web.forms.reading import DAY_PARTS, Read, Typed, count, one
from web.forms.showing import id_of
from web.languages import gettext as _

_PARTS = tuple(f"-{name}" for name in (*DAY_PARTS, "time"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing to put right.

    Attributes:
        path: The field's; empty where it is about the whole form.
        field: Id of what the summary at the top of the page leads to.
    """

    path: str
    text: str
    field: str


def said(
    fields: Sequence[Field], read: Read, faults: Iterable[Fault], typed: Typed
) -> tuple[Wrong, ...]:
    """Return faults as sentences at the form's own fields, in the order of the form."""
    found: dict[str, Wrong] = {}
    own = {id(fault) for fault in read.faults}
    for fault in faults:
        path = fault.where if id(fault) in own else _path(fault.where, read)
        field = find(fields, path)
        if field is None:
            found.setdefault("", _whole(fault))
            continue
        bare = _bare(path)
        sentence = _sentence(field, fault, one(typed, bare))
        found.setdefault(bare, Wrong(path=bare, text=sentence, field=_target(field, path)))
    order = {path: place for place, path in enumerate(_in_order(fields, typed))}
    return tuple(sorted(found.values(), key=lambda wrong: order.get(wrong.path, len(order))))


def at_field(fields: Sequence[Field], refused: Refused) -> tuple[Wrong, ...]:
    """Return what a refusal says of single fields: its needs begin with their names."""
    if refused.code not in (Guard.UNKNOWN_SUBJECT, Guard.WRONG_KIND, Guard.NOT_QUALIFIED):
        return ()
    found = []
    for need in refused.needs:
        path = need.partition(":")[0].strip()
        field = find(fields, path)
        if field is not None:
            sentence = _(refused.sentence)
            found.append(Wrong(path=path, text=sentence, field=_target(field, path)))
    return tuple(found)


def find(fields: Sequence[Field], path: str) -> Field | None:
    """Return the field at a path of a form."""
    name, _, rest = _bare(path).partition(".")
    field = next((each for each in fields if each.name == name), None)
    if field is None or not rest:
        return field
    if field.control is Control.GROUPS:
        number, _, rest = rest.partition(".")
        if not (number.isascii() and number.isdigit()):
            return None
        return find(field.inner, rest) if rest else field
    return find(field.inner, rest)


def _bare(path: str) -> str:
    return next((path.removesuffix(part) for part in _PARTS if path.endswith(part)), path)


def _path(where: str, read: Read) -> str:
    """Return the form's path of a payload's: the longest beginning that is known."""
    rest = where
    while rest and rest not in read.paths:
        rest = rest.rpartition(".")[0]
    if not rest:
        return where
    return read.paths[rest] + where[len(rest) :]


def _target(field: Field, path: str) -> str:
    if path != _bare(path):
        return id_of(path)
    if field.control in (Control.DAY, Control.INSTANT):
        return id_of(f"{path}-day")
    return id_of(path)


def _sentence(field: Field, fault: Fault, text: str) -> str:
    label = _label(field)
    match fault.what:
        case "it is missing" | "it is empty":
            return _missing(field)
        case "it is too long":
            return _(
                "“{label}” must be {limit:,} characters or fewer. "
                "It has {length:,} now. Nothing was cut off."
            ).format(label=label, limit=field.limit, length=len(text))
        case "it is none of the words that can stand here":
            return _("Choose one of the answers to “{label}”").format(label=label)
        case "it holds a control character":
            said = _("“{label}” holds a character that cannot be kept. Type it anew.")
            return said.format(label=label)
    what, expected = _(fault.what), _(fault.expected)
    if field.control in (Control.DAY, Control.INSTANT):
        said = _("“{label}”: {what}. Enter {expected}.")
    else:
        said = _("“{label}”: {what}. Expected: {expected}.")
    return said.format(label=label, what=what, expected=expected)


def _label(field: Field) -> str:
    return _(field.label).rstrip("?")


def _missing(field: Field) -> str:
    match field.control:
        case Control.CHOICE | Control.CHOICES | Control.YES_NO | Control.YES_NO_UNKNOWN:
            said = _("Choose an answer to “{label}”")
        case Control.GROUPS:
            said = _("Add at least one: “{label}”")
        case Control.DAY | Control.INSTANT:
            said = _("Enter a date for “{label}”")
        case _:
            said = _("Fill in “{label}”")
    return said.format(label=_label(field))


def _whole(fault: Fault) -> Wrong:
    what = _(fault.what)
    sentence = _("{what}. Expected: {expected}.").format(
        what=f"{what[:1].upper()}{what[1:]}", expected=_(fault.expected)
    )
    return Wrong(path="", text=sentence, field="form")


def _in_order(fields: Sequence[Field], typed: Typed, path: str = "") -> Iterable[str]:
    for field in fields:
        at = f"{path}{field.name}"
        yield at
        if field.control is Control.GROUP:
            yield from _in_order(field.inner, typed, f"{at}.")
        elif field.control is Control.GROUPS:
            for number in range(count(typed, at)):
                yield f"{at}.{number}"
                yield from _in_order(field.inner, typed, f"{at}.{number}.")


def by_path(wrongs: Iterable[Wrong]) -> Mapping[str, str]:
    """Return the sentences by path."""
    return {wrong.path: wrong.text for wrong in wrongs}
