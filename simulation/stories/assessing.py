"""The assessment: allocated, made at the national pace, authorised."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from journey.care import LegalStatus
from journey.commands import outcomes, running
from journey.terms import Kind, Outcome
from simulation.figures import SHARES, national
from simulation.stories.coding import factors, find_the_number, primary_need
from simulation.stories.putting_right import decided
from simulation.stories.seeing import see
from simulation.stories.words import SERVICE, WHY, spoken_to
from simulation.world import Life, World


def assessment(world: World, reference: str, episode: str) -> Life:
    """Allocate and assess; then say what follows."""
    manager = world.somebody(world.staff.managers)
    prompt = world.chance(0.9)
    if world.case(reference).worker is None and (prompt or world.chance(0.7)):
        yield world.at_work(
            world.hours(7, 0.8) if prompt else timedelta(days=world.random.uniform(3, 15))
        )
        if not world.still(reference, episode):
            return
        world.give(
            running.Allocate(
                worker=world.somebody(world.staff.workers), talked_through="In the morning meeting."
            ),
            manager,
            reference,
        )
    days = _working_days(world)
    done = world.calendar.end_of_nth_day_after(world.now, days) - timedelta(hours=12)
    seen = world.at_work((done - world.now) * world.random.uniform(0.1, 0.4))
    yield seen
    if not world.still(reference, episode):
        return
    see(world, reference, "assessment")
    find_the_number(world, reference)
    yield world.at_work(max(done - world.now, timedelta(hours=1)))
    if not world.still(reference, episode):
        return
    outcome = _outcome(world, reference)
    ending = outcome is Outcome.NO_FURTHER_ACTION
    decided(
        world,
        reference,
        manager,
        outcomes.AuthoriseAssessment(
            outcome=outcome,
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=ending),
            service=SERVICE if outcome is Outcome.EARLY_HELP else None,
            legal_status=LegalStatus.ACCOMMODATED if outcome is Outcome.LOOKED_AFTER else None,
            factors=factors(world, reference, outcome),
            primary_need=primary_need(world, reference),
        ),
    )


def _outcome(world: World, reference: str) -> Outcome:
    """Return what follows; a child about whom a conference decides stays in need meanwhile."""
    case = world.case(reference)
    if case.open_episode(Kind.CONFERENCE) or case.open_episode(Kind.PLAN):
        return Outcome.CHILD_IN_NEED_PLAN
    return world.outcome(SHARES.after_assessment, otherwise=Outcome.NO_FURTHER_ACTION)


def _working_days(world: World) -> int:
    """Return how long an assessment takes, from the published quartiles."""
    quartiles = national()["assessment_working_days"]
    low, middle, high = (quartiles[k] for k in ("lower_quartile", "median", "upper_quartile"))
    draw = world.random.random()
    # Beyond the upper quartile time is made up on the last days before the limit of 45.
    points = ((0.0, 4.0), (0.25, low), (0.5, middle), (0.75, high), (0.86, 45.0), (1.0, 75.0))
    days = next(
        a[1] + (b[1] - a[1]) * (draw - a[0]) / (b[0] - a[0])
        for a, b in pairwise(points)
        if draw <= b[0]
    )
    return max(1, int(days))
