"""Teams: who is in each, who manages it, what it holds; adding, renaming, closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import people
from casework.errors import BadInputError, NotFoundError
from casework.hub import Hub
from journey.people import Actor
from web.access import SignedIn, TheActor, TheHub
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.administration.common import ADMINISTRATOR, PRESSED, TYPED, Done, not_done
from web.pages.forms import Form, SentForm
from web.pages.rendering import Wrong, page
from web.pages.sheets import UNPROCESSABLE, Sheet, line, show_sheet, take_sheet
from web.routes import Row

_LIST = "/administration/teams"
_ONE = f"{_LIST}/{{name}}"
DONE: Mapping[str, str] = {
    "added": later("The team was added. Put people into it on their own pages."),
    "changed": later("The team was changed."),
    "closed": later("Closed: nobody is put into this team, and no journey given to it, any more."),
    "opened": later("The team is open again."),
}
_KEY = line(
    "key",
    later("Key"),
    later(
        "Small letters, digits, dots and hyphens, such as assessment-north. It stands on each "
        "journey of the team and can never be changed."
    ),
)
_FIELDS = (
    line("name", later("Name"), later("As people call it.")),
    line(
        "email",
        later("Mail address"),
        later("Where notices to the team go. Without one they go to its coordinators."),
        required=False,
    ),
    line(
        "webhook",
        later("Webhook"),
        later("The address of a Teams workflow that notices are posted to."),
        required=False,
    ),
)


def show_teams(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show every team."""
    return page(request, "administration/teams.html", lines=people.team_lines(hub, actor))


def show_team(
    name: str, request: Request, hub: TheHub, actor: TheActor, done: Done = ""
) -> Response:
    """Show one team."""
    return _team_page(request, hub, actor, name, done=_(DONE[done]) if done in DONE else "")


def _team_page(
    request: Request,
    hub: Hub,
    actor: Actor,
    key: str,
    *,
    done: str = "",
    errors: Sequence[Wrong] = (),
) -> Response:
    found = next((each for each in people.team_lines(hub, actor) if each.team.key == key), None)
    if found is None:
        raise NotFoundError("team", key)
    return page(
        request,
        "administration/team.html",
        status=UNPROCESSABLE if errors else 200,
        errors=errors,
        line=found,
        held=people.held_by_team(hub, actor, key),
        first=hub.profiles.team == key,
        done=done,
    )


def ask_new(request: Request) -> Response:
    """Ask for a new team."""
    return show_sheet(request, _new())


def add(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Add a team."""

    def do(given: Mapping[str, Any]) -> Response:
        people.add_team(
            hub,
            actor,
            given["key"],
            given["name"],
            email=given.get("email"),
            webhook=given.get("webhook"),
        )
        return _back_to(given["key"], "added")

    return take_sheet(request, actor, _new(), sent, do)


def ask_change(name: str, request: Request, hub: TheHub) -> Response:
    """Ask what is to be changed of a team."""
    team = people.team(hub, name)
    given = {"name": team.name, "email": team.email, "webhook": team.webhook}
    return show_sheet(request, _change(team), given=given)


def change(name: str, request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Rename a team, or change where its notices go."""

    def do(given: Mapping[str, Any]) -> Response:
        people.change_team(
            hub,
            actor,
            name,
            name=given["name"],
            email=given.get("email", ""),
            webhook=given.get("webhook", ""),
        )
        return _back_to(name, "changed")

    return take_sheet(request, actor, _change(people.team(hub, name)), sent, do)


def close(
    name: str,
    request: Request,
    hub: TheHub,
    actor: TheActor,
    form: Form,  # noqa: ARG001 - reading the form is the check
) -> Response:
    """Close a team that holds nothing, or say what stands against it."""
    try:
        people.close_team(hub, actor, name)
    except BadInputError as bad:
        return _team_page(request, hub, actor, name, errors=not_done(bad.faults))
    return _back_to(name, "closed")


def reopen(
    name: str,
    request: Request,
    hub: TheHub,
    actor: TheActor,
    form: Form,  # noqa: ARG001 - as above
) -> Response:
    """Open a closed team again."""
    try:
        people.open_team(hub, actor, name)
    except BadInputError as bad:
        return _team_page(request, hub, actor, name, errors=not_done(bad.faults))
    return _back_to(name, "opened")


def _new() -> Sheet:
    return Sheet(
        title=_("Add a team"),
        button=_("Add the team"),
        action="/administration/new-team",
        back=(_("Teams"), _LIST),
        fields=(_KEY, *_FIELDS),
    )


def _change(team: people.Team) -> Sheet:
    return Sheet(
        title=_("Change {name}").format(name=team.name),
        caption=team.key,
        button=_("Change the team"),
        action=f"{_LIST}/{team.key}/change",
        back=(team.name, f"{_LIST}/{team.key}"),
        fields=_FIELDS,
    )


def _back_to(key: str, done: str) -> Response:
    return RedirectResponse(f"{_LIST}/{key}?done={done}", status_code=303)


ROWS = (
    Row(
        method="GET",
        path=_LIST,
        call=show_teams,
        access=ADMINISTRATOR,
        summary="Show the teams of the hub.",
        page=True,
    ),
    Row(
        method="GET",
        path="/administration/new-team",
        call=ask_new,
        access=ADMINISTRATOR,
        summary="Ask for a new team.",
        page=True,
    ),
    Row(
        method="POST",
        path="/administration/new-team",
        call=add,
        access=TYPED,
        summary="Add a team.",
        page=True,
    ),
    Row(
        method="GET",
        path=_ONE,
        call=show_team,
        access=ADMINISTRATOR,
        summary="Show one team, who is in it and what it holds.",
        page=True,
    ),
    Row(
        method="GET",
        path=f"{_ONE}/change",
        call=ask_change,
        access=ADMINISTRATOR,
        summary="Ask what is to be changed of a team.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_ONE}/change",
        call=change,
        access=TYPED,
        summary="Rename a team, or change where its notices go.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_ONE}/close",
        call=close,
        access=PRESSED,
        summary="Close a team that holds nothing.",
        page=True,
    ),
    Row(
        method="POST",
        path=f"{_ONE}/open",
        call=reopen,
        access=PRESSED,
        summary="Open a closed team again.",
        page=True,
    ),
)
