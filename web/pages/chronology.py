"""The page of a child's chronology, and of a decision looked back at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from casework import asking
from casework.errors import RestrictedError
from casework.exporting import told_of, when_of
from web.access import READERS, TheActor, TheHub
from web.inputs import decision_of, reference_of
from web.pages.journey_parts import owed_now, profile_title
from web.pages.rendering import page
from web.pages.restricted import restricted_page
from web.pages.words import Words
from web.routes import Row


def show_chronology(
    ref: str,
    request: Request,
    hub: TheHub,
    actor: TheActor,
    *,
    on: date | Annotated[str, Query(max_length=0)] = "",
    significant: bool = False,
) -> Response:
    """Show a child's chronology, now or as it was known at the end of a day."""
    day = on if isinstance(on, date) else None
    try:
        told = asking.chronology(
            hub, actor, reference_of(ref), on=day, significant_only=significant
        )
    except RestrictedError as closed:
        return restricted_page(request, actor, closed)
    zone = hub.rules().in_force(told.as_of).calendar.zone
    return page(
        request,
        "chronology.html",
        told=told,
        day=day,
        lines=[(entry, when_of(entry, zone), told_of(entry)) for entry in told.entries],
    )


def show_decision(
    ref: str, decision: str, request: Request, hub: TheHub, actor: TheActor
) -> Response:
    """Show a decision with what its maker could see."""
    try:
        found = asking.decision(hub, actor, reference_of(ref), decision_of(decision))
    except RestrictedError as closed:
        return restricted_page(request, actor, closed)
    # What was late and what was left is said by the hour of the decision, not of the look.
    then = replace(Words.of(hub), now=found.decided_at)
    return page(
        request,
        "decision.html",
        found=found,
        view=found.journey,
        profile=profile_title(hub.rules(), found.decision.policy),
        owed=owed_now(found.journey),
        back=True,
        say=then.filters(),
        now=found.decided_at,
    )


ROWS = (
    Row(
        method="GET",
        path="/journeys/{ref}/chronology",
        call=show_chronology,
        access=READERS,
        summary="Show a child's chronology.",
        page=True,
    ),
    Row(
        method="GET",
        path="/journeys/{ref}/decisions/{decision}",
        call=show_decision,
        access=READERS,
        summary="Show a decision with what its maker could see.",
        page=True,
    ),
)
