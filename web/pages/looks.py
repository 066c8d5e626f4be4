"""Who has looked at which child's record."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from casework import asking
from casework.errors import Fault
from journey.people import Role
from web.access import TheActor, TheHub, of_roles
from web.api.reading import Word
from web.inputs import reference_of
from web.pages.rendering import page
from web.problems import bad_input
from web.routes import Row

Empty = Annotated[str, Query(max_length=0)]
WHO = of_roles(frozenset({Role.MANAGER, Role.SENIOR_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR}))


def show_looks(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    *,
    user: Word | Empty = "",
    journey: Word | Empty = "",
    day: Annotated[str, Query(max_length=10)] = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Show looks, the newest first, by person, journey and day."""
    if actor.role is Role.MANAGER and not journey:
        raise bad_input([Fault("query journey", "it is missing", "the reference of a journey")])
    found = asking.looks(
        hub,
        actor,
        user=user or None,
        reference=reference_of(journey) if journey else None,
        day=_day(day),
        before=before,
    )
    chosen = {"user": user, "journey": journey, "day": day}
    return page(
        request,
        "looks.html",
        looks=found.rows,
        chosen=chosen,
        further=None
        if found.next is None
        else {**{name: value for name, value in chosen.items() if value}, "before": found.next},
        opens=actor.role is not Role.ADMINISTRATOR,
    )


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise bad_input([Fault("query day", "it is no day", "a day, such as 2025-09-01")]) from None


ROWS = (
    Row(
        method="GET",
        path="/looks",
        call=show_looks,
        access=WHO,
        summary="Show who has looked at which child's record.",
        page=True,
    ),
)
