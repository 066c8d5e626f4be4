"""Deciding a referral, and going on as decided."""

from __future__ import annotations

from datetime import timedelta

from journey.commands import decisions, running
from journey.terms import Kind, Outcome
from simulation.figures import national
from simulation.inventing import Invented
from simulation.stories.closing import close
from simulation.stories.onward import assessment, strategy
from simulation.stories.research import ask_partners
from simulation.stories.words import WHY, spoken_to
from simulation.world import Life, World


def referral(world: World, reference: str, invented: Invented) -> Life:
    """Decide the referral, and go on as decided."""
    manager = world.somebody(world.staff.managers)
    if world.case(reference).open_episode(Kind.REFERRAL) is None:
        return
    if world.chance(0.02):
        world.give(
            running.Hold(
                until=world.now + timedelta(days=world.random.randint(2, 8)),
                reason="Waiting for the parent to come home.",
            ),
            manager,
            reference,
        )
        yield world.at_work(timedelta(days=world.random.randint(1, 14)))
        world.give(running.Resume(reason="The parent is back."), manager, reference)
    draw = world.random.random() * 100
    no_action = national()["referral_no_further_action_percent"]
    if draw < no_action:
        world.give(_decided(world, reference, Outcome.NO_FURTHER_ACTION), manager, reference)
        yield from close(world, reference, manager)
    elif draw < no_action + 72:  # assumed: no figure is published for how many are researched
        yield from ask_partners(world, reference, manager, invented)
    elif draw < no_action + 76:
        world.give(_decided(world, reference, Outcome.STRATEGY_DISCUSSION), manager, reference)
        yield from strategy(world, reference)
    else:
        world.give(_decided(world, reference, Outcome.ASSESSMENT), manager, reference)
        yield from assessment(world, reference)


def _decided(world: World, reference: str, outcome: Outcome) -> decisions.DecideReferral:
    ending = outcome is Outcome.NO_FURTHER_ACTION
    return decisions.DecideReferral(
        outcome=outcome, rationale=WHY, concerns=spoken_to(world, reference, dispose=ending)
    )
