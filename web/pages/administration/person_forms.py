"""The forms about a person: adding, changing, removing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from casework import people
from casework.asking.choosing import Choice
from casework.hub import Hub
from journey.people import Actor, Role
from web.access import PEOPLE, SignedIn, TheActor, TheHub
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.administration.common import ADMINISTRATOR, TYPED
from web.pages.administration.person import back_to, password_page
from web.pages.forms import SentForm
from web.pages.sheets import Sheet, choice, line, show_sheet, take_sheet, tick
from web.pages.words import plain
from web.routes import Row

_LIST = "/administration/people"
_ROLES = (
    choice("role", later("Role")),
    choice(
        "team",
        later("Team"),
        later(
            "For coordinators, social workers and managers. A senior manager without a team is "
            "over all of them."
        ),
        required=False,
        blank=later("No team"),
    ),
    choice(
        "agency",
        later("Agency"),
        later("For partner staff alone."),
        required=False,
        blank=later("No agency"),
    ),
    line(
        "email",
        later("Mail address"),
        later("Where alerts go. The council’s sign-in finds the person by it."),
        required=False,
    ),
)
_NAME = line("full_name", later("Name"), later("As colleagues know them."))
_USER = line(
    "name",
    later("User name"),
    later(
        "Small letters, digits, dots and hyphens, such as robin.example. It stands on everything "
        "they do, and can never be changed or given to somebody else."
    ),
)
_ADDED = (_USER, _NAME, *_ROLES)
_CHANGED = (_NAME, *_ROLES)


def ask_new(request: Request, hub: TheHub) -> Response:
    """Ask whom to add."""
    return show_sheet(request, _new(hub))


def add(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Add somebody, and show their one-time password."""
    adding = actor

    def do(given: Mapping[str, Any]) -> Response:
        name = given["name"]
        people.add_user(
            hub,
            adding,
            name,
            given["full_name"],
            Role(given["role"]),
            team=given.get("team"),
            agency=given.get("agency"),
            email=given.get("email"),
        )
        if adding is None or not hub.settings.local_passwords:
            return back_to(name, "changed")
        return password_page(request, hub, adding, name, added=True)

    return take_sheet(request, actor, _new(hub), sent, do)


def ask_change(name: str, request: Request, hub: TheHub) -> Response:
    """Ask what is to be changed of somebody."""
    person = people.user(hub, name)
    given = {
        "full_name": person.full_name,
        "role": person.role.value,
        "team": person.team,
        "agency": person.agency,
        "email": person.email,
    }
    return show_sheet(request, _change(hub, person), given=given)


def change(name: str, request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Change what is known of somebody."""

    def do(given: Mapping[str, Any]) -> Response:
        people.change_user(
            hub,
            actor,
            name,
            full_name=given["full_name"],
            role=Role(given["role"]),
            team=given.get("team", ""),
            agency=given.get("agency"),
            email=given.get("email", ""),
        )
        return back_to(name, "changed")

    return take_sheet(request, actor, _change(hub, people.user(hub, name)), sent, do)


def ask_removal(name: str, request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show what somebody still holds, and ask whether they go."""
    return show_sheet(request, _removal(hub, actor, name))


def remove(name: str, request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Let somebody go."""

    def do(given: Mapping[str, Any]) -> Response:
        people.deactivate(hub, actor, name, only_if_holding_nothing=not given.get("held"))
        return back_to(name, "removed")

    return take_sheet(request, actor, _removal(hub, actor, name), sent, do)


def _new(hub: Hub) -> Sheet:
    return Sheet(
        title=_("Add a person"),
        button=_("Add the person"),
        action="/administration/new-person",
        back=(_("People"), _LIST),
        fields=_ADDED,
        choices=_choices(hub),
    )


def _change(hub: Hub, person: people.User) -> Sheet:
    return Sheet(
        title=_("Change {name}").format(name=person.full_name),
        caption=person.name,
        intro=_("Somebody whose role, team or agency changes is signed out and signs in anew."),
        button=_("Change the person"),
        action=f"{_LIST}/{person.name}/change",
        back=(person.full_name, f"{_LIST}/{person.name}"),
        fields=_CHANGED,
        choices=_choices(hub, person),
    )


def _removal(hub: Hub, actor: Actor | None, name: str) -> Sheet:
    person = people.user(hub, name)
    # Nobody signed in: the page that keeps the form shows nothing of this.
    held = people.held_by_person(hub, actor, name)
    left = tick(
        "held",
        later("Remove this person although what they hold is then left to nobody"),
        later(
            "Each journey then stands on the page Stuck journeys until a manager gives it to "
            "somebody."
        ),
    )
    return Sheet(
        title=_("Remove {name}").format(name=person.full_name),
        caption=person.name,
        button=_("Remove the person"),
        action=f"{_LIST}/{name}/remove",
        back=(person.full_name, f"{_LIST}/{name}"),
        fields=(left,) if held else (),
        warns=True,
        template="administration/removal.html",
        about={"held": held, "person": person},
    )


def _choices(hub: Hub, person: people.User | None = None) -> Mapping[str, Sequence[Choice]]:
    own = person.team if person is not None else None
    return {
        "role": [Choice(r.value, plain(r.value)) for r in Role if r in PEOPLE],
        "team": [
            Choice(each.key, each.name)
            for each in people.teams(hub)
            if each.closed_at is None or each.key == own
        ],
        "agency": [Choice(each.key, each.name) for each in people.agencies(hub)],
    }


_ONE = f"{_LIST}/{{name}}"

ROWS = (
    Row(
        method="GET",
        path="/administration/new-person",
        call=ask_new,
        access=ADMINISTRATOR,
        summary="Ask whom to add.",
        page=True,
    ),
    Row(
        method="POST",
        path="/administration/new-person",
        call=add,
        access=TYPED,
        summary="Add a person.",
        page=True,
    ),
    Row(
        method="GET",
        path=f"{_ONE}/change",
        call=ask_change,
        access=ADMINISTRATOR,
        summary="Ask what is to be changed of a person.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_ONE}/change",
        call=change,
        access=TYPED,
        summary="Change what is known of a person.",
        page=True,
    ),
    Row(
        method="GET",
        path=f"{_ONE}/remove",
        call=ask_removal,
        access=ADMINISTRATOR,
        summary="Show what somebody holds, and ask whether they go.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_ONE}/remove",
        call=remove,
        access=TYPED,
        summary="Let somebody go.",
        page=True,
    ),
)
