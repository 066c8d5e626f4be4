"""From the instant at which a rung is due until its chase is committed, with a real clock.

A served hub on which two hundred rungs fall due within a minute.  Another process looks every
few milliseconds which of them are on the record, so what is measured includes the commit, and
ends only when others can see it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bench.copying import copy
from bench.figure import Measured, percentile, scaled
from bench.hubs import hub_at
from bench.journeys import IN_RESEARCH, lead
from bench.serving import serving
from casework.clock import SystemClock
from casework.hub import Hub
from models.engines import WRITES
from tests.support.processes import wait_until

DUE = 200
WITHIN = timedelta(minutes=1)
GET_READY = timedelta(seconds=15)
PREFECT_STARTS = timedelta(seconds=60)
CHASE = 3
"""The rung of `research_amber` that falls at the due instant."""
LOOK_EVERY_SECONDS = 0.01


def measure(size: float) -> Iterator[Measured]:
    """Measure with and without Prefect at work beside the clock."""
    for prefect in (False, True):
        late = _late(scaled(DUE, size), prefect=prefect)
        yield Measured(
            figure="alerts",
            what=f"from due to committed, {len(late)} in a minute, {_beside(prefect=prefect)}, p99",
            value=percentile(late, 0.99),
            target=2,
            unit="s",
            details={"median s": round(percentile(late, 0.5), 3), "slowest s": round(max(late), 3)},
        )


def _beside(*, prefect: bool) -> str:
    return "with Prefect" if prefect else "no Prefect"


def _late(due: int, *, prefect: bool) -> list[float]:
    """Return how many seconds late each rung was."""
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'hub.sqlite'}"
        clock = SystemClock()
        with hub_at(url) as hub:
            copies = copy(hub, {lead(hub, IN_RESEARCH.commands): due}, series="TL24")
            (references,) = copies.values()
            ready = GET_READY + (PREFECT_STARTS if prefect else timedelta())
            _put_off(hub, clock.now() + timedelta(days=1))
            with serving(url, Path(folder), now=None, prefect=prefect):
                first = clock.now() + ready
                apart = WITHIN / due
                at = {each: first + number * apart for number, each in enumerate(references)}
                _let_be_due(hub, at)
                return _wait(hub, at, clock)


def _put_off(hub: Hub, until: datetime) -> None:
    with hub.store.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(
            text("UPDATE obligation SET next_action_at = :until"),
            {"until": _microseconds(until)},
        )
        connection.execute(text("UPDATE log_head SET tracked_version = version"))


def _let_be_due(hub: Hub, at: dict[str, datetime]) -> None:
    """Have each journey's first open request be overdue, and so chased, from its instant on."""
    with hub.store.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(
            text(
                "UPDATE obligation SET next_rung = :chase, starts_at = :at - :day, due_at = :at, "
                "next_action_at = :at WHERE id = (SELECT min(id) FROM obligation "
                "WHERE reference = :reference AND kind = 'research-reply' AND state = 'open')"
            ),
            [
                {
                    "reference": reference,
                    "at": _microseconds(instant),
                    "chase": CHASE,
                    "day": 86_400_000_000,
                }
                for reference, instant in at.items()
            ],
        )


def _wait(hub: Hub, at: dict[str, datetime], clock: SystemClock) -> list[float]:
    """Wait until every rung is on the record; return how late each was seen there."""
    seen: dict[str, datetime] = {}
    position = _newest(hub)
    last = max(at.values())

    def all_are_there() -> bool:
        nonlocal position
        with hub.store.engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT position, reference FROM journey_event "
                    "WHERE position > :after AND type = 'RungClimbed'"
                ),
                {"after": position},
            ).all()
        now = clock.now()
        for found, reference in rows:
            position = max(position, found)
            seen.setdefault(reference, now)
        return len(seen) == len(at)

    time.sleep(max(0.0, (min(at.values()) - clock.now()).total_seconds() - 1))
    left = (last - clock.now()).total_seconds()
    wait_until(all_are_there, seconds=left + 120, every=LOOK_EVERY_SECONDS)
    return [(seen[reference] - instant).total_seconds() for reference, instant in at.items()]


def _newest(hub: Hub) -> int:
    with hub.store.engine.connect() as connection:
        found: int = connection.execute(
            text("SELECT max(position) FROM journey_event")
        ).scalar_one()
    return found


def _microseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1_000_000)
