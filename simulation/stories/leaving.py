"""What seldom happens: a child moves away, a child dies, a journey goes to another team."""

from __future__ import annotations

from datetime import timedelta

from casework.giving import Given
from journey.commands import departures
from journey.terms import DeathNotice
from simulation.world import Life, World


def moves_away(world: World, reference: str) -> Life:
    """Tell the other authority, and answer for the child until it has confirmed."""
    worker = world.worker_of(reference)
    if not world.case(reference).is_open:
        return
    given = world.give(
        departures.RecordMoveAway(
            to_authority="Elsewhere Council (invented)",
            moved_on=world.calendar.local_day(world.now),
            told="Their duty team, with the whole record.",
        ),
        worker,
        reference,
    )
    if not isinstance(given, Given):
        return
    yield world.at_work(timedelta(days=world.random.uniform(6, 14)))
    world.give(
        departures.RecordReceivingInConference(outcome="They made a plan of their own."),
        worker,
        reference,
    )
    yield world.at_work(timedelta(days=world.random.uniform(1, 8)))
    world.give(
        departures.ConfirmMove(in_writing="Letter of their duty manager."),
        world.somebody(world.staff.managers),
        reference,
    )


def dies(world: World, reference: str) -> Life:
    """Record a death, and notify those who review it."""
    manager = world.somebody(world.staff.managers)
    if not world.case(reference).is_open:
        return
    given = world.give(
        departures.RecordDeath(
            died_on=world.calendar.local_day(world.now),
            circumstances="After a long illness.",
            abuse_suspected=False,
        ),
        manager,
        reference,
    )
    if not isinstance(given, Given):
        return
    yield world.at_work(world.hours(20, 0.5))
    for to in DeathNotice:
        world.give(departures.NotifyDeath(to=to, how="by secure mail"), manager, reference)
