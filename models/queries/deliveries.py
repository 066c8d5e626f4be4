"""The outbox: what is on its way to somebody, at least once, under a key that makes twice harmless.

A delivery is queued in the transaction that made its notification, and has its id.  Whoever
delivers takes it for a while (`take`), tries, and says what came of it; if that process dies,
the while ends and another takes it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, select, text, update
from sqlmodel import Session

from journey.case import Sent
from models.projections.rows import notification_id
from models.rows import write_rows
from models.tables import DeliveryRow, JourneyRow, NotificationRow, ObligationRow, table_of

_DELIVERY = table_of(DeliveryRow)
_NOTIFICATION = table_of(NotificationRow)
_OBLIGATION = table_of(ObligationRow)
_JOURNEY = table_of(JourneyRow)
_PUT = insert(_DELIVERY).inline()
_WAITING = text("delivery.state = 'waiting'")
_DUE = (
    select(_DELIVERY.c.id)
    .where(_WAITING, _DELIVERY.c.next_attempt_at <= bindparam("now"))
    .order_by(_DELIVERY.c.next_attempt_at, _DELIVERY.c.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notification on its way, with what its wording needs.

    Attributes:
        id: Global; also the key under which a receiver sees it twice as one.
        party: `agency:police`, `manager:mash`, `referrer`, …
        obligation: Id inside the journey, None where it is about none.
        attempts: How often it was taken, this time included.
    """

    id: str
    reference: str
    party: str
    template: str
    state: str
    created_at: datetime
    next_attempt_at: datetime
    attempts: int
    channel: str | None
    problem: str | None
    ended_at: datetime | None
    obligation: str | None
    rung: int | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the obligation behind a delivery is about.

    Attributes:
        kind: Its kind, such as `research-reply`.
        about: Id inside the journey of the request, decision or episode it speaks of.
    """

    kind: str
    about: str | None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A dead letter, and the journey it was about."""

    delivery: Delivery
    stage: str
    team: str


def queue(session: Session, reference: str, sent: Sequence[Sent], *, now: datetime) -> None:
    """Queue a delivery for each notice, to be tried at once."""
    rows = [delivery_row(reference, each, now=now) for each in sent]
    write_rows(session.connection(), _PUT, rows)


def delivery_row(reference: str, sent: Sent, *, now: datetime) -> dict[str, Any]:
    """Return the columns of a delivery that is to be tried at once."""
    return {
        "id": notification_id(reference, sent),
        "reference": reference,
        "party": sent.to,
        "template": sent.template,
        "state": "waiting",
        "created_at": now,
        "next_attempt_at": now,
        "attempts": 0,
    }


def waiting(session: Session, now: datetime, limit: int) -> list[str]:
    """Return the ids of what may be tried now, longest waiting first."""
    return list(session.execute(_DUE, {"now": now, "most": limit}).scalars())


def earliest(session: Session) -> datetime | None:
    """Return when the next attempt of all is due, None while nothing waits."""
    first = select(_DELIVERY.c.next_attempt_at).where(_WAITING)
    return session.execute(
        first.order_by(_DELIVERY.c.next_attempt_at).limit(1)
    ).scalar_one_or_none()


def take(session: Session, delivery_id: str, *, now: datetime, until: datetime) -> Delivery | None:
    """Take a delivery that may be tried now, alone, until *until*; None if another has it."""
    taken = (
        update(_DELIVERY)
        .where(_DELIVERY.c.id == delivery_id, _WAITING, _DELIVERY.c.next_attempt_at <= now)
        .values(next_attempt_at=until, attempts=_DELIVERY.c.attempts + 1)
        .returning(_DELIVERY.c.id)
    )
    if session.execute(taken).one_or_none() is None:
        return None
    return delivery(session, delivery_id)


def delivery(session: Session, delivery_id: str) -> Delivery | None:
    """Return one delivery."""
    row = session.execute(_whole().where(_DELIVERY.c.id == delivery_id)).one_or_none()
    return None if row is None else Delivery(*row)


def arrived(session: Session, delivery_id: str, *, channel: str, now: datetime) -> None:
    """Note that it was handed over; true whoever has taken it since."""
    session.execute(
        update(_DELIVERY)
        .where(_DELIVERY.c.id == delivery_id)
        .values(state="sent", channel=channel, problem=None, ended_at=now)
    )


def failed(
    session: Session,
    delivery_id: str,
    *,
    attempt: int | None = None,
    channel: str | None,
    problem: str,
    again_at: datetime,
) -> None:
    """Note why an attempt failed, and when to try again.

    Args:
        attempt: Nothing is noted if another has taken the delivery since this attempt.
    """
    session.execute(
        update(_DELIVERY)
        .where(*_still(delivery_id, attempt))
        .values(channel=channel, problem=problem, next_attempt_at=again_at)
    )


def died(
    session: Session,
    delivery_id: str,
    *,
    attempt: int | None = None,
    channel: str | None,
    problem: str,
    now: datetime,
) -> None:
    """Note that nobody tries any more: a dead letter, which a person sees.

    Args:
        attempt: Nothing is noted if another has taken the delivery since this attempt.
    """
    session.execute(
        update(_DELIVERY)
        .where(*_still(delivery_id, attempt))
        .values(state="dead", channel=channel, problem=problem, ended_at=now)
    )


def subject(session: Session, of: Delivery) -> Subject | None:
    """Return what the obligation behind a delivery is about, None where it is about none."""
    if of.obligation is None:
        return None
    row = session.execute(
        select(_OBLIGATION.c.kind, _OBLIGATION.c.about).where(
            _OBLIGATION.c.id == f"{of.reference}.{of.obligation}"
        )
    ).one_or_none()
    return None if row is None else Subject(*row)


def settle_waiting(session: Session, *, channel: str) -> int:
    """Note everything that waits as handed over when it was made; return how much it was.

    For a hub that was built in an invented past: nobody is to be told of it now.
    """
    done = (
        update(_DELIVERY)
        .where(_WAITING)
        .values(state="sent", channel=channel, attempts=1, ended_at=_DELIVERY.c.created_at)
    )
    return session.connection().execute(done).rowcount


def dead(session: Session, limit: int = 100) -> list[Delivery]:
    """Return the dead letters, newest first."""
    letters = _whole().where(_DELIVERY.c.state == "dead")
    ordered = letters.order_by(_DELIVERY.c.created_at.desc(), _DELIVERY.c.id).limit(limit)
    return [Delivery(*row) for row in session.execute(ordered)]


def undelivered(session: Session, teams: Collection[str], limit: int) -> list[Undelivered]:
    """Return the dead letters on journeys of these teams, newest first."""
    letters = (
        _whole()
        .join(_JOURNEY, _JOURNEY.c.reference == _DELIVERY.c.reference)
        .add_columns(_JOURNEY.c.stage, _JOURNEY.c.team)
        .where(_DELIVERY.c.state == "dead", _JOURNEY.c.team.in_(teams))
        .order_by(_DELIVERY.c.ended_at.desc(), _DELIVERY.c.id)
        .limit(limit)
    )
    return [
        Undelivered(Delivery(*row[:-2]), stage=row.stage, team=row.team)
        for row in session.execute(letters)
    ]


def retry(session: Session, delivery_id: str, *, now: datetime) -> bool:
    """Try a dead letter again, from the first attempt; False where it is not dead."""
    revived = (
        update(_DELIVERY)
        .where(_DELIVERY.c.id == delivery_id, _DELIVERY.c.state == "dead")
        .values(state="waiting", attempts=0, next_attempt_at=now, ended_at=None)
        .returning(_DELIVERY.c.id)
    )
    return session.execute(revived).one_or_none() is not None


def counts(session: Session) -> dict[str, int]:
    """Return how many deliveries there are in each state."""
    grouped = select(_DELIVERY.c.state, func.count()).group_by(_DELIVERY.c.state)
    return {row[0]: row[1] for row in session.execute(grouped)}


def of_journey(session: Session, reference: str) -> list[Delivery]:
    """Return every delivery of a journey, oldest first."""
    whole = _whole().where(_DELIVERY.c.reference == reference)
    return [
        Delivery(*row)
        for row in session.execute(whole.order_by(_DELIVERY.c.created_at, _DELIVERY.c.id))
    ]


def _whole() -> Select[*tuple[object, ...]]:
    return select(
        _DELIVERY.c.id,
        _DELIVERY.c.reference,
        _DELIVERY.c.party,
        _DELIVERY.c.template,
        _DELIVERY.c.state,
        _DELIVERY.c.created_at,
        _DELIVERY.c.next_attempt_at,
        _DELIVERY.c.attempts,
        _DELIVERY.c.channel,
        _DELIVERY.c.problem,
        _DELIVERY.c.ended_at,
        _NOTIFICATION.c.obligation,
        _NOTIFICATION.c.rung,
        _NOTIFICATION.c.due_at,
    ).outerjoin(_NOTIFICATION, _NOTIFICATION.c.id == _DELIVERY.c.id)


def _still(delivery_id: str, attempt: int | None) -> list[ColumnElement[bool]]:
    still: list[ColumnElement[bool]] = [
        _DELIVERY.c.id == delivery_id,
        _DELIVERY.c.state == "waiting",
    ]
    if attempt is not None:
        still.append(_DELIVERY.c.attempts == attempt)
    return still
