"""What one due rung costs with a million obligations open, against ten thousand.

Both hubs hold the same rungs that are due.  They are climbed in turns, some here and some
there, so that whatever else the machine does falls on both alike.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from sqlalchemy import text

from bench.copying import OWED_ONLY, copy
from bench.figure import Measured, scaled
from bench.hubs import DATABASES, new_hub
from bench.journeys import IN_RESEARCH, a_day_later, lead
from casework.hub import Hub
from casework.sweeping import climb, due_now

FEW, MANY = 10_000, 1_000_000
TURNS, IN_A_TURN = 20, 100


def fill(hub: Hub, open_obligations: int) -> None:
    """Fill a hub with rungs due for all turns, and the rest of the obligations in flight."""
    original = lead(hub, IN_RESEARCH.commands)
    each = _open(hub)
    a_day_later(hub)
    copies = -(-TURNS * IN_A_TURN // len(due_now(hub)))
    copy(hub, {original: copies - 1}, series="TL24")
    in_flight = (open_obligations - _open(hub)) // each
    copy(hub, {original: in_flight}, series="TL23", tables=OWED_ONLY, not_due=True)


def _open(hub: Hub) -> int:
    with hub.store.engine.connect() as connection:
        counted = connection.execute(text("SELECT count(*) FROM obligation WHERE state = 'open'"))
        found: int = counted.scalar_one()
    return found


def take_a_turn(hub: Hub) -> float:
    """Climb some of what is due, and return how many seconds each took."""
    began = time.perf_counter()
    climbed = sum(climb(hub, due.obligation, due.rung) for due in due_now(hub, IN_A_TURN))
    took = time.perf_counter() - began
    if climbed != IN_A_TURN:
        raise AssertionError(f"{climbed} rungs were climbed, not {IN_A_TURN}")
    return took / climbed


def measure(size: float) -> Iterator[Measured]:
    """Compare the two on each database."""
    for kind in DATABASES:
        with ExitStack() as open_hubs:
            few, many = (open_hubs.enter_context(new_hub(kind)) for _ in range(2))
            fill(few, scaled(FEW, min(1, size * 10)))
            fill(many, scaled(MANY, size))
            counts = _open(few), _open(many)
            turns = [(take_a_turn(few), take_a_turn(many)) for _ in range(TURNS)]
        at_few, at_many = (median(seconds) for seconds in zip(*turns, strict=True))
        yield Measured(
            figure="in_flight",
            what=f"cost of a due rung, {counts[1]:,} open to {counts[0]:,}, {kind}",
            value=at_many / at_few,
            target=1.3,
            unit="times",
            details={
                "milliseconds at few": round(at_few * 1000, 3),
                "milliseconds at many": round(at_many * 1000, 3),
            },
        )
