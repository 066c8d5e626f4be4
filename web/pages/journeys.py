"""Every journey that the reader may open: a list by age, and looking for one by reference or name.

What is looked for is sent by POST, so that no name stands in an address.
"""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import asking, people
from casework.errors import BadInputError
from journey.terms import Kind
from web.access import READERS, SignedIn, TheActor, TheHub, form_of_roles
from web.api.reading import Word
from web.forms.reading import one
from web.inputs import REFERENCE
from web.languages import gettext as _
from web.pages.board import Nothing
from web.pages.form_pages import signed_out
from web.pages.forms import SentForm, genuine
from web.pages.gaps import After
from web.pages.rendering import Wrong, page
from web.pages.words import plain
from web.routes import Row

SHOWN = 50


def show_journeys(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    *,
    stage: Kind | Nothing = "",
    team: Word | Nothing = "",
    closed: Annotated[bool, Query(description="Those that are closed as well.")] = False,
    after: After = None,
) -> Response:
    """Show journeys, the oldest first."""
    found = asking.journeys(
        hub,
        actor,
        stage=str(stage) or None,
        team=team or None,
        open_only=not closed,
        after=after,
        limit=SHOWN,
    )
    chosen = {"stage": str(stage), "team": team, "closed": "true" if closed else ""}
    kept = {name: value for name, value in chosen.items() if value}
    return page(
        request,
        "journeys.html",
        rows=found.rows,
        searched=None,
        wrong=None,
        full=False,
        chosen=chosen,
        begun=after is not None,
        whole=f"/journeys?{urlencode(kept)}",
        next_page=f"/journeys?{urlencode({**kept, 'after': found.next})}" if found.next else "",
        stages=[(each.value, plain(each.value)) for each in Kind],
        teams=[(each.key, each.name) for each in people.teams(hub)],
    )


def find_journeys(request: Request, hub: TheHub, actor: SignedIn, sent: SentForm) -> Response:
    """Show the journeys of children of a name; a reference leads to its journey."""
    if actor is None:
        return signed_out(request, sent.typed)
    words = one(genuine(sent), "words")
    if re.fullmatch(REFERENCE, words.upper()):
        return RedirectResponse(f"/journeys/{words.upper()}", status_code=303)
    wrong: Wrong | None = None
    try:
        found = asking.find(hub, actor, words, limit=SHOWN)
    except BadInputError:
        wrong = Wrong("words", _("Enter a reference, or at least two letters of the child’s name"))
        found = []
    return page(
        request,
        "journeys.html",
        status=422 if wrong else 200,
        errors=[wrong] if wrong else [],
        rows=found,
        searched=words,
        wrong=wrong,
        full=len(found) == SHOWN,
        begun=False,
        next_page="",
    )


ROWS = (
    Row(
        method="GET",
        path="/journeys",
        call=show_journeys,
        access=READERS,
        summary="Show journeys, the oldest first.",
        page=True,
    ),
    Row(
        method="POST",
        path="/journeys",
        call=find_journeys,
        access=form_of_roles(frozenset(READERS.roles or ())),
        summary="Find journeys by reference or by the child's name.",
        page=True,
    ),
)
