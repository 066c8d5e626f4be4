"""The hand-off to early help, and what became of it."""

from __future__ import annotations

from datetime import timedelta

from journey.commands import running
from simulation.world import Life, World


def hand_off(world: World, reference: str, episode: str) -> Life:
    """Hand off to early help: confirmed, silent, or bounced."""
    yield world.at_work(timedelta(days=world.random.uniform(2, 16)))
    if not world.still(reference, episode):
        return
    coordinator = world.somebody(world.staff.coordinators)
    draw = world.random.random()
    if draw < 0.10:
        return  # never heard of again: the clock will say so
    if draw < 0.17:
        world.give(
            running.BounceHandOff(reason="No worker can be given to the family."),
            coordinator,
            reference,
        )
        return
    world.give(running.ConfirmHandOff(began="First visit made."), coordinator, reference)
    yield world.at_work(timedelta(days=world.random.uniform(60, 100)))
    if world.still(reference, episode):
        world.give(
            running.RecordImpact(
                difference=world.random.choice(tuple(running.Difference)),
                summary="Heard from the family worker.",
            ),
            coordinator,
            reference,
        )
