"""Leases and heartbeats: only one clock acts at a time, and everybody sees that one does.

A lease keeps two clocks from doing the same work twice over.  It need not keep them apart at
any price: climbing a rung and delivering a notice are each harmless to repeat.
"""

from __future__ import annotations

from datetime import timedelta

from casework.hub import Hub
from models.queries import leases

CLOCK = "clock"
"""The name of the clock's lease and heartbeat."""

SILENT_AFTER = timedelta(minutes=2)
"""Without a heartbeat for so long, the clock counts as stopped: pages and health check say so."""


def acquire(hub: Hub, name: str, holder: str, ttl: timedelta) -> bool:
    """Take a lease, or renew one's own, until *ttl* from now; False while another has it."""
    now = hub.clock.now()
    with hub.store.write() as session:
        return leases.take(session, name=name, holder=holder, now=now, until=now + ttl)


def renew(hub: Hub, name: str, holder: str, ttl: timedelta) -> bool:
    """Renew one's own lease; False where another took it after it had run out."""
    return acquire(hub, name, holder, ttl)


def release(hub: Hub, name: str, holder: str) -> None:
    """Give the lease back, so that the next need not wait until it runs out."""
    with hub.store.write() as session:
        leases.give_back(session, name=name, holder=holder)


def holder_of(hub: Hub, name: str) -> str | None:
    """Return who holds a lease now."""
    with hub.store.read() as session:
        return leases.holder(session, name, now=hub.clock.now())


def heartbeat(hub: Hub, holder: str, name: str = CLOCK) -> None:
    """Note that whoever does the clock's work is alive."""
    with hub.store.write() as session:
        leases.beat(session, name=name, holder=holder, now=hub.clock.now())


def clock_age(hub: Hub, name: str = CLOCK) -> timedelta | None:
    """Return how long ago the clock was last alive; None if it never was."""
    with hub.store.read() as session:
        last = leases.last_beat(session, name)
    # Another machine's time may be a little ahead of ours.
    return None if last is None else max(hub.clock.now() - last, timedelta())


def clock_is_silent(hub: Hub) -> bool:
    """Return whether nobody has done the clock's work for too long."""
    age = clock_age(hub)
    return age is None or age >= SILENT_AFTER
