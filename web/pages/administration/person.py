"""One person: who they are, how they sign in, what they hold, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import people
from casework.errors import BadInputError
from casework.hub import Hub
from journey.people import Actor
from web.access import TheActor, TheHub
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.administration.common import ADMINISTRATOR, PRESSED, Done, not_done
from web.pages.forms import Form
from web.pages.rendering import Wrong, page
from web.pages.sheets import UNPROCESSABLE
from web.problems import NOT_FOUND, Problem
from web.routes import Row

DONE: Mapping[str, str] = {
    "changed": later("What is known of this person was changed."),
    "locked": later("Locked: this person can come in nowhere, and was signed out everywhere."),
    "unlocked": later("Unlocked: this person can sign in again, at once."),
    "removed": later(
        "Removed: nothing lets this person in any more. What they did keeps their name."
    ),
    "taken-back": later("Taken back. Give a one-time password, so that this person can sign in."),
    "signed-out": later("Signed out."),
}
_ACTS: Mapping[str, tuple[Callable[[Hub, Actor, str], object], str]] = {
    "lock": (people.lock, "locked"),
    "unlock": (people.unlock, "unlocked"),
    "take-back": (people.activate, "taken-back"),
}


def show_person(
    name: str, request: Request, hub: TheHub, actor: TheActor, done: Done = ""
) -> Response:
    """Show one person."""
    return person_page(request, hub, actor, name, done=_(DONE[done]) if done in DONE else "")


def person_page(
    request: Request,
    hub: Hub,
    actor: Actor,
    name: str,
    *,
    done: str = "",
    errors: Sequence[Wrong] = (),
) -> Response:
    """Return the page of one person."""
    person = people.user(hub, name)
    own = getattr(request.state, "signed_in", None)
    here = own.session if isinstance(own, people.SignedIn) else None
    return page(
        request,
        "administration/person.html",
        status=UNPROCESSABLE if errors else 200,
        errors=errors,
        person=person,
        team=next((team.name for team in people.teams(hub) if team.key == person.team), None),
        coming_in=people.signing_in(hub, actor, name),
        places=people.places(hub, actor, name, here=here),
        held=people.held_by_person(hub, actor, name),
        passwords=hub.settings.local_passwords,
        own=actor.user == name,
        done=done,
    )


def do_to_person(  # noqa: PLR0917 - what the address, the hub and the form give
    name: str,
    act: str,
    request: Request,
    hub: TheHub,
    actor: TheActor,
    form: Form,  # noqa: ARG001 - reading the form is the check
) -> Response:
    """Lock somebody out, let them in again, or take them back."""
    if act not in _ACTS:
        raise Problem(NOT_FOUND, "There is no such thing to do about a person.")
    do, done = _ACTS[act]
    try:
        do(hub, actor, name)
    except BadInputError as bad:
        return person_page(request, hub, actor, name, errors=not_done(bad.faults))
    return back_to(name, done)


def give_password(
    name: str,
    request: Request,
    hub: TheHub,
    actor: TheActor,
    form: Form,  # noqa: ARG001 - as above
) -> Response:
    """Give somebody a one-time password, and show it this once."""
    person = people.user(hub, name)
    if actor.user == name:
        # Theirs would end with this answer; they change it where everybody does.
        return RedirectResponse("/password", status_code=303)
    if not (person.active and hub.settings.local_passwords):
        errors = [Wrong("", _("Not done: nobody can sign in with a password of this hub here"))]
        return person_page(request, hub, actor, name, errors=errors)
    return password_page(request, hub, actor, name, added=False)


def password_page(request: Request, hub: Hub, actor: Actor, name: str, *, added: bool) -> Response:
    """Make a one-time password and show it; it cannot be shown again."""
    return page(
        request,
        "administration/password.html",
        password=people.give_one_time_password(hub, actor, name),
        hours=hub.settings.one_time_password_hours,
        name=name,
        added=added,
    )


def sign_out(name: str, hub: TheHub, actor: TheActor, form: Form) -> Response:
    """End one session of somebody, or every one."""
    people.user(hub, name)
    if form.get("session"):
        people.end_session(hub, actor, name, form["session"])
    else:
        people.end_all_sessions(hub, actor, name)
    return back_to(name, "signed-out")


def back_to(name: str, done: str) -> Response:
    """Lead back to a person's page, which says what was done."""
    return RedirectResponse(f"/administration/people/{name}?done={done}", status_code=303)


_PERSON = "/administration/people/{name}"

ROWS = (
    Row(
        method="GET",
        path=_PERSON,
        call=show_person,
        access=ADMINISTRATOR,
        summary="Show one person, how they sign in and what they hold.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_PERSON}/password",
        call=give_password,
        access=PRESSED,
        summary="Give somebody a one-time password.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_PERSON}/sign-out",
        call=sign_out,
        access=PRESSED,
        summary="End one session of somebody, or every one.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_PERSON}/{{act}}",
        call=do_to_person,
        access=PRESSED,
        summary="Lock somebody out, let them in again, or take them back.",
        page=True,
    ),
)
