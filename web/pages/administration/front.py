"""The front of an administrator, who looks after people and agencies and sees no child's record."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from casework import people
from web.access import TheActor, TheHub
from web.pages.administration.common import ADMINISTRATOR
from web.pages.rendering import page
from web.routes import Row


def show_administration(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Say at a glance what there is, and lead to each of it."""
    return page(request, "administration/front.html", glance=people.glance(hub, actor))


ROWS = (
    Row(
        method="GET",
        path="/administration",
        call=show_administration,
        access=ADMINISTRATOR,
        summary="Lead an administrator to people, teams and agencies.",
        page=True,
    ),
)
