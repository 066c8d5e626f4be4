"""Who has looked at which record: for those who watch over the looking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from casework.asking.listing import bounded
from casework.asking.scope import journey_for
from casework.errors import NotAllowedError
from casework.hub import Hub
from journey.people import Actor, Role
from models.queries import looks as queries
from models.queries.looks import Look

WATCHING = frozenset({Role.SENIOR_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR})
"""Who sees every look; a manager sees those at a journey that the manager may open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksPage:
    """Some looks, the newest first; `next` is `before` of the page that follows."""

    rows: tuple[Look, ...]
    next: int | None


def looks(
    hub: Hub,
    actor: Actor,
    *,
    user: str | None = None,
    reference: str | None = None,
    day: date | None = None,
    before: int | None = None,
    limit: int = 100,
) -> LooksPage:
    """Return who looked at what, the newest first.  This itself is no look.

    Args:
        day: Only that day, from midnight to midnight where the hub is.

    Raises:
        NotAllowedError: The reader does not watch over the looking.
        NotFoundError: A manager asks for a journey that is not there or not theirs to open.
    """
    if actor.role is Role.MANAGER and reference is not None:
        with hub.store.read() as session:
            journey_for(session, hub, actor, reference, None)
    elif actor.role not in WATCHING:
        raise NotAllowedError("who has looked", actor.role.value)
    since, until = _of_day(hub, day)
    size = bounded(limit)
    with hub.store.read() as session:
        found = queries.looks(
            session,
            user=user,
            reference=reference,
            since=since,
            until=until,
            before=before,
            limit=size + 1,
        )
    rows = tuple(found[:size])
    return LooksPage(rows=rows, next=rows[-1].id if len(found) > size else None)


def _of_day(hub: Hub, day: date | None) -> tuple[datetime | None, datetime | None]:
    if day is None:
        return None, None
    zone = hub.rules().in_force(hub.clock.now()).calendar.zone
    first = datetime.combine(day, time(), zone)
    return first, datetime.combine(day + timedelta(days=1), time(), zone)
