"""What happened after a place in the log: for live pages, and for whoever follows along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from models.tables import JourneyEventRow, table_of

_EVENT = table_of(JourneyEventRow)

PATIENCE = timedelta(seconds=10)
"""How long a missing position is waited for.  Transactions of the house take milliseconds."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event by name; what it says stays in the log."""

    position: int
    reference: str
    version: int
    type: str
    recorded_at: datetime


_AFTER = (
    select(
        _EVENT.c.position, _EVENT.c.reference, _EVENT.c.version, _EVENT.c.type, _EVENT.c.recorded_at
    )
    .where(_EVENT.c.position > bindparam("position"))
    .order_by(_EVENT.c.position)
    .limit(bindparam("most"))
)


def newest(session: Session) -> int:
    """Return the last position of the log, 0 while it is empty."""
    return session.execute(select(func.max(_EVENT.c.position))).scalar_one() or 0


def after(session: Session, position: int, *, now: datetime, limit: int = 500) -> list[Happened]:
    """Return what follows a position, none of it ever left out.

    On PostgreSQL a transaction that began earlier may commit later, with smaller positions.
    So the answer ends where a position is missing, until that is old enough to have been
    given up.
    """
    found = [
        Happened(*row) for row in session.execute(_AFTER, {"position": position, "most": limit})
    ]
    for number, happened in enumerate(found):
        waits = happened.position != position + 1 and happened.recorded_at > now - PATIENCE
        if waits:
            return found[:number]
        position = happened.position
    return found
