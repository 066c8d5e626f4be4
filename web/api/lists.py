"""What the pages of the same names show: board, stuck, due, alerts."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime
from starlette.responses import Response

from casework import asking
from casework.asking.alarm_views import PlanAlarms
from casework.asking.lines import AlertLine, Board, DueLine, StuckLine
from journey.terms import Finding, Rating
from web.access import READERS, SIGNED_IN, TheActor, TheHub, of_roles
from web.api.reading import MOST, Limit, Word
from web.routes import Row, answer


def board(
    hub: TheHub,
    actor: TheActor,
    *,
    team: Word | None = None,
    rating: Rating | None = None,
    agency: Word | None = None,
    mine: bool = False,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    per_page: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Response:
    """Show what is in research."""
    return answer(
        asking.board(
            hub,
            actor,
            team=team,
            rating=None if rating is None else rating.value,
            agency=agency,
            mine=mine,
            page=page,
            per_page=per_page,
        )
    )


def stuck(
    hub: TheHub,
    actor: TheActor,
    finding: Finding | None = None,
    team: Word | None = None,
    limit: Limit = 100,
) -> Response:
    """Show what does not move."""
    named = None if finding is None else finding.value
    return answer(asking.stuck(hub, actor, finding=named, team=team, limit=limit))


def due(
    hub: TheHub,
    actor: TheActor,
    until: Annotated[AwareDatetime | None, Query(description="Due before this instant.")] = None,
    party: Annotated[Word | None, Query(description="Who owes: `agency:police`.")] = None,
    limit: Limit = 100,
) -> Response:
    """Show what is owed."""
    return answer(asking.due(hub, actor, until=until, party=party, limit=limit))


def alerts(
    hub: TheHub,
    actor: TheActor,
    unseen_only: bool = True,
    limit: Limit = 100,
) -> Response:
    """Show what the caller was told."""
    return answer(asking.alerts(hub, actor, unseen_only=unseen_only, limit=limit))


def alarms(hub: TheHub, actor: TheActor, team: Word | None = None) -> Response:
    """Show the alarms about plans."""
    return answer(asking.plan_alarms(hub, actor, team=team))


ROWS = (
    Row(
        method="GET",
        path="/api/board",
        call=board,
        access=READERS,
        summary="Show every journey in research, agency by agency; what runs out first is first.",
        tag="lists",
        answers=Board,
    ),
    Row(
        method="GET",
        path="/api/stuck",
        call=stuck,
        access=READERS,
        summary="List journeys that do more than wait in time, with what would move each.",
        tag="lists",
        answers=list[StuckLine],
    ),
    Row(
        method="GET",
        path="/api/due",
        call=due,
        access=READERS,
        summary="List open obligations, the soonest due first.",
        tag="lists",
        answers=list[DueLine],
    ),
    Row(
        method="GET",
        path="/api/alerts",
        call=alerts,
        access=SIGNED_IN,
        summary="List what the caller, or the caller's team or agency, was told.",
        tag="lists",
        answers=list[AlertLine],
    ),
    Row(
        method="GET",
        path="/api/alarms",
        call=alarms,
        access=of_roles(asking.ALARM_READERS),
        summary="List plans that last too long or are not a child's first; say if too few begin.",
        tag="lists",
        answers=PlanAlarms,
    ),
)
