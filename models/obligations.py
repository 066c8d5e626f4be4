"""The fast path of the clock: what is due, and one rung climbed in few statements.

A sweep costs what is due: it reads one partial index in order, and a climb touches the
obligation, its journey's head and row, and adds an event and its notices.  The whole journey
is not loaded; `record_climb` writes exactly what projecting the folded journey would.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, text
from sqlmodel import Session

from journey.case import Case, Obligation
from journey.events import Recorded
from journey.events.running import RungClimbed
from journey.evolve import evolve
from journey.people import Role
from models.log import Head, event_row
from models.projections import as_obligation, notification_row, obligation_row
from models.queries.deliveries import delivery_row
from models.tables import (
    DeliveryRow,
    JourneyEventRow,
    JourneyRow,
    LogHeadRow,
    NotificationRow,
    ObligationRow,
    table_of,
)
from models.together import Added, Changed, write_together

_OBLIGATION = table_of(ObligationRow)
_JOURNEY = table_of(JourneyRow)
_HEAD = table_of(LogHeadRow)
_EVENT = table_of(JourneyEventRow)
_NOTIFICATION = table_of(NotificationRow)
_DELIVERY = table_of(DeliveryRow)

# Written out, not bound: a plan made for any state could not use the index of the open ones.
_OPEN = text("obligation.state = 'open'")

_DUE = (
    select(
        _OBLIGATION.c.id,
        _OBLIGATION.c.reference,
        _OBLIGATION.c.kind,
        _OBLIGATION.c.subject,
        _OBLIGATION.c.profile,
        _OBLIGATION.c.ladder,
        _OBLIGATION.c.next_rung,
        _OBLIGATION.c.next_action_at,
    )
    .where(_OPEN, _OBLIGATION.c.next_action_at <= bindparam("now"))
    .order_by(_OBLIGATION.c.next_action_at, _OBLIGATION.c.id)
    .limit(bindparam("most"))
)
_EARLIEST = (
    select(_OBLIGATION.c.next_action_at)
    .where(_OPEN)
    .order_by(_OBLIGATION.c.next_action_at)
    .limit(1)
)
_CLAIM = (
    select(
        _OBLIGATION,
        _JOURNEY.c.team,
        _JOURNEY.c.worker,
        _HEAD.c.version.label("head_version"),
        _HEAD.c.hash.label("head_hash"),
    )
    .join(_JOURNEY, _JOURNEY.c.reference == _OBLIGATION.c.reference)
    .join(_HEAD, _HEAD.c.reference == _OBLIGATION.c.reference)
    .where(_OBLIGATION.c.id == bindparam("the_id"), _OPEN)
    # The head first of all, as every command does: two orders would be a deadlock.
    .with_for_update(of=[_HEAD, _OBLIGATION], skip_locked=True)
)
# What `journey.evolve` changes of an obligation by a climb.
_CLIMBED = ("rung", "last_action", "last_action_at", "next_rung", "next_action_at", "chases")


@dataclass(frozen=True, slots=True)
class DueRow:
    """An obligation whose next rung is due."""

    id: str
    reference: str
    kind: str
    subject: str | None
    profile: str
    ladder: str
    next_rung: int
    next_action_at: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """An obligation that nobody else climbs until this transaction ends.

    Attributes:
        team, worker: The journey's, whom the rung may speak to.
        head: Where the journey's log stands; held too.
    """

    id: str
    reference: str
    obligation: Obligation
    team: str
    worker: str | None
    head: Head


def due(
    session: Session, now: datetime, limit: int, *, reference: str | None = None
) -> list[DueRow]:
    """Return what is due at *now*, longest due first, on one journey or on all."""
    statement, values = _DUE, {"now": now, "most": limit}
    if reference is not None:
        statement = _DUE.where(_OBLIGATION.c.reference == reference)
    return [DueRow(*row) for row in session.execute(statement, values)]


def earliest(session: Session) -> datetime | None:
    """Return when the next rung of all falls due, None while nothing is owed."""
    return session.execute(_EARLIEST).scalar_one_or_none()


def claim(session: Session, obligation_id: str) -> Claimed | None:
    """Return an open obligation and hold it.

    None where it is not open any more, and, on PostgreSQL, where another transaction has
    just now hold of it or of its journey: it will be found due again.  The caller compares
    `next_rung` with the rung that it came for.

    Args:
        obligation_id: The global one, `TL25-000001.O1`.
    """
    found = session.connection().execute(_CLAIM, {"the_id": obligation_id})
    row = found.mappings().one_or_none()
    if row is None:
        return None
    return Claimed(
        id=obligation_id,
        reference=row["reference"],
        obligation=as_obligation(row),
        team=row["team"],
        worker=row["worker"],
        head=Head(row["reference"], row["head_version"], row["head_hash"]),
    )


def record_climb(
    session: Session,
    claimed: Claimed,
    climbed: RungClimbed,
    *,
    now: datetime,
    policy: str,
    actor: str = "clock",
) -> int:
    """Put one climbed rung on the record and return the journey's new version.

    Args:
        policy: Id of the profile in force now, as on every event.
    """
    recorded = Recorded(
        version=claimed.head.version + 1,
        event=climbed,
        occurred_at=now,
        recorded_at=now,
        actor=actor,
        role=Role.SYSTEM,
        policy=policy,
    )
    reference, owed = claimed.reference, claimed.obligation
    event = event_row(reference, recorded, claimed.head.hash)
    # Folded by the same rule as a whole journey, which a climb changes nowhere else.
    after = evolve(Case(reference=reference, obligations={owed.id: owed}), recorded)
    row = obligation_row(reference, after.obligations[owed.id])
    version = recorded.version
    write_together(
        session.connection(),
        [
            Added(_EVENT, event),
            # Held since it was claimed: nobody can have moved it.
            Changed(_HEAD, reference, {"version": version, "hash": event["hash"]}),
            Changed(_OBLIGATION, claimed.id, {column: row[column] for column in _CLIMBED}),
            Changed(_JOURNEY, reference, {"version": version, "last_event_at": now}),
            *(Added(_NOTIFICATION, notification_row(reference, sent)) for sent in after.sent),
            *(Added(_DELIVERY, delivery_row(reference, sent, now=now)) for sent in after.sent),
        ],
    )
    return version
