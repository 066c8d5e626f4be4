"""A manager's monthly oversight of every open journey, and supervision of its worker."""

from __future__ import annotations

from datetime import timedelta

from journey.commands.record import RecordOversight, RecordSupervision
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
        if world.case(reference).worker is not None and world.chance(5 / 6):
            world.give(
                RecordSupervision(
                    reflection="What the child's day is like, and what we do not know.",
                    nothing_agreed="The plan stands.",
                ),
                world.somebody(world.staff.managers),
                reference,
            )
