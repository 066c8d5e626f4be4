"""Alerts: what a party was told, and who has seen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, and_, func, select
from sqlmodel import Session

from models.queries.paging import Order, Page, page
from models.tables import AlertSeenRow, JourneyRow, NotificationRow, ObligationRow, table_of
from models.upsert import insert_into

_NOTIFICATION = table_of(NotificationRow)
_OBLIGATION = table_of(ObligationRow)
_JOURNEY = table_of(JourneyRow)
_SEEN = table_of(AlertSeenRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that a party was told.

    Attributes:
        id: Global, `TL25-000001.N7.0`.
        obligation: Id inside the journey; `kind` and `owed_by` are that obligation's.
        seen_at: When the reader acknowledged it, None if not yet.
    """

    id: str
    reference: str
    at: datetime
    party: str
    template: str
    obligation: str | None
    kind: str | None
    owed_by: str | None
    state: str | None
    rung: int | None
    due_at: datetime | None
    stage: str
    seen_at: datetime | None


def alerts(
    session: Session,
    parties: Sequence[str],
    *,
    user: str,
    unseen: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page[Alert]:
    """Return a page of what these parties were told, newest first.

    Args:
        user: Whose acknowledgements are meant.
        unseen: Only what this user has not acknowledged.
    """
    order = Order(_NOTIFICATION.c.at, _NOTIFICATION.c.id, newest_first=True)
    statement = _told(parties, user, unseen=unseen)
    return page(session, statement, order, _alert, after=after, limit=limit)


def count_unseen(session: Session, parties: Sequence[str], *, user: str) -> int:
    """Return how many there are on all pages of what the user has not acknowledged."""
    told = _told(parties, user, unseen=True).subquery()
    return int(session.execute(select(func.count()).select_from(told)).scalar_one())


def of_journey(session: Session, reference: str, *, user: str) -> list[Alert]:
    """Return everything that anybody was told on a journey, oldest first."""
    statement = _whole(user).where(_NOTIFICATION.c.reference == reference)
    ordered = statement.order_by(_NOTIFICATION.c.version, _NOTIFICATION.c.number)
    return [_alert(row) for row in session.execute(ordered).mappings()]


def acknowledge(session: Session, notifications: Sequence[str], *, user: str, now: datetime) -> int:
    """Note that a user has seen these; return how many were new.  The first instant stays."""
    if not notifications:
        return 0
    rows = [{"notification": each, "user": user, "seen_at": now} for each in notifications]
    noted = insert_into(session, _SEEN).values(rows).on_conflict_do_nothing()
    return len(session.execute(noted.returning(_SEEN.c.notification)).all())


def seen_by(
    session: Session, notifications: Sequence[str]
) -> dict[str, list[tuple[str, datetime]]]:
    """Return who has acknowledged these, and when, first first."""
    found: dict[str, list[tuple[str, datetime]]] = {each: [] for each in notifications}
    statement = select(_SEEN).where(_SEEN.c.notification.in_(notifications))
    for row in session.execute(statement.order_by(_SEEN.c.seen_at)):
        found[row.notification].append((row.user, row.seen_at))
    return found


def _told(parties: Sequence[str], user: str, *, unseen: bool) -> Select[Any]:
    statement = _whole(user).where(_NOTIFICATION.c.party.in_(parties))
    return statement.where(_SEEN.c.seen_at.is_(None)) if unseen else statement


def _whole(user: str) -> Select[Any]:
    by_user = and_(_SEEN.c.notification == _NOTIFICATION.c.id, _SEEN.c.user == user)
    about = _OBLIGATION.c.id == _NOTIFICATION.c.reference.concat(".").concat(
        _NOTIFICATION.c.obligation
    )
    return (
        select(
            _NOTIFICATION.c.id,
            _NOTIFICATION.c.reference,
            _NOTIFICATION.c.at,
            _NOTIFICATION.c.party,
            _NOTIFICATION.c.template,
            _NOTIFICATION.c.obligation,
            _OBLIGATION.c.kind,
            _OBLIGATION.c.owed_by,
            _OBLIGATION.c.state,
            _NOTIFICATION.c.rung,
            _NOTIFICATION.c.due_at,
            _JOURNEY.c.stage,
            _SEEN.c.seen_at,
        )
        .join_from(_NOTIFICATION, _JOURNEY, _JOURNEY.c.reference == _NOTIFICATION.c.reference)
        .outerjoin(_OBLIGATION, about)
        .outerjoin(_SEEN, by_user)
    )


def _alert(row: RowMapping) -> Alert:
    return Alert(**{name: row[name] for name in Alert.__dataclass_fields__})
