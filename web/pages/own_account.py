"""One's own password, and where one is signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import people
from casework.errors import BadInputError, Fault
from web.access import PEOPLE, SIGNED_IN, SIGNED_IN_FORM, Access, TheActor, TheHub
from web.browsers import browser_named
from web.cookies import SESSION_COOKIE, keep_cookie
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.forms import Form
from web.pages.leading import Wanted, safe
from web.pages.rendering import Wrong, page
from web.problems import NOT_FOUND, Problem
from web.routes import Row

_UNPROCESSABLE = 422
FIELDS = {
    "current": later("The password you have now"),
    "new": later("Your new password"),
    "again": later("The new password once more"),
}
Name = Annotated[str, Query(max_length=64, pattern=r"^[a-z0-9.-]*$")]


def ask_password(request: Request, wanted: Wanted = "/") -> Response:
    """Ask for a new password."""
    return _password_page(request, wanted, [])


def change_password(request: Request, hub: TheHub, actor: TheActor, form: Form) -> Response:
    """Change one's own password; every session ends, and a new one begins here."""
    wanted = form.get("next", "/")
    _own_browser(request)
    try:
        secret = people.change_password(
            hub,
            actor,
            **{name: form.get(name, "") for name in FIELDS},
            address=request.client.host if request.client else "unknown",
            browser=browser_named(request),
        )
    except BadInputError as wrong:
        return _password_page(request, wanted, list(wrong.faults))
    response = RedirectResponse(safe(wanted), status_code=303)
    keep_cookie(request, response, SESSION_COOKIE, secret)
    return response


def _password_page(request: Request, wanted: str, faults: list[Fault]) -> Response:
    found = _own_browser(request)
    if not request.app.state.hub.settings.local_passwords:
        raise Problem(NOT_FOUND, "This hub keeps no passwords. Change it where you sign in.")
    labels = {name: _(label) for name, label in FIELDS.items()}
    return page(
        request,
        "password.html",
        status=_UNPROCESSABLE if faults else 200,
        errors=[Wrong(each.where, f"{labels[each.where]}: {each.what}") for each in faults],
        next=safe(wanted),
        must=found.must_change_password,
        labels=labels,
        faults={fault.where: fault for fault in faults},
    )


def show_sessions(request: Request, hub: TheHub, actor: TheActor, user: Name = "") -> Response:
    """Show where somebody is signed in: oneself, or for an administrator anybody."""
    whose = user or actor.user
    if whose != actor.user:
        people.user(hub, whose)
    found: people.SignedIn | None = getattr(request.state, "signed_in", None)
    here = found.session if found is not None else None
    places = people.places(hub, actor, whose, here=here)
    return page(request, "sessions.html", places=places, whose=whose, own=whose == actor.user)


def end_session(hub: TheHub, actor: TheActor, form: Form) -> Response:
    """End one session."""
    whose = form.get("user") or actor.user
    people.end_session(hub, actor, whose, form.get("session", ""))
    return _back_to(actor.user, whose)


def end_others(request: Request, hub: TheHub, actor: TheActor, form: Form) -> Response:
    """End every session but this one; of somebody else, every one."""
    whose = form.get("user") or actor.user
    but = _own_browser(request).session if whose == actor.user else None
    people.end_all_sessions(hub, actor, whose, but=but)
    return _back_to(actor.user, whose)


def _back_to(own: str, whose: str) -> Response:
    query = "" if own == whose else f"?user={whose}"
    return RedirectResponse(f"/sessions{query}", status_code=303)


def _own_browser(request: Request) -> people.SignedIn:
    found = getattr(request.state, "signed_in", None)
    if not isinstance(found, people.SignedIn):
        raise Problem(NOT_FOUND, "This is for browsers. An access key has no password or session.")
    return found


_ANY_TIME = Access(who=SIGNED_IN.who, roles=PEOPLE, before_change=True)
_ANY_TIME_FORM = Access(who=SIGNED_IN_FORM.who, roles=PEOPLE, by_form=True, before_change=True)

ROWS = (
    Row(
        method="GET",
        path="/password",
        call=ask_password,
        access=_ANY_TIME,
        summary="Ask for a new password.",
        page=True,
    ),
    Row(
        method="POST",
        path="/password",
        call=change_password,
        access=_ANY_TIME_FORM,
        summary="Change one's own password.",
        page=True,
    ),
    Row(
        method="GET",
        path="/sessions",
        call=show_sessions,
        access=SIGNED_IN,
        summary="Show where somebody is signed in.",
        page=True,
    ),
    Row(
        method="POST",
        path="/sessions/end",
        call=end_session,
        access=SIGNED_IN_FORM,
        summary="End one session.",
        page=True,
    ),
    Row(
        method="POST",
        path="/sessions/end-others",
        call=end_others,
        access=SIGNED_IN_FORM,
        summary="End every other session.",
        page=True,
    ),
)
