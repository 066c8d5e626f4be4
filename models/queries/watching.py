"""What the nightly check asks: which journeys nobody minds, and telling a manager of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select, text
from sqlmodel import Session

from models.tables import DeliveryRow, JourneyRow, ObligationRow, table_of
from models.upsert import insert_into

_JOURNEY = table_of(JourneyRow)
_OBLIGATION = table_of(ObligationRow)
_DELIVERY = table_of(DeliveryRow)
_IS_OPEN = text("journey.closed_at IS NULL")
_OWED = text("obligation.state = 'open'")


@dataclass(frozen=True, slots=True)
class Owned:
    """An open journey and who has it."""

    reference: str
    team: str
    worker: str | None


def open_journeys(session: Session) -> list[Owned]:
    """Return every open journey with its owner, by reference."""
    rows = select(_JOURNEY.c.reference, _JOURNEY.c.team, _JOURNEY.c.worker).where(_IS_OPEN)
    return [Owned(*row) for row in session.execute(rows.order_by(_JOURNEY.c.reference))]


def silent(session: Session, now: datetime) -> list[str]:
    """Return the open journeys for which nothing will ever happen by itself, by reference."""
    ahead = exists().where(
        _OBLIGATION.c.reference == _JOURNEY.c.reference,
        _OWED,
        _OBLIGATION.c.next_action_at > now,
    )
    rows = select(_JOURNEY.c.reference).where(_IS_OPEN, ~ahead)
    return list(session.execute(rows.order_by(_JOURNEY.c.reference)).scalars())


def warn(
    session: Session, journeys: Collection[Owned], *, template: str, day: date, now: datetime
) -> int:
    """Queue one notice a day to each journey's manager and return how many are new.

    It belongs to the outbox alone: the journey itself has not changed.
    """
    put = insert_into(session, _DELIVERY).on_conflict_do_nothing().returning(_DELIVERY.c.id)
    return sum(
        session.execute(
            put.values(
                id=f"{journey.reference}.{template}-{day.isoformat()}",
                reference=journey.reference,
                party=f"manager:{journey.team}",
                template=template,
                state="waiting",
                created_at=now,
                next_attempt_at=now,
                attempts=0,
            )
        ).one_or_none()
        is not None
        for journey in journeys
    )
