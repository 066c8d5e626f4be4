"""The front of an administrator, who looks after people and agencies and sees no child's record."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from journey.people import Role
from web.access import of_roles
from web.pages.rendering import page
from web.routes import Row


def show_administration(request: Request) -> Response:
    """Say what an administrator does here."""
    return page(request, "administrator.html")


ROWS = (
    Row(
        method="GET",
        path="/administration",
        call=show_administration,
        access=of_roles(frozenset({Role.ADMINISTRATOR})),
        summary="Lead an administrator to people, teams and agencies.",
        page=True,
    ),
)
