"""People: everybody page by page, and finding somebody by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from casework import people
from casework.hub import Hub
from casework.people import PeopleFilter
from journey.people import Role
from web.access import PEOPLE, TheActor, TheHub
from web.api.reading import Word
from web.pages.administration.common import ADMINISTRATOR, PRESSED
from web.pages.board import Nothing
from web.pages.forms import Form
from web.pages.rendering import page
from web.pages.words import plain
from web.routes import Row

LONGEST_NAME = 100
"""Characters of a name that are looked for; no name is longer."""

MOST_FOUND = 100
State = Literal["", "here", "locked", "left", "all"]
_STATES = {
    "here": PeopleFilter(active=True),
    "locked": PeopleFilter(active=True, locked=True),
    "left": PeopleFilter(active=False),
    "all": PeopleFilter(),
}


def show_people(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    *,
    role: Role | Nothing = "",
    team: Word | Nothing = "",
    agency: Word | Nothing = "",
    state: State = "",
    page_number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """Show people by user name, those who have not left unless asked otherwise."""
    which = replace(
        _STATES[state or "here"],
        role=role if isinstance(role, Role) else None,
        team=team or None,
        agency=agency or None,
    )
    found = people.people_page(hub, actor, which, page=page_number)
    chosen = {
        "role": role.value if isinstance(role, Role) else "",
        "team": team,
        "agency": agency,
        "state": state,
    }
    return _page(request, hub, found, chosen=chosen, address=_addresses(chosen))


def find_people(request: Request, hub: TheHub, actor: TheActor, form: Form) -> Response:
    """Find people by a part of their name.

    By a form that is posted: a name of a person does not belong into an address.
    """
    named = " ".join(form.get("named", "").split())[:LONGEST_NAME]
    which = PeopleFilter(named=named or None)
    found = people.people_page(hub, actor, which, per_page=MOST_FOUND)
    return _page(request, hub, found, chosen={}, address=_addresses({}), named=named)


def _page(
    request: Request,
    hub: Hub,
    found: people.PeoplePage,
    *,
    chosen: dict[str, str],
    address: Callable[[int], str],
    named: str | None = None,
) -> Response:
    return page(
        request,
        "administration/people.html",
        found=found,
        named=named,
        chosen=chosen,
        address=address,
        roles=[(role.value, plain(role.value)) for role in Role if role in PEOPLE],
        teams=[(team.key, team.name) for team in people.teams(hub)],
        agencies=[(each.key, each.name) for each in people.agencies(hub)],
    )


def _addresses(chosen: dict[str, str]) -> Callable[[int], str]:
    kept = {name: value for name, value in chosen.items() if value}

    def address(number: int) -> str:
        return f"/administration/people?{urlencode({**kept, 'page': number})}"

    return address


ROWS = (
    Row(
        method="GET",
        path="/administration/people",
        call=show_people,
        access=ADMINISTRATOR,
        summary="Show the people of the hub and of the agencies.",
        page=True,
    ),
    Row(
        method="POST",
        path="/administration/people",
        call=find_people,
        access=PRESSED,
        summary="Find people by a part of their name.",
        page=True,
    ),
)
