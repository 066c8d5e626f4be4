"""Leases and heartbeats: who alone may act, and who is still alive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session

from models.tables import HeartbeatRow, LeaseRow, table_of
from models.upsert import insert_into

_LEASE = table_of(LeaseRow)
_HEARTBEAT = table_of(HeartbeatRow)


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a lease, until when."""

    name: str
    holder: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """When somebody last said that it is alive."""

    name: str
    holder: str
    at: datetime


def acquire(session: Session, name: str, holder: str, *, now: datetime, until: datetime) -> bool:
    """Take a lease that is free, has run out, or is the holder's own; one statement, no race."""
    taken = insert_into(session, _LEASE).values(name=name, holder=holder, until=until)
    free = or_(_LEASE.c.until <= now, _LEASE.c.holder == holder)
    mine = taken.on_conflict_do_update(
        index_elements=[_LEASE.c.name], set_={"holder": holder, "until": until}, where=free
    ).returning(_LEASE.c.name)
    return session.execute(mine).one_or_none() is not None


def renew(session: Session, name: str, holder: str, *, now: datetime, until: datetime) -> bool:
    """Keep a lease for longer; False where it is not the holder's any more, or has run out."""
    renewed = (
        update(_LEASE)
        .where(_LEASE.c.name == name, _LEASE.c.holder == holder, _LEASE.c.until > now)
        .values(until=until)
        .returning(_LEASE.c.name)
    )
    return session.execute(renewed).one_or_none() is not None


def release(session: Session, name: str, holder: str) -> bool:
    """Give a lease back at once; False where it is not the holder's."""
    given_back = delete(_LEASE).where(_LEASE.c.name == name, _LEASE.c.holder == holder)
    return session.connection().execute(given_back).rowcount == 1


def lease(session: Session, name: str) -> Lease | None:
    """Return who holds a lease; it may have run out."""
    row = session.execute(select(_LEASE).where(_LEASE.c.name == name)).one_or_none()
    return None if row is None else Lease(*row)


def beat(session: Session, name: str, holder: str, *, now: datetime) -> None:
    """Say that the holder of a part is alive."""
    alive = insert_into(session, _HEARTBEAT).values(name=name, holder=holder, at=now)
    session.execute(
        alive.on_conflict_do_update(
            index_elements=[_HEARTBEAT.c.name], set_={"holder": holder, "at": now}
        )
    )


def heartbeat(session: Session, name: str) -> Heartbeat | None:
    """Return the last sign of life of a part, None if it never gave one."""
    row = session.execute(select(_HEARTBEAT).where(_HEARTBEAT.c.name == name)).one_or_none()
    return None if row is None else Heartbeat(*row)
