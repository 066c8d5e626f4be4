"""My work: what the reader owes by urgency, what is owed to them, and what they have begun."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from casework import asking
from casework.drafting import drafts_of
from journey.commands import COMMANDS
from journey.commands.base import ANYBODY_INSIDE
from web.access import TheActor, TheHub, of_roles
from web.forms import words
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.rendering import page
from web.routes import Row

URGENCIES: Mapping[str, str] = {
    "late": later("Late"),
    "today": later("Due today"),
    "this-week": later("Due within a week"),
    "later": later("Due later"),
}


def show_my_work(request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show what the reader owes and is owed."""
    return page(
        request,
        "my_work.html",
        work=asking.my_work(hub, actor),
        urgencies={key: _(said) for key, said in URGENCIES.items()},
        drafts=[(each, words.title(each.form)) for each in drafts_of(hub, actor)],
        may=frozenset(name for name, each in COMMANDS.items() if actor.role in each.ROLES),
    )


ROWS = (
    Row(
        method="GET",
        path="/my-work",
        call=show_my_work,
        access=of_roles(ANYBODY_INSIDE),
        summary="Show what the reader owes, by urgency, and what is owed to them.",
        page=True,
    ),
)
