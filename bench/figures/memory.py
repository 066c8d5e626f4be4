"""Memory of `serve` in a hub of fifty thousand journeys, at work, without Prefect's own process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from bench.figure import Measured, scaled
from bench.filled import JOURNEYS, Filled, filled
from bench.hubs import BEGINS, hub_at
from bench.serving import Serving, serving
from casework.sweeping import due_now
from models.engines import WRITES
from tests.support.processes import wait_until

PAGES = ("/", "/api/board", "/api/stuck", "/api/due", "/api/alerts", "/api/journeys", "/healthz")
ROUNDS = 5
SWEPT = 200
"""How many journeys in research are swept; on each of them six rungs are due."""

NEXT_MORNING = BEGINS + timedelta(hours=23)


def measure(size: float) -> Iterator[Measured]:
    """Serve, sweep, read pages, give commands; the memory is looked at all the while."""
    with filled(scaled(JOURNEYS, size)) as database, tempfile.TemporaryDirectory() as folder:
        _let_only_some_be_due(database, scaled(SWEPT, size))
        with serving(database.url, Path(folder), now=NEXT_MORNING, prefect=True) as hub:
            at_start = hub.megabytes()
            seen = [at_start, *_work(hub, database)]
            wait_until(lambda: _swept(database), seconds=600, every=1)
            # What is asked for by and by is loaded by now: Prefect's client, for one.
            seen += _work(hub, database)
            processes = [" ".join(each.cmdline())[:60] for each in hub.ours()]
    yield Measured(
        figure="memory",
        what=f"`serve` without Prefect's process, {scaled(JOURNEYS, size):,} journeys",
        value=max(seen),
        target=250,
        unit="MB",
        details={
            "at start": round(at_start),
            "at the end": round(seen[-1]),
            "processes": processes,
        },
    )


def _work(serving: Serving, database: Filled) -> Iterator[float]:
    """Read pages and journeys and give commands; yield the memory after each."""
    references = islice(database.references["research"], 2 * ROUNDS * 10)
    for _ in range(ROUNDS):
        for page in PAGES:
            serving.client.get(page).raise_for_status()
            yield serving.megabytes()
        for reference in islice(references, 10):
            for path in (f"/journeys/{reference}", f"/api/journeys/{reference}"):
                serving.client.get(path).raise_for_status()
            overseen = {"summary": "Invented words about an invented child. " * 10}
            serving.client.post(
                f"/api/journeys/{reference}/record-oversight", json=overseen
            ).raise_for_status()
        yield serving.megabytes()
    time.sleep(1)


def _let_only_some_be_due(database: Filled, journeys: int) -> None:
    """Put off what would be due, but for some, and let Prefect know of the rest already."""
    kept = database.references["research"][:journeys]
    put_off = NEXT_MORNING + timedelta(days=1)
    with (
        hub_at(database.url) as hub,
        hub.store.engine.execution_options(**{WRITES: True}).begin() as connection,
    ):
        values = {"first": kept[0], "last": kept[-1]}
        connection.execute(
            text(
                "UPDATE obligation SET next_action_at = max(next_action_at, :later) "
                "WHERE reference NOT BETWEEN :first AND :last"
            ),
            {**values, "later": _microseconds(put_off)},
        )
        connection.execute(
            text(
                "UPDATE log_head SET tracked_version = version "
                "WHERE reference NOT BETWEEN :first AND :last"
            ),
            values,
        )


def _microseconds(instant: datetime) -> int:
    return int(instant.timestamp()) * 1_000_000


def _swept(database: Filled) -> bool:
    with hub_at(database.url) as hub:
        hub.clock = hub.settings.model_copy(update={"now": NEXT_MORNING}).clock()
        return not due_now(hub, 1)
