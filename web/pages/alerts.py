"""Alerts: what the reader was told, and that it was seen, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import asking
from casework.asking.lines import AlertLine
from journey.people import Role
from web.access import READERS, SignedIn, TheActor, TheHub, form_of_roles
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.form_pages import signed_out
from web.pages.forms import SentForm, genuine
from web.pages.rendering import page
from web.pages.words import named, plain
from web.routes import Row

SHOWN = 100
TOLD: Mapping[str, str] = {
    "ask": later("{thing}: you were asked"),
    "remind": later("{thing}: a reminder"),
    "chase": later("{thing}: chased, because it is late"),
    "escalate": later("{thing}: late, and passed up to you"),
    "breach": later("{thing}: the limit was broken"),
    "outcome": later("What came of a contact"),
    "undelivered": later("A message reached nobody"),
    "unwatched": later("Nobody watched the clock"),
}
"""What an alert says in a line, by its template."""


def title(line: AlertLine) -> str:
    """Return what an alert says, in a line."""
    said = TOLD.get(line.template)
    if said is None:
        return plain(line.template)
    return _(said).format(thing=named(line.kind) if line.kind else _("A task"))


def show_alerts(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    seen: Annotated[bool, Query(description="Those already seen as well.")] = False,
) -> Response:
    """Show what the reader was told."""
    return page(
        request,
        "alerts.html",
        alerts=asking.alerts(hub, actor, unseen_only=not seen, limit=SHOWN),
        title=title,
        seen=seen,
        told_nothing=actor.role is Role.AUDITOR,
        most=SHOWN,
    )


def see_alerts(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Note that the reader has seen one alert, or all that were shown."""
    if actor is None:
        return signed_out(request, sent.typed)
    typed = genuine(sent)
    asking.see(hub, actor, *dict.fromkeys(typed.get("one") or typed.get("shown", ())))
    back = "/alerts?seen=true" if typed.get("back") == ("seen",) else "/alerts"
    return RedirectResponse(back, status_code=303)


ROWS = (
    Row(
        method="GET",
        path="/alerts",
        call=show_alerts,
        access=READERS,
        summary="Show what the reader was told.",
        page=True,
    ),
    Row(
        method="POST",
        path="/alerts",
        call=see_alerts,
        access=form_of_roles(frozenset(READERS.roles or ())),
        summary="Note that the reader has seen alerts.",
        page=True,
    ),
)
