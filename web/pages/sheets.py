"""A form that gives no command: a page names its fields; all else is as in every form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from casework.asking.choosing import Choice
from casework.errors import BadInputError, Fault
from casework.hub import Hub
from journey.people import Actor
from web.forms import wrong
from web.forms.fields import Control, Field
from web.forms.reading import Typed, read, written
from web.forms.showing import Filling, shown
from web.forms.words import Said
from web.languages import gettext as _
from web.pages.form_pages import signed_out
from web.pages.forms import Sent
from web.pages.rendering import Wrong, page

UNPROCESSABLE = 422
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One form.

    Attributes:
        back: Text and address of the way back.
        choices: What each field's `source` offers.
        warns: The button takes something away.
        about: What else the template shows.
    """

    title: str
    button: str
    action: str
    back: tuple[str, str]
    fields: tuple[Field, ...]
    intro: str = ""
    caption: str = ""
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    warns: bool = False
    template: str = "sheet.html"
    about: Mapping[str, Any] = field(default_factory=dict)


def line(name: str, label: str, hint: str = "", *, required: bool = True) -> Field:
    """Return a field of one line."""
    said = Said(label=label, hint=hint)
    return Field(name=name, control=Control.LINE, required=required, said=said)


def day(name: str, label: str, hint: str = "", *, required: bool = True) -> Field:
    """Return a field of a day."""
    said = Said(label=label, hint=hint)
    return Field(name=name, control=Control.DAY, required=required, said=said)


def choice(
    name: str, label: str, hint: str = "", *, required: bool = True, blank: str = ""
) -> Field:
    """Return a field that is chosen out of `Sheet.choices` of the same name."""
    said = Said(label=label, hint=hint, source=name, blank=blank or "Does not apply")
    return Field(name=name, control=Control.CHOICE, required=required, said=said)


def tick(name: str, label: str, hint: str = "") -> Field:
    """Return a field that is ticked or not."""
    said = Said(label=label, hint=hint)
    return Field(name=name, control=Control.TICK, required=False, said=said)


def show_sheet(
    request: Request,
    sheet: Sheet,
    *,
    given: Mapping[str, Any] | None = None,
    typed: Typed | None = None,
    wrongs: Sequence[wrong.Wrong] = (),
    errors: Sequence[Wrong] = (),
    status: int = 200,
) -> Response:
    """Return the page of a form.

    Args:
        given: What stands in it at first.
        typed: What was typed into it, once it was sent.
    """
    hub: Hub = request.app.state.hub
    zone = hub.rules().in_force(hub.clock.now()).calendar.zone
    filling = Filling(
        typed=typed if typed is not None else written(sheet.fields, given or {}, zone),
        choices=lambda source: sheet.choices.get(source, ()),
        narrowed={},
        errors=wrong.by_path(wrongs),
        first=typed is None,
    )
    return page(
        request,
        sheet.template,
        status=status,
        errors=[*errors, *(Wrong(each.field, each.text) for each in wrongs)],
        sheet=sheet,
        fields=shown(sheet.fields, filling),
        **sheet.about,
    )


def take_sheet(
    request: Request,
    actor: Actor | None,
    sheet: Sheet,
    sent: Sent,
    do: Callable[[Mapping[str, Any]], Response],
) -> Response:
    """Do what a form asks, or show it again with what is wrong beside each field.

    Args:
        do: Given what was typed, by field; raises `BadInputError` with faults at fields.
    """
    if actor is None:
        return signed_out(request, sent.typed)
    if not sent.genuine:
        said = _("This form had been open too long. Check it, and send it again")
        errors = [Wrong("form", said)]
        return show_sheet(request, sheet, typed=sent.typed, errors=errors, status=_FORBIDDEN)
    hub: Hub = request.app.state.hub
    zone = hub.rules().in_force(hub.clock.now()).calendar.zone
    found = read(sheet.fields, sent.typed, zone)
    faults = [*found.faults, *_lacking(sheet, found.payload, found.faults)]
    if not faults:
        try:
            return do(found.payload)
        except BadInputError as bad:
            faults = list(bad.faults)
    wrongs = wrong.said(sheet.fields, found, faults, sent.typed)
    return show_sheet(request, sheet, typed=sent.typed, wrongs=wrongs, status=UNPROCESSABLE)


def _lacking(sheet: Sheet, payload: Mapping[str, Any], before: Sequence[Fault]) -> Sequence[Fault]:
    """Return the fields without which nothing can be done, and choices that were not offered."""
    said = {fault.where.rsplit("-", 1)[0] for fault in before} | {f.where for f in before}
    found = []
    for each in sheet.fields:
        value = payload.get(each.name)
        if each.required and value is None and each.name not in said:
            found.append(Fault(each.name, "it is missing", "a value"))
        if value is not None and each.source is not None:
            offered = {one.value for one in sheet.choices.get(each.source, ())}
            if value not in offered:
                what = "it is none of the words that can stand here"
                found.append(Fault(each.name, what, "one of those offered"))
    return found
