"""Rungs climbed in a second by an untracked sweep over thousands that are due."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.copying import copy
from bench.figure import Measured, scaled
from bench.hubs import DATABASES, new_hub
from bench.journeys import IN_RESEARCH, a_day_later, lead
from casework.hub import Hub
from casework.sweeping import due_now, sweep

DUE = 5_000


def fill(hub: Hub, due: int) -> int:
    """Fill a hub with journeys in research and stop when *due* rungs are due; return how many."""
    original = lead(hub, IN_RESEARCH.commands)
    a_day_later(hub)
    each = len(due_now(hub))
    copy(hub, {original: -(-due // each) - 1}, series="TL24")
    return len(due_now(hub, limit=2 * due + each))


def measure(size: float) -> Iterator[Measured]:
    """Sweep each database once."""
    for kind in DATABASES:
        with new_hub(kind) as hub:
            due = fill(hub, scaled(DUE, size))
            began = time.perf_counter()
            swept = sweep(hub)
            took = time.perf_counter() - began
            if (swept.acted, swept.failed) != (due, 0):
                raise AssertionError(f"{due} rungs were due, and it came to {swept}")
        yield Measured(
            figure="sweep",
            what=f"sweep, {due:,} due, {kind}, untracked",
            value=due / took,
            target=400,
            unit="a second",
            at_least=True,
            details={"due": due, "seconds": round(took, 2)},
        )
