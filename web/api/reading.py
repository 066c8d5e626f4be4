"""Reading journeys: the list, one, its events, its chronology, who the child may already be."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime
from starlette.responses import Response

from casework import asking
from casework.asking.chronology_view import Chronology
from casework.asking.lines import JourneyLine, Match, Page
from casework.asking.looking_back import DecisionLookedAt
from casework.asking.views import EventView, JourneyView
from journey.terms import Kind
from web.access import READERS, TheActor, TheHub
from web.inputs import decision_of, reference_of
from web.inputs import etag as etag_of
from web.routes import Row, answer

MOST = 200
"""Rows in one answer, at most."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows in this answer.")]
Word = Annotated[str, Query(min_length=1, max_length=100, pattern=r"^[\w.:@\-]+$")]
AsOf = Annotated[
    AwareDatetime | None,
    Query(description="As it was known at this instant, with its zone; now, if not said."),
]
OnDay = Annotated[
    date | None, Query(description="As it was known at the end of this day, local to the hub.")
]
Stage = Annotated[Kind | None, Query(description="Only journeys at this stage.")]


def list_journeys(
    hub: TheHub,
    actor: TheActor,
    *,
    stage: Stage = None,
    team: Word | None = None,
    owner: Word | None = None,
    open_only: bool = True,
    after: Word | None = None,
    limit: Limit = 50,
) -> Response:
    """List journeys, the oldest first."""
    return answer(
        asking.journeys(
            hub,
            actor,
            stage=None if stage is None else stage.value,
            team=team,
            owner=owner,
            open_only=open_only,
            after=after,
            limit=limit,
        )
    )


def show_journey(ref: str, hub: TheHub, actor: TheActor, as_of: AsOf = None) -> Response:
    """Show one journey."""
    view = asking.show(hub, actor, reference_of(ref), as_of=as_of)
    # What was known once is no state that a command could be decided on.
    return answer(view, headers={} if as_of else {"ETag": etag_of(view.version)})


def show_events(ref: str, hub: TheHub, actor: TheActor) -> Response:
    """Show a journey's events."""
    return answer(asking.events(hub, actor, reference_of(ref)))


def show_chronology(
    ref: str,
    hub: TheHub,
    actor: TheActor,
    *,
    as_of: AsOf = None,
    on: OnDay = None,
    significant: bool = False,
) -> Response:
    """Show a child's chronology."""
    return answer(
        asking.chronology(
            hub, actor, reference_of(ref), as_of=as_of, on=on, significant_only=significant
        )
    )


def show_decision(ref: str, decision: str, hub: TheHub, actor: TheActor) -> Response:
    """Show a decision with what its maker could see."""
    return answer(asking.decision(hub, actor, reference_of(ref), decision_of(decision)))


def show_matches(ref: str, hub: TheHub, actor: TheActor) -> Response:
    """List whom the child may already be."""
    return answer(asking.matches(hub, actor, reference_of(ref)))


ROWS = (
    Row(
        method="GET",
        path="/api/journeys",
        call=list_journeys,
        access=READERS,
        summary="List journeys by stage, team and owner.",
        description="`next` of one answer is `after` of the following one.",
        answers=Page[JourneyLine],
    ),
    Row(
        method="GET",
        path="/api/journeys/{ref}",
        call=show_journey,
        access=READERS,
        summary="Show a journey as it is, or as it was known at an instant.",
        answers=JourneyView,
        headers={"ETag": "The journey's version; give it back as If-Match. Not with `as_of`."},
        problems=(404,),
    ),
    Row(
        method="GET",
        path="/api/journeys/{ref}/events",
        call=show_events,
        access=READERS,
        summary="List a journey's events as they stand in the log.",
        answers=list[EventView],
        problems=(404,),
    ),
    Row(
        method="GET",
        path="/api/journeys/{ref}/chronology",
        call=show_chronology,
        access=READERS,
        summary="Show the child's story across its journeys.",
        description="`significant=true` leaves what was added or picked by hand.",
        answers=Chronology,
        problems=(404,),
    ),
    Row(
        method="GET",
        path="/api/journeys/{ref}/decisions/{decision}",
        call=show_decision,
        access=READERS,
        summary="Show a decision, and the journey as its maker could see it.",
        answers=DecisionLookedAt,
        problems=(404,),
    ),
    Row(
        method="GET",
        path="/api/journeys/{ref}/matches",
        call=show_matches,
        access=READERS,
        summary="List other journeys of children whom this one may be, and why.",
        description="Open journeys first, the surest first: a known child joins its open journey.",
        answers=list[Match],
        problems=(404,),
    ),
)
