"""Leases: who alone may do something for a while; heartbeats: who last said that it is alive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlmodel import Session

from models.tables import HeartbeatRow, LeaseRow, table_of
from models.upsert import insert_into

_LEASE = table_of(LeaseRow)
_HEARTBEAT = table_of(HeartbeatRow)


def take(session: Session, *, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take a lease, or renew one's own; False while another's has not run out."""
    taken = insert_into(session, _LEASE).values(name=name, holder=holder, until=until)
    taken = taken.on_conflict_do_update(
        index_elements=[_LEASE.c.name],
        set_={"holder": holder, "until": until},
        where=or_(_LEASE.c.holder == holder, _LEASE.c.until <= now),
    )
    return session.execute(taken.returning(_LEASE.c.name)).one_or_none() is not None


def give_back(session: Session, *, name: str, holder: str) -> None:
    """Give back a lease, if it is still this holder's."""
    session.execute(delete(_LEASE).where(_LEASE.c.name == name, _LEASE.c.holder == holder))


def holder(session: Session, name: str, *, now: datetime) -> str | None:
    """Return who holds a lease that has not run out."""
    held = select(_LEASE.c.holder).where(_LEASE.c.name == name, _LEASE.c.until > now)
    return session.execute(held).scalar_one_or_none()


def beat(session: Session, *, name: str, holder: str, now: datetime) -> None:
    """Note that a holder is alive at *now*."""
    session.execute(
        insert_into(session, _HEARTBEAT)
        .values(name=name, holder=holder, at=now)
        .on_conflict_do_update(
            index_elements=[_HEARTBEAT.c.name], set_={"holder": holder, "at": now}
        )
    )


def last_beat(session: Session, name: str) -> datetime | None:
    """Return when somebody under this name was last alive, None if never."""
    beat = select(_HEARTBEAT.c.at).where(_HEARTBEAT.c.name == name)
    return session.execute(beat).scalar_one_or_none()
