"""A manager's monthly oversight of every open journey."""

from __future__ import annotations

from datetime import timedelta

from journey.commands.record import RecordOversight
from simulation.world import Life, World


def oversight(world: World, reference: str) -> Life:
    """Oversee about once a month; one time in six nobody does."""
    while True:
        yield world.at_work(timedelta(days=world.random.uniform(22, 31)))
        if not world.case(reference).is_open:
            return
        if world.chance(5 / 6):
            world.give(
                RecordOversight(summary="Read; the next step and its date agreed."),
                world.somebody(world.staff.managers),
                reference,
            )
