"""The page of one journey: where it is, why, and what happens next."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from casework import asking
from casework.asking.views import JourneyView, ObligationView
from casework.drafting import drafts_of
from casework.errors import RestrictedError
from web.access import READERS, TheActor, TheHub
from web.forms.listing import groups
from web.inputs import reference_of
from web.pages import done
from web.pages.rendering import page
from web.pages.restricted import restricted_page
from web.routes import Row

UPCOMING = 3
"""How many of the next things are said in words; the table below has them all."""


def show_journey(ref: str, request: Request, hub: TheHub, actor: TheActor) -> Response:
    """Show a journey."""
    try:
        view = asking.show(hub, actor, reference_of(ref))
    except RestrictedError as closed:
        return restricted_page(request, actor, closed)
    owed = sorted(
        (each for each in view.obligations if each.state == "open"), key=lambda each: each.due_at
    )
    known = asking.matches(hub, actor, view.reference) if view.stage == "contact" else []
    begun = [each.form for each in drafts_of(hub, actor) if each.reference == view.reference]
    told = done.told(request, hub, actor, view.reference)
    response = page(
        request,
        "journey.html",
        view=view,
        owed=owed,
        upcoming=upcoming(view),
        known=known,
        action_groups=groups(view, begun),
        done=told,
    )
    if told is not None:
        done.forget(response)
    return response


def upcoming(view: JourneyView) -> list[ObligationView]:
    """Return what the clock does next, the soonest first."""
    ahead = [each for each in view.obligations if each.state == "open" and each.next_action_at]
    return sorted(ahead, key=lambda each: each.next_action_at or view.as_of)[:UPCOMING]


ROWS = (
    Row(
        method="GET",
        path="/journeys/{ref}",
        call=show_journey,
        access=READERS,
        summary="Show a journey.",
        page=True,
    ),
)
