"""Reading and folding one journey of two hundred events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from bench.figure import Measured
from bench.hubs import BEGINS, new_hub, set_clock
from bench.journeys import IN_RESEARCH, lead
from casework.hub import Hub
from casework.sweeping import climb, due_now
from journey.evolve import fold
from models import log

EVENTS = 200
TIMES = 100


def measure(size: float) -> Iterator[Measured]:
    """Replay a research that nobody answers: every rung of its ladders is an event."""
    del size  # it is promised for this one journey
    with new_hub("SQLite") as hub:
        reference = never_answered(hub)
        took = []
        for _ in range(TIMES):
            with hub.store.read() as session:
                began = time.perf_counter()
                case = fold(log.load(session, reference))
                took.append(time.perf_counter() - began)
            assert case.version == EVENTS, f"the journey is at version {case.version}"
    yield Measured(
        figure="replay",
        what=f"replay of one journey of {EVENTS} events",
        value=median(took) * 1000,
        target=10,
        unit="ms",
        details={"slowest ms": round(max(took) * 1000, 2)},
    )


def never_answered(hub: Hub) -> str:
    """Return a journey in research on which days went by until it had enough events."""
    reference = lead(hub, IN_RESEARCH.commands)
    with hub.store.read() as session:
        missing = EVENTS - len(log.load(session, reference))
    days = 0
    while missing:
        days += 1
        set_clock(hub, BEGINS + timedelta(days=days))
        while missing and (due := due_now(hub, 1)):
            missing -= climb(hub, due[0].obligation, due[0].rung)
    return reference
