"""A referral: held now and then, and decided."""

from __future__ import annotations

from datetime import timedelta

from journey.commands import decisions, running
from journey.terms import Outcome, Rating, ResearchScope
from simulation.figures import SHARES, national
from simulation.stories.coding import primary_need
from simulation.stories.words import SERVICE, WHY, spoken_to
from simulation.world import Life, World


def referral(world: World, reference: str, episode: str) -> Life:
    """Decide the referral within some hours."""
    yield world.at_work(world.hours(3, 0.8))
    manager = world.somebody(world.staff.managers)
    if not world.still(reference, episode):
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
    outcome = world.outcome(
        {
            Outcome.NO_FURTHER_ACTION: national()["referral_no_further_action_percent"] / 100,
            Outcome.RESEARCH: SHARES.referrals_researched,
            Outcome.STRATEGY_DISCUSSION: SHARES.referrals_straight_to_strategy,
            Outcome.EARLY_HELP: SHARES.referrals_to_early_help,
        },
        otherwise=Outcome.ASSESSMENT,
    )
    researched = outcome is Outcome.RESEARCH
    world.give(
        decisions.DecideReferral(
            outcome=outcome,
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=outcome is Outcome.NO_FURTHER_ACTION),
            scope=world.random.choices(tuple(ResearchScope), (2, 45, 53))[0]
            if researched
            else None,
            scope_reason="As much as the concerns call for." if researched else None,
            rating=world.random.choices(tuple(Rating), (12, 58, 30))[0] if researched else None,
            service=SERVICE if outcome is Outcome.EARLY_HELP else None,
            primary_need=None
            if outcome is Outcome.NO_FURTHER_ACTION
            else primary_need(world, reference),
        ),
        manager,
        reference,
    )
