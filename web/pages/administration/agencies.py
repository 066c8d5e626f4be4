"""Agencies: how each is reached, who stands in for it, and when it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import people
from casework.asking.choosing import Choice
from casework.errors import BadInputError
from casework.hub import Hub
from casework.people import PeopleFilter
from journey.people import Actor
from journey.policy import Agency
from web.access import SignedIn, TheActor, TheHub
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages import agency_forms
from web.pages.administration.common import ADMINISTRATOR, PRESSED, TYPED, Done, not_done
from web.pages.administration.log import FIELDS as NAMES
from web.pages.agency_forms import ASK_INSTEAD, DEPUTY, DONE, Place, at_fields, others
from web.pages.forms import Form, SentForm
from web.pages.rendering import Wrong, page
from web.pages.sheets import UNPROCESSABLE, Sheet, choice, line, show_sheet, take_sheet
from web.routes import Row

_LIST = "/administration/agencies"
_ONE = f"{_LIST}/{{name}}"
_CHANGED = ("name", "kind", "email", "manager_email", "webhook", "deputy", "ask_instead")
_KEY = line(
    "key",
    later("Key"),
    later(
        "Small letters, digits, dots and hyphens, such as school-alder-bank. It stands on each "
        "request and can never be changed."
    ),
)
_FIELDS = (
    line("name", later("Name"), later("As people call it.")),
    choice("kind", later("Kind"), later("What the rules speak of when they say whom to ask.")),
    line(
        "email",
        later("Mail address"),
        later("Where requests, reminders and chases go. Needed unless there is a webhook."),
        required=False,
    ),
    line(
        "manager_email",
        later("Manager’s mail address"),
        later("Where escalations go. Without one they go to the agency itself."),
        required=False,
    ),
    line(
        "webhook",
        later("Webhook"),
        later("The address of the agency’s own system, which is then told in place of the mail."),
        required=False,
    ),
    DEPUTY,
    ASK_INSTEAD,
)


def show_agencies(request: Request, hub: TheHub) -> Response:
    """Show every agency."""
    now = hub.clock.now()
    today = hub.rules().in_force(now).calendar.local_day(now)
    found = people.agencies(hub)
    return page(
        request,
        "administration/agencies.html",
        agencies=found,
        kinds=people.agency_kinds(hub),
        closed={each.key: each.why_closed(today) for each in found},
        changed={each.key: people.unlike_the_file(hub, each) for each in found},
    )


def show_agency(
    name: str, request: Request, hub: TheHub, actor: TheActor, done: Done = ""
) -> Response:
    """Show one agency."""
    return _agency_page(request, hub, actor, name, done=_(DONE[done]) if done in DONE else "")


def _agency_page(
    request: Request,
    hub: Hub,
    actor: Actor,
    key: str,
    *,
    done: str = "",
    errors: Sequence[Wrong] = (),
) -> Response:
    agency = people.agency(hub, key)
    now = hub.clock.now()
    today = hub.rules().in_force(now).calendar.local_day(now)
    differs = people.unlike_the_file(hub, agency)
    return page(
        request,
        "administration/agency.html",
        status=UNPROCESSABLE if errors else 200,
        errors=errors,
        agency=agency,
        kind=people.agency_kinds(hub).get(agency.kind, agency.kind),
        staff=people.people_page(hub, actor, PeopleFilter(agency=key, active=True)),
        stands_for=[each.key for each in people.agencies(hub) if each.deputy == key],
        ahead=[period for period in agency.closed if period[1] >= today],
        past=[period for period in agency.closed if period[1] < today],
        why_closed=agency.why_closed(today),
        in_file=differs is not None,
        differs=[_(NAMES[field]) for field in differs or ()],
        base=f"{_LIST}/{key}",
        done=done,
    )


def ask_new(request: Request, hub: TheHub) -> Response:
    """Ask for a new agency."""
    return show_sheet(request, _new(hub))


def add(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Add an agency."""

    def do(given: Mapping[str, Any]) -> Response:
        key = given["key"]
        made = Agency(
            key=key,
            name=given["name"],
            kind=given["kind"],
            email=given.get("email"),
            manager_email=given.get("manager_email"),
            webhook=given.get("webhook"),
            deputy=given.get("deputy"),
            ask_instead=given.get("ask_instead"),
        )
        try:
            people.add_agency(hub, actor, made)
        except BadInputError as bad:
            raise at_fields(bad, key) from bad
        return _back_to(key, "added")

    return take_sheet(request, actor, _new(hub), sent, do)


def ask_change(name: str, request: Request, hub: TheHub) -> Response:
    """Ask what is to be changed of an agency."""
    agency = people.agency(hub, name)
    given = {field: getattr(agency, field) for field in _CHANGED}
    return show_sheet(request, _change(hub, agency), given=given)


def change(name: str, request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Change an agency."""

    def do(given: Mapping[str, Any]) -> Response:
        try:
            people.change_agency(hub, actor, name, **{f: given.get(f) for f in _CHANGED})
        except BadInputError as bad:
            raise at_fields(bad, name) from bad
        return _back_to(name, "changed")

    return take_sheet(request, actor, _change(hub, people.agency(hub, name)), sent, do)


def ask_closed_days(name: str, request: Request, hub: TheHub) -> Response:
    """Ask for closed days of an agency."""
    agency = people.agency(hub, name)
    given = {"ask_instead": agency.ask_instead}
    return show_sheet(request, agency_forms.closing_sheet(hub, agency, _place(agency)), given=given)


def add_closed_days(
    name: str, request: Request, hub: TheHub, actor: SignedIn, sent: SentForm
) -> Response:
    """Say on which days an agency is closed."""

    def do(given: Mapping[str, Any]) -> Response:
        agency_forms.add_closed_days(hub, actor, name, given)
        return _back_to(name, "closed-days")

    agency = people.agency(hub, name)
    sheet = agency_forms.closing_sheet(hub, agency, _place(agency))
    return take_sheet(request, actor, sheet, sent, do)


def take_closed_days_back(
    name: str, request: Request, hub: TheHub, actor: TheActor, form: Form
) -> Response:
    """Take closed days back."""
    try:
        agency_forms.take_closed_days_back(hub, actor, name, form.get("first", ""))
    except BadInputError as bad:
        return _agency_page(request, hub, actor, name, errors=not_done(bad.faults))
    return _back_to(name, "open-days")


def _place(agency: Agency) -> Place:
    return Place(base=f"{_LIST}/{agency.key}", name=agency.name)


def _new(hub: Hub) -> Sheet:
    return Sheet(
        title=_("Add an agency"),
        button=_("Add the agency"),
        action="/administration/new-agency",
        back=(_("Agencies"), _LIST),
        fields=(_KEY, *_FIELDS),
        choices=_choices(hub, None),
    )


def _change(hub: Hub, agency: Agency) -> Sheet:
    return Sheet(
        title=_("Change {name}").format(name=agency.name),
        caption=agency.key,
        button=_("Change the agency"),
        action=f"{_LIST}/{agency.key}/change",
        back=(agency.name, f"{_LIST}/{agency.key}"),
        fields=_FIELDS,
        choices=_choices(hub, agency.key),
    )


def _choices(hub: Hub, key: str | None) -> Mapping[str, Sequence[Choice]]:
    kinds = [Choice(kind, name) for kind, name in people.agency_kinds(hub).items()]
    return {"kind": kinds, **others(hub, key)}


def _back_to(key: str, done: str) -> Response:
    return RedirectResponse(f"{_LIST}/{key}?done={done}", status_code=303)


ROWS = (
    Row(
        method="GET",
        path=_LIST,
        call=show_agencies,
        access=ADMINISTRATOR,
        summary="Show the partner agencies.",
        page=True,
    ),
    Row(
        method="GET",
        path="/administration/new-agency",
        call=ask_new,
        access=ADMINISTRATOR,
        summary="Ask for a new agency.",
        page=True,
    ),
    Row(
        method="POST",
        path="/administration/new-agency",
        call=add,
        access=TYPED,
        summary="Add an agency.",
        page=True,
    ),
    Row(
        method="GET",
        path=_ONE,
        call=show_agency,
        access=ADMINISTRATOR,
        summary="Show one agency, how it is reached and when it is closed.",
        page=True,
    ),
    Row(
        method="GET",
        path=f"{_ONE}/change",
        call=ask_change,
        access=ADMINISTRATOR,
        summary="Ask what is to be changed of an agency.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_ONE}/change",
        call=change,
        access=TYPED,
        summary="Change an agency.",
        page=True,
    ),
    Row(
        method="GET",
        path=f"{_ONE}/closed-days",
        call=ask_closed_days,
        access=ADMINISTRATOR,
        summary="Ask for closed days of an agency.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_ONE}/closed-days",
        call=add_closed_days,
        access=TYPED,
        summary="Say on which days an agency is closed.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_ONE}/open-days",
        call=take_closed_days_back,
        access=PRESSED,
        summary="Take closed days of an agency back.",
        page=True,
    ),
)
