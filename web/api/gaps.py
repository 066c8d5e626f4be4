"""Lists that show gaps, and the figures of all of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic import AwareDatetime
from starlette.responses import Response

from casework import asking
from casework.asking.gaps import GapFigures, GapList
from web.access import TheActor, TheHub, of_roles
from web.api.reading import Limit, Word
from web.routes import Row, answer

Since = Annotated[AwareDatetime | None, Query(description="From this instant on.")]
Until = Annotated[AwareDatetime | None, Query(description="Before this instant.")]
Team = Annotated[Word | None, Query(description="Only journeys of this team.")]
Key = Annotated[
    str, Path(pattern="^[a-z]+(-[a-z]+)*$", max_length=200, description="Key of a list.")
]


def figures(
    hub: TheHub,
    actor: TheActor,
    *,
    since: Since = None,
    until: Until = None,
    team: Team = None,
) -> Response:
    """Show every list by its figure."""
    return answer(asking.lists(hub, actor, since=since, until=until, team=team))


def one(
    hub: TheHub,
    actor: TheActor,
    key: Key,
    *,
    since: Since = None,
    until: Until = None,
    team: Team = None,
    after: Word | None = None,
    limit: Limit = 100,
) -> Response:
    """Show the journeys behind one figure."""
    return answer(
        asking.list_of(hub, actor, key, since, until, team=team, after=after, limit=limit)
    )


ROWS = (
    Row(
        method="GET",
        path="/api/lists",
        call=figures,
        access=of_roles(asking.LIST_READERS),
        summary="Say how many contacts, referrals, enquiries, assessments fell into each gap.",
        tag="lists",
        answers=GapFigures,
    ),
    Row(
        method="GET",
        path="/api/lists/{key}",
        call=one,
        access=of_roles(asking.LIST_READERS),
        summary="Open one of those figures to the journeys behind it.",
        tag="lists",
        answers=GapList,
        problems=(404,),
    ),
)
