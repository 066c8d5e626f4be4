"""The page of one journey: where it is, why, what is late and what is next; now or as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from casework import asking
from casework.asking.views import JourneyView
from casework.drafting import drafts_of
from casework.errors import NotFoundError, RestrictedError
from casework.hub import Hub
from journey.people import Actor
from web.access import READERS, TheActor, TheHub
from web.forms.listing import groups
from web.inputs import reference_of
from web.languages import gettext as _
from web.pages import done
from web.pages.drawing.lanes import swim_lanes
from web.pages.drawing.saying import finding
from web.pages.journey_parts import (
    coded,
    instant_of,
    last_decision,
    late_now,
    months,
    owed_now,
    profile_titles,
    upcoming,
)
from web.pages.rendering import Wrong, page
from web.pages.restricted import restricted_page
from web.pages.words import Words
from web.routes import Row

LONGEST = 40
"""Characters of an instant."""

AsOf = Annotated[str, Query(max_length=LONGEST, description="A day, or an instant with its zone.")]


def show_journey(
    ref: str, request: Request, hub: TheHub, actor: TheActor, as_of: AsOf = ""
) -> Response:
    """Show a journey, as it is or as it was known at the end of a day."""
    reference = reference_of(ref)
    words = Words.of(hub)
    try:
        if not as_of:
            return _shown(request, hub, actor, asking.show(hub, actor, reference), words)
        return _as_it_was(request, hub, actor, reference, words=words, as_of=as_of)
    except RestrictedError as closed:
        return restricted_page(request, actor, closed)


def _as_it_was(
    request: Request, hub: Hub, actor: Actor, reference: str, *, words: Words, as_of: str
) -> Response:
    then = _then(hub, actor, reference, as_of, words)
    if isinstance(then, JourneyView):
        return _shown(request, hub, actor, then, words, as_of=as_of)
    now = asking.show(hub, actor, reference)
    return _shown(request, hub, actor, now, words, wrong=then, as_of=as_of)


def _then(hub: Hub, actor: Actor, reference: str, as_of: str, words: Words) -> JourneyView | Wrong:
    """Return the journey as it stood, or what is wrong with the day that was asked for."""
    instant: datetime | None = instant_of(as_of, words.calendar.zone, words.now)
    if instant is None:
        return Wrong("as-of", _("Enter a day, such as 2025-09-02"))
    if instant > words.now:
        return Wrong("as-of", _("Enter today or an earlier day: nobody knows what comes"))
    try:
        return asking.show(hub, actor, reference, as_of=instant)
    except NotFoundError:
        opened = asking.show(hub, actor, reference).opened_at
        day = words.instant(opened)
        return Wrong(
            "as-of", _("The journey began on {day}. Enter that day or a later one").format(day=day)
        )


def _shown(
    request: Request,
    hub: Hub,
    actor: Actor,
    view: JourneyView,
    words: Words,
    *,
    wrong: Wrong | None = None,
    as_of: str = "",
) -> Response:
    back = bool(as_of) and wrong is None
    then = replace(words, now=view.as_of)
    zone = words.calendar.zone
    owed = owed_now(view)
    drawn = swim_lanes(view, zone)
    known = (
        asking.matches(hub, actor, view.reference) if view.stage == "contact" and not back else []
    )
    drafts = [] if back else drafts_of(hub, actor)
    told = None if back else done.told(request, hub, actor, view.reference)
    shown = {"say": then.filters(), "now": view.as_of} if back else {}
    response = page(
        request,
        "journey.html",
        status=422 if wrong else 200,
        errors=[wrong] if wrong else [],
        view=view,
        back=back,
        as_of=as_of,
        today=words.now.astimezone(zone).date(),
        first_day=view.opened_at.astimezone(zone).date(),
        owed=owed,
        late=late_now(owed),
        upcoming=upcoming(view),
        decided=last_decision(view),
        titles=profile_titles(view, words.rulebook),
        drawn=drawn,
        finding=finding(view, drawn, zone),
        months=months(view.timeline, zone),
        coded=coded(view),
        known=known,
        action_groups=groups(view, [e.form for e in drafts if e.reference == view.reference]),
        done=told,
        **shown,
    )
    if told is not None:
        done.forget(response)
    return response


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
