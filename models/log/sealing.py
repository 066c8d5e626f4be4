"""Seals over stretches of the whole log.

A journey's own chain cannot tell that the whole journey was taken away, or its end together
with its head.  A seal can: it covers the hashes of all events up to a position.

    hash = SHA-256 of: previous seal's hash, then the hash of every event of the stretch,
           in order of position, one per line
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select, text
from sqlmodel import Session

from models.tables import JourneyEventRow, LogSealRow, table_of

_EVENT = table_of(JourneyEventRow)
_SEAL = table_of(LogSealRow)
_BATCH = 5_000


class _Stretch(NamedTuple):
    events: int
    hash: str


def seal(session: Session, now: datetime) -> int:
    """Seal what was appended since the last seal and return how many events that is."""
    if session.get_bind().dialect.name == "postgresql":
        # An event with a smaller position may still be on its way: wait for it, and let
        # nobody begin another until this is done.
        session.execute(text("LOCK TABLE journey_event IN SHARE MODE"))
    last = session.execute(select(_SEAL).order_by(_SEAL.c.number.desc()).limit(1)).one_or_none()
    after, previous = (last.up_to, last.hash) if last else (0, "")
    up_to = session.execute(select(func.max(_EVENT.c.position))).scalar_one() or 0
    if up_to <= after:
        return 0
    stretch = _stretch(session, after, up_to, previous)
    session.execute(
        insert(_SEAL).values(
            number=last.number + 1 if last else 1,
            up_to=up_to,
            events=stretch.events,
            previous_hash=previous,
            hash=stretch.hash,
            sealed_at=now,
        )
    )
    return stretch.events


def broken_seal(session: Session) -> str | None:
    """Return the first seal that no longer holds, in words, or None."""
    after, previous = 0, ""
    for kept in session.execute(select(_SEAL).order_by(_SEAL.c.number)).all():
        stretch = _stretch(session, after, kept.up_to, previous)
        if kept.previous_hash != previous or kept.hash != stretch.hash:
            return (
                f"seal {kept.number}: the log up to position {kept.up_to} "
                f"({kept.events} events, {stretch.events} found) is not what was sealed"
            )
        after, previous = kept.up_to, kept.hash
    return None


def _stretch(session: Session, after: int, up_to: int, previous: str) -> _Stretch:
    running = hashlib.sha256(previous.encode())
    events = 0
    hashes = (
        select(_EVENT.c.hash)
        .where(_EVENT.c.position > after, _EVENT.c.position <= up_to)
        .order_by(_EVENT.c.position)
    )
    for (each,) in session.execute(hashes, execution_options={"yield_per": _BATCH}):
        events += 1
        running.update(f"\n{each}".encode())
    return _Stretch(events, running.hexdigest())
