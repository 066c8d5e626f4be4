"""Reading and folding one journey of two hundred events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from bench.figure import Measured
from bench.hubs import BEGINS, new_hub, set_clock
from bench.journeys import IN_RESEARCH, lead
from casework.sweeping import sweep
from journey.evolve import fold
from models import log

EVENTS = 200
TIMES = 100


def measure(size: float) -> Iterator[Measured]:
    """Replay a research that nobody answers: every rung of its ladders is an event."""
    del size  # it is promised for this one journey
    with new_hub("SQLite") as hub:
        reference = lead(hub, IN_RESEARCH.commands)
        days = version = 0
        while version < EVENTS:
            days += 1
            set_clock(hub, BEGINS + timedelta(days=days))
            sweep(hub)
            with hub.store.read() as session:
                version = len(log.load(session, reference))
        took = []
        for _ in range(TIMES):
            with hub.store.read() as session:
                began = time.perf_counter()
                events = log.load(session, reference, version=EVENTS)
                case = fold(events)
                took.append(time.perf_counter() - began)
            if case.version != EVENTS:
                raise AssertionError(f"the journey is at version {case.version}")
    yield Measured(
        figure="replay",
        what=f"replay of one journey of {EVENTS} events",
        value=median(took) * 1000,
        target=10,
        unit="ms",
        details={"slowest ms": round(max(took) * 1000, 2)},
    )
