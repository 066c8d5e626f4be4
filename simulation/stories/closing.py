"""Telling the referrer and the parents, and closing."""

from __future__ import annotations

from casework.giving import Given
from journey.commands import record, running
from simulation.stories.coding import closure_reason
from simulation.stories.putting_right import put_right, tell_everybody
from simulation.world import Life, World

TRIES = 5
"""How often a manager comes back to a journey that could not be closed."""


def tell(world: World, reference: str) -> Life:
    """Tell the referrer and the parents, mostly; one in eight referrers is forgotten."""
    if world.chance(0.88):
        mailed = world.case(reference).referrer
        world.give(
            record.TellReferrer(send=True)
            if mailed and mailed.email
            else record.TellReferrer(why_not="No address is known."),
            world.somebody(world.staff.coordinators),
            reference,
        )
    yield world.at_work(world.hours(5))
    if world.chance(0.9):
        world.give(
            record.TellParents(how="telephone call", wording="What we will do, and why.")
            if world.chance(0.85)
            else record.TellParents(why_not="It would put the child at risk."),
            world.somebody(world.staff.workers),
            reference,
        )


def closure(world: World, reference: str, episode: str) -> Life:
    """Tell, then close; where it is refused, put right what is missing, sooner or later."""
    manager = world.somebody(world.staff.managers)
    yield world.at_work(world.hours(5))
    yield from tell(world, reference)
    yield world.at_work(world.hours(9, 0.9))
    for _ in range(TRIES):
        if not world.still(reference, episode):
            return
        closed = world.give(
            running.Close(
                reason="Nothing further for this hub.",
                closure_reason=closure_reason(world, reference),
            ),
            manager,
            reference,
        )
        if isinstance(closed, Given):
            return
        yield world.at_work(world.hours(40, 0.9))
        if world.chance(0.8):  # now and then somebody only means to
            put_right(world, reference, manager)
            tell_everybody(world, reference, manager)
