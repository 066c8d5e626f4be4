"""Digests: who wants one, what waits in each, and the delivery that tells it.

A digest is a delivery of the outbox like any other, made with its first entry and tried when its
hour has come.  An entry is put in only while that delivery has not been tried: whoever tries it
finds every entry there is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from models.tables import (
    AlertChoiceRow,
    AlertSeenRow,
    DeliveryRow,
    DigestEntryRow,
    JourneyRow,
    NotificationRow,
    ObligationRow,
    table_of,
)
from models.upsert import insert_into

_CHOICE, _ENTRY = table_of(AlertChoiceRow), table_of(DigestEntryRow)
_DELIVERY, _SEEN = table_of(DeliveryRow), table_of(AlertSeenRow)
_NOTIFICATION, _OBLIGATION = table_of(NotificationRow), table_of(ObligationRow)
_JOURNEY = table_of(JourneyRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody chose; see `models.tables.alerting.AlertChoiceRow`."""

    user: str
    at: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One alert of a digest, with what its wording needs."""

    notification: str
    reference: str
    template: str
    kind: str | None
    due_at: datetime | None


def choices(session: Session, users: Collection[str]) -> dict[str, Choice]:
    """Return what those of some people chose who chose anything."""
    found = session.execute(select(_CHOICE).where(_CHOICE.c.user.in_(users)))
    return {row.user: Choice(user=row.user, at=row.at, kinds=frozenset(row.kinds)) for row in found}


def choose(session: Session, choice: Choice, *, now: datetime) -> None:
    """Keep what somebody chose, in place of what they had chosen before."""
    kept = {"at": choice.at, "kinds": sorted(choice.kinds), "chosen_at": now}
    session.execute(
        insert_into(session, _CHOICE)
        .values(user=choice.user, **kept)
        .on_conflict_do_update(index_elements=["user"], set_=kept)
    )


def waiting_for(session: Session, notification: str) -> set[str]:
    """Return who is told of an alert in a digest, sent or to come."""
    found = select(_ENTRY.c.user).where(_ENTRY.c.notification == notification)
    return set(session.execute(found).scalars())


def put(session: Session, notification: str, *, user: str, at: datetime, now: datetime) -> bool:
    """Put an alert into the digest of somebody at an instant; False where that was tried."""
    digest = f"digest.{user}.{at:%Y-%m-%dT%H:%MZ}"
    session.execute(
        insert_into(session, _DELIVERY)
        .values(
            id=digest,
            reference="",
            party=f"worker:{user}",
            template="digest",
            state="waiting",
            created_at=now,
            next_attempt_at=at,
            attempts=0,
        )
        .on_conflict_do_nothing()
    )
    # Held until the entry is in: whoever takes the delivery comes before, or waits for it.
    untried = (
        update(_DELIVERY)
        .where(_DELIVERY.c.id == digest, _DELIVERY.c.attempts == 0)
        .values(attempts=0)
        .returning(_DELIVERY.c.id)
    )
    if session.execute(untried).one_or_none() is None:
        return False
    entry = {"user": user, "notification": notification, "digest": digest, "at": now}
    session.execute(insert_into(session, _ENTRY).values(**entry).on_conflict_do_nothing())
    return True


def entries(session: Session, digest: str) -> list[Entry]:
    """Return what a digest tells, what is due first first; nothing that its reader has seen."""
    about = _OBLIGATION.c.id == _NOTIFICATION.c.reference.concat(".").concat(
        _NOTIFICATION.c.obligation
    )
    seen = select(_SEEN.c.user).where(
        _SEEN.c.notification == _ENTRY.c.notification, _SEEN.c.user == _ENTRY.c.user
    )
    found = (
        select(
            _NOTIFICATION.c.id,
            _NOTIFICATION.c.reference,
            _NOTIFICATION.c.template,
            _OBLIGATION.c.kind,
            _NOTIFICATION.c.due_at,
        )
        .join_from(_ENTRY, _NOTIFICATION, _NOTIFICATION.c.id == _ENTRY.c.notification)
        .outerjoin(_OBLIGATION, about)
        .where(_ENTRY.c.digest == digest, ~seen.exists())
        .order_by(_NOTIFICATION.c.due_at, _NOTIFICATION.c.id)
    )
    return [
        Entry(
            notification=row.id,
            reference=row.reference,
            template=row.template,
            kind=row.kind,
            due_at=row.due_at,
        )
        for row in session.execute(found)
    ]


def rating_of(session: Session, reference: str) -> str | None:
    """Return how a journey is rated now."""
    found = select(_JOURNEY.c.rating).where(_JOURNEY.c.reference == reference)
    return session.execute(found).scalar_one_or_none()
