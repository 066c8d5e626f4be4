"""A partner's own agency: who stands in for it, and when it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import people
from casework.errors import BadInputError
from casework.hub import Hub
from journey.people import Actor, Role
from journey.policy import Agency
from web.access import Access, SignedIn, TheActor, TheHub, form_of_roles, of_roles
from web.languages import gettext as _
from web.pages import agency_forms
from web.pages.administration.common import Done, not_done
from web.pages.agency_forms import DONE, Place
from web.pages.form_pages import signed_out
from web.pages.forms import Form, SentForm
from web.pages.rendering import Wrong, page
from web.pages.sheets import UNPROCESSABLE, show_sheet, take_sheet
from web.routes import Row

BASE = "/partner/agency"
_PARTNERS = frozenset({Role.PARTNER})


def show_own(request: Request, hub: TheHub, actor: TheActor, done: Done = "") -> Response:
    """Show a partner its own agency."""
    return _own_page(request, hub, actor, done=_(DONE[done]) if done in DONE else "")


def _own_page(
    request: Request, hub: Hub, actor: Actor, *, done: str = "", errors: Sequence[Wrong] = ()
) -> Response:
    agency = _own(hub, actor)
    now = hub.clock.now()
    today = hub.rules().in_force(now).calendar.local_day(now)
    return page(
        request,
        "own_agency.html",
        status=UNPROCESSABLE if errors else 200,
        errors=errors,
        agency=agency,
        stands_for=[each.key for each in people.agencies(hub) if each.deputy == agency.key],
        ahead=[period for period in agency.closed if period[1] >= today],
        past=[period for period in agency.closed if period[1] < today],
        base=BASE,
        done=done,
    )


def ask_stand_ins(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Ask who stands in for the reader's agency."""
    agency = _own(hub, actor)
    given = {"deputy": agency.deputy, "ask_instead": agency.ask_instead}
    return show_sheet(request, agency_forms.stand_in_sheet(hub, agency, _place()), given=given)


def change_stand_ins(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Change who stands in for the sender's agency."""
    if actor is None:
        return signed_out(request, sent.typed)
    agency = _own(hub, actor)

    def do(given: Mapping[str, Any]) -> Response:
        agency_forms.change_stand_ins(hub, actor, agency.key, given)
        return _back("stand-ins")

    sheet = agency_forms.stand_in_sheet(hub, agency, _place())
    return take_sheet(request, actor, sheet, sent, do)


def ask_closed_days(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Ask for closed days of the reader's agency."""
    agency = _own(hub, actor)
    given = {"ask_instead": agency.ask_instead}
    return show_sheet(request, agency_forms.closing_sheet(hub, agency, _place()), given=given)


def add_closed_days(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Say on which days the sender's agency is closed."""
    if actor is None:
        return signed_out(request, sent.typed)
    agency = _own(hub, actor)

    def do(given: Mapping[str, Any]) -> Response:
        agency_forms.add_closed_days(hub, actor, agency.key, given)
        return _back("closed-days")

    sheet = agency_forms.closing_sheet(hub, agency, _place())
    return take_sheet(request, actor, sheet, sent, do)


def take_closed_days_back(request: Request, hub: TheHub, actor: TheActor, form: Form) -> Response:
    """Take closed days of the sender's agency back."""
    try:
        agency_forms.take_closed_days_back(hub, actor, _own(hub, actor).key, form.get("first", ""))
    except BadInputError as bad:
        return _own_page(request, hub, actor, errors=not_done(bad.faults))
    return _back("open-days")


def _own(hub: Hub, actor: Actor) -> Agency:
    return people.agency(hub, actor.agency or "")


def _place() -> Place:
    return Place(base=BASE, name=_("My agency"))


def _back(done: str) -> Response:
    return RedirectResponse(f"{BASE}?done={done}", status_code=303)


_READ = of_roles(_PARTNERS)
_TYPED = form_of_roles(_PARTNERS)
_PRESSED = Access(who="partner", roles=_PARTNERS, by_form=True)

ROWS = (
    Row(
        method="GET",
        path=BASE,
        call=show_own,
        access=_READ,
        summary="Show a partner who stands in for its agency, and when it is closed.",
        page=True,
    ),
    Row(
        method="GET",
        path=f"{BASE}/stand-ins",
        call=ask_stand_ins,
        access=_READ,
        summary="Ask who stands in for the partner's agency.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{BASE}/stand-ins",
        call=change_stand_ins,
        access=_TYPED,
        summary="Change who stands in for the partner's agency.",
        page=True,
    ),
    Row(
        method="GET",
        path=f"{BASE}/closed-days",
        call=ask_closed_days,
        access=_READ,
        summary="Ask for closed days of the partner's agency.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{BASE}/closed-days",
        call=add_closed_days,
        access=_TYPED,
        summary="Say on which days the partner's agency is closed.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{BASE}/open-days",
        call=take_closed_days_back,
        access=_PRESSED,
        summary="Take closed days of the partner's agency back.",
        page=True,
    ),
)
