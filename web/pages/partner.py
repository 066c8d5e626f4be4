"""What a partner sees: its own agency's requests, and nothing of other agencies' replies."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from casework import asking
from journey.people import Role
from web.access import SIGNED_IN, TheActor, TheHub, of_roles
from web.api.research import split
from web.pages.rendering import page
from web.routes import Row


def show_requests(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show the requests to the reader's agency that want a reply."""
    agency = actor.agency or ""
    wanted = asking.requests_of(hub, actor, agency, open_only=True)
    return page(request, "partner.html", requests=wanted, agency=agency)


def show_request(id: str, request: Request, hub: TheHub, actor: TheActor) -> Response:  # noqa: A002 - the address calls it so
    """Show one request: what is asked, and by when."""
    split(id)
    return page(request, "request.html", asked=asking.request(hub, actor, id))


ROWS = (
    Row(
        method="GET",
        path="/partner",
        call=show_requests,
        access=of_roles(frozenset({Role.PARTNER})),
        summary="Show an agency its requests.",
        page=True,
    ),
    Row(
        method="GET",
        path="/partner/requests/{id}",
        call=show_request,
        access=SIGNED_IN,
        summary="Show one request.",
        page=True,
    ),
)
