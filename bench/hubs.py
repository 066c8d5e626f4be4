"""Hubs to measure on: real databases, thrown away afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from casework.clock import Clock, VirtualClock
from casework.hub import Hub, open_hub
from casework.settings import Environment, Settings
from tests.support.databases import PostgresDatabases
from tests.support.postgres import cluster

BEGINS = datetime(2025, 9, 2, 9, tzinfo=UTC)
"""A Tuesday, at ten by the hub's clock on the wall."""

# PostgreSQL as it comes: a commit is on the disk when it is reported.  But for the memory, which
# every installation sets.
AS_INSTALLED = {"max_connections": 100, "shared_buffers": "256MB"}

DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Give the address of an empty database of one of `DATABASES`."""
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        if kind == "SQLite":
            yield f"sqlite:///{Path(folder) / 'hub.sqlite'}"
            return
        with cluster(AS_INSTALLED) as address, PostgresDatabases(address).unmigrated() as url:
            yield url


@contextmanager
def hub_at(url: str, clock: Clock | None = None) -> Iterator[Hub]:
    """Give a hub on a database, with a clock that stands at `BEGINS`."""
    hub = open_hub(
        Settings(env=Environment.TEST, database_url=url), clock=clock or VirtualClock(BEGINS)
    )
    try:
        yield hub
    finally:
        hub.store.close()


@contextmanager
def new_hub(kind: str) -> Iterator[Hub]:
    """Give a hub on an empty database."""
    with database(kind) as url, hub_at(url) as hub:
        yield hub


def set_clock(hub: Hub, instant: datetime) -> None:
    """Move the clock of a hub for measuring on to *instant*."""
    if not isinstance(hub.clock, VirtualClock):
        raise TypeError("this hub's clock runs by itself")
    hub.clock.set(instant)
