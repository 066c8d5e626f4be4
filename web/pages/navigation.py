"""The pages that the header leads to, for each role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import Route

from journey.commands.contact import ReceiveContact
from journey.people import Actor, Role
from web.access import READERS
from web.languages import gettext as _
from web.languages import to_translate as later

_CASE_WORK = frozenset(READERS.roles or ())
_MANAGING = frozenset({Role.MANAGER, Role.SENIOR_MANAGER, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the header: shown to these roles, once there is a route of that path."""

    path: str
    name: str
    roles: frozenset[Role]


PLACES = (
    Place("/", later("Research board"), _CASE_WORK),
    Place("/journeys", later("Journeys"), _CASE_WORK),
    Place("/contacts/new", later("Enter a contact"), ReceiveContact.ROLES),
    Place("/my-work", later("My work"), _CASE_WORK - {Role.AUDITOR}),
    Place("/stuck", later("Stuck journeys"), _MANAGING | {Role.COORDINATOR}),
    Place("/alerts", later("Alerts"), _CASE_WORK),
    Place("/lists", later("Lists"), _MANAGING),
    Place("/partner", later("My agency’s requests"), frozenset({Role.PARTNER})),
    Place(
        "/looks",
        later("Who has looked"),
        frozenset({Role.SENIOR_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR}),
    ),
    Place("/administration", later("Administration"), frozenset({Role.ADMINISTRATOR})),
)


def navigation(request: Request, actor: Actor | None) -> list[dict[str, object]]:
    """Return the entries of the header, as the macro of the service navigation takes them."""
    return list(_entries(request, actor))


def _entries(request: Request, actor: Actor | None) -> Iterator[dict[str, object]]:
    if actor is None:
        return
    there = {route.path for route in request.app.routes if isinstance(route, Route)}
    here = request.url.path
    for place in PLACES:
        if actor.role in place.roles and place.path in there:
            inside = place.path != "/" and here.startswith(f"{place.path}/")
            yield {
                "text": _(place.name),
                "href": place.path,
                "current": here == place.path,
                "active": inside,
            }
