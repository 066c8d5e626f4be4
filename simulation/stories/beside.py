"""What may run beside a plan: the child missing, pre-proceedings, private fostering."""

from __future__ import annotations

from datetime import timedelta

from journey.commands import beside, missing
from journey.terms import Outcome
from simulation.stories.putting_right import decided
from simulation.stories.seeing import visit
from simulation.stories.words import WHY, spoken_to
from simulation.world import Life, World


def missing_life(world: World, reference: str, episode: str) -> Life:
    """Tell the police, find the child, and ask why, mostly within 72 hours."""
    worker = world.worker_of(reference)
    yield world.now + world.hours(1, 0.4)
    if not world.still(reference, episode):
        return
    world.give(missing.TellPoliceMissing(), worker, reference)
    yield world.now + world.hours(16, 0.9)
    if not world.still(reference, episode):
        return
    world.give(missing.RecordReturn(found="Came back by bus."), worker, reference)
    yield world.at_work(world.hours(40, 0.6))
    if not world.still(reference, episode):
        return
    accepted = world.chance(0.7)
    world.give(
        missing.RecordReturnInterview(
            accepted=accepted,
            interviewer="The return worker",
            independent=True,
            why_declined=None if accepted else "Did not want to talk.",
            said="Told in the child's own way." if accepted else None,
            push="Quarrels." if accepted else None,
            pull="Friends." if accepted else None,
        ),
        worker,
        reference,
    )


def pre_proceedings(world: World, reference: str, episode: str) -> Life:
    """Send the letter, review, and end inside sixteen weeks, mostly."""
    manager = world.somebody(world.staff.managers)
    yield world.at_work(world.hours(50, 0.5))
    if not world.still(reference, episode):
        return
    world.give(beside.SendLetterBeforeProceedings(how="by hand"), manager, reference)
    for _ in range(2):
        yield world.at_work(timedelta(days=world.random.uniform(28, 42)))
        if not world.still(reference, episode):
            return
        world.give(beside.ReviewPreProceedings(progress="Some of it is done."), manager, reference)
    yield world.at_work(timedelta(days=world.random.uniform(5, 40)))
    if not world.still(reference, episode):
        return
    outcome = world.outcome(
        {Outcome.STEPPED_DOWN: 0.45, Outcome.PROCEEDINGS_ISSUED: 0.4},
        otherwise=Outcome.NO_FURTHER_ACTION,
    )
    decided(
        world,
        reference,
        manager,
        beside.EndPreProceedings(
            outcome=outcome,
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=False),
        ),
    )


def private_fostering(world: World, reference: str, episode: str) -> Life:
    """Visit, first within seven working days, then every six weeks; it ends some day."""
    days = 7.0
    for _ in range(world.random.randint(1, 6)):
        yield world.at_work(timedelta(days=days * world.random.uniform(0.6, 1.1)))
        if not world.still(reference, episode):
            return
        visit(world, reference)
        days = 40.0
    world.give(
        beside.EndPrivateFostering(reason="Went back to the parents."),
        world.worker_of(reference),
        reference,
    )
