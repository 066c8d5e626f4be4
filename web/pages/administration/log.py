"""The administration log: who changed what about people, teams and agencies, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from casework import people
from casework.people import Subject
from web.access import TheActor, TheHub
from web.api.reading import Word
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.administration.common import ADMINISTRATOR
from web.pages.board import Nothing
from web.pages.rendering import page
from web.pages.words import plain
from web.routes import Row

ACTS: Mapping[str, str] = {
    "added": later("Added"),
    "changed": later("Changed"),
    "locked": later("Locked"),
    "unlocked": later("Unlocked"),
    "removed": later("Removed"),
    "taken-back": later("Taken back"),
    "password-given": later("Given a one-time password"),
    "signed-out": later("Signed out"),
    "closed": later("Closed"),
    "opened": later("Opened again"),
    "closed-days-added": later("Closed days added"),
    "closed-days-removed": later("Closed days taken back"),
}
FIELDS: Mapping[str, str] = {
    "full_name": later("Name"),
    "name": later("Name"),
    "role": later("Role"),
    "team": later("Team"),
    "agency": later("Agency"),
    "email": later("Mail address"),
    "manager_email": later("Manager’s mail address"),
    "webhook": later("Webhook"),
    "kind": later("Kind"),
    "deputy": later("Deputy"),
    "ask_instead": later("Asked instead"),
    "closed": later("Closed"),
    "away_until": later("Away until"),
}


def show_log(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    *,
    kind: Subject | Nothing = "",
    subject: Word | Nothing = "",
    by: Word | Nothing = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Show changes, the newest first, of everything or of one thing."""
    found = people.administration_log(
        hub,
        actor,
        kind=kind if isinstance(kind, Subject) else None,
        subject=subject or None,
        by=by or None,
        before=before,
    )
    chosen = {
        "kind": kind.value if isinstance(kind, Subject) else "",
        "subject": subject,
        "by": by,
    }
    kept = {name: value for name, value in chosen.items() if value}
    return page(
        request,
        "administration/log.html",
        entries=found.rows,
        acts={act: _(said) for act, said in ACTS.items()},
        names={field: _(said) for field, said in FIELDS.items()},
        kinds=[(each.value, plain(each.value)) for each in Subject],
        chosen=chosen,
        further=None if found.next is None else urlencode({**kept, "before": found.next}),
        filtered=bool(kept) or before is not None,
    )


ROWS = (
    Row(
        method="GET",
        path="/administration/log",
        call=show_log,
        access=ADMINISTRATOR,
        summary="Show who changed what about people, teams and agencies.",
        page=True,
    ),
)
