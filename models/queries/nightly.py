"""What the nightly check asks: which journeys nobody would ever hear of again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select, text
from sqlmodel import Session

from models.tables import JourneyRow, ObligationRow, table_of

_JOURNEY = table_of(JourneyRow)
_OBLIGATION = table_of(ObligationRow)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An open journey on which nothing would happen by itself.

    Attributes:
        next_action_at: None where nothing is owed; otherwise it has passed, and nothing was done.
    """

    reference: str
    stage: str
    team: str
    worker: str | None
    next_action_at: datetime | None


def forgotten(session: Session, *, overdue_since: datetime) -> list[Forgotten]:
    """Return open journeys with nothing owed, or whose next action was due before an instant.

    Args:
        overdue_since: A while before now, so that a sweep that is at work is not blamed.
    """
    owed = and_(_OBLIGATION.c.reference == _JOURNEY.c.reference, text("obligation.state = 'open'"))
    first = func.min(_OBLIGATION.c.next_action_at)
    statement = (
        select(
            _JOURNEY.c.reference,
            _JOURNEY.c.stage,
            _JOURNEY.c.team,
            _JOURNEY.c.worker,
            first.label("next_action_at"),
        )
        .outerjoin(_OBLIGATION, owed)
        .where(_JOURNEY.c.closed_at.is_(None))
        .group_by(_JOURNEY.c.reference)
        .having(or_(first.is_(None), first < overdue_since))
        .order_by(_JOURNEY.c.reference)
    )
    return [Forgotten(*row) for row in session.execute(statement)]


def without_owner(session: Session) -> list[str]:
    """Return open journeys that belong to no team."""
    statement = select(_JOURNEY.c.reference).where(
        _JOURNEY.c.closed_at.is_(None), _JOURNEY.c.team == ""
    )
    return list(session.execute(statement.order_by(_JOURNEY.c.reference)).scalars())
