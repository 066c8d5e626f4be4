"""Plans, and what keeps them alive: visits, core groups, reviews; and how they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from journey.care import LegalStatus
from journey.commands import beside, missing, outcomes, practice
from journey.terms import Kind, MeetingKind, Outcome, PlanKind
from simulation.figures import SHARES
from simulation.stories.acting import agree, review, settle
from simulation.stories.care import into_care
from simulation.stories.leaving import dies, moves_away
from simulation.stories.meeting import meet, on_the_day
from simulation.stories.putting_right import decided
from simulation.stories.seeing import visit
from simulation.stories.words import SERVICE, WHY, spoken_to
from simulation.world import Life, World

REVIEW = {
    PlanKind.PROTECTION: MeetingKind.REVIEW_CONFERENCE,
    PlanKind.CHILD_IN_NEED: MeetingKind.CHILD_IN_NEED_REVIEW,
}


def plan(world: World, reference: str, episode: str) -> Life:
    """Follow a plan until a review ends it."""
    kind = world.case(reference).episodes[episode].plan or PlanKind.CHILD_IN_NEED
    world.begin(world.now, agree(world, reference, episode))
    world.begin(world.now, _visits(world, reference, episode, kind))
    world.begin(world.now, _new_harm(world, reference, episode))
    if kind is PlanKind.PROTECTION:
        world.begin(world.now, _core_groups(world, reference, episode))
    protected = kind is PlanKind.PROTECTION
    ends = SHARES.plan_ends_at_review if protected else SHARES.help_ends_at_review
    number = 0
    while world.still(reference, episode):
        # The first child in need meeting makes the plan; it ends at one of the later ones.
        if protected:
            wait = timedelta(days=91 if number == 0 else 182)
        else:
            wait = timedelta(days=13 if number == 0 else 91)
        yield world.at_work(wait * 0.8)
        if not world.still(reference, episode):
            return
        begins_at = on_the_day(world, (world.now + wait * world.random.uniform(0.1, 0.19)).date())
        held = yield from meet(
            world, reference, episode, REVIEW[kind], max(begins_at, world.at_work(wait * 0.02))
        )
        if not held:
            continue
        review(world, reference, episode)
        number += 1
        turn = number - 1 if protected else number - 2
        if turn >= 0 and world.chance(ends[min(turn, len(ends) - 1)]):
            yield world.at_work(world.hours(20, 0.5))
            _end(world, reference, episode, kind)


def _end(world: World, reference: str, episode: str, kind: PlanKind) -> None:
    """End a plan after its review; the clock goes on where that is refused."""
    if not world.still(reference, episode):
        return
    protected = kind is PlanKind.PROTECTION
    settle(world, reference, episode)
    outcome = (
        world.outcome(SHARES.after_protection, otherwise=Outcome.STEPPED_DOWN)
        if protected
        else world.outcome(SHARES.after_help, otherwise=Outcome.NO_FURTHER_ACTION)
    )
    decided(
        world,
        reference,
        world.somebody(world.staff.managers),
        outcomes.EndPlan(
            outcome=outcome,
            rationale=WHY,
            concerns=spoken_to(
                world,
                reference,
                dispose=outcome not in (Outcome.STEPPED_DOWN, Outcome.LOOKED_AFTER),
            ),
            service=SERVICE if outcome is Outcome.EARLY_HELP else None,
            legal_status=LegalStatus.ACCOMMODATED if outcome is Outcome.LOOKED_AFTER else None,
        ),
    )


def _visits(world: World, reference: str, episode: str, kind: PlanKind) -> Life:
    """See the child at the plan's interval; now and then a visit is late."""
    days = 12.5 if kind is PlanKind.PROTECTION else 25
    while True:
        late = world.random.uniform(1.1, 1.8) if world.chance(0.08) else 1.0
        yield world.at_work(timedelta(days=days * world.random.uniform(0.7, 1.0) * late))
        if not world.still(reference, episode):
            return
        visit(world, reference)


def _core_groups(world: World, reference: str, episode: str) -> Life:
    """Meet as core group: the first within ten working days, then every six weeks."""
    days = 12.0
    while world.still(reference, episode):
        yield world.at_work(timedelta(days=days * 0.7))
        if not world.still(reference, episode):
            return
        begins_at = on_the_day(
            world, (world.now + timedelta(days=days * world.random.uniform(0.05, 0.25))).date()
        )
        begins_at = max(begins_at, world.at_work(timedelta(hours=3)))
        yield from meet(world, reference, episode, MeetingKind.CORE_GROUP, begins_at)
        days = 40.0


def _new_harm(world: World, reference: str, episode: str) -> Life:
    """Now and then something happens while the plan is open."""
    while True:
        yield world.at_work(timedelta(days=30))
        if not world.still(reference, episode):
            return
        for share, happens in SELDOM:
            if world.chance(share):
                happens(world, reference)


def _harmed(world: World, reference: str) -> None:
    if world.case(reference).open_episode(Kind.STRATEGY_DISCUSSION) is None:
        world.give(
            practice.StartStrategyDiscussion(reason="Something new was seen this week."),
            world.worker_of(reference),
            reference,
        )


def _missed(world: World, reference: str) -> None:
    if world.case(reference).open_episode(Kind.MISSING) is None:
        world.give(
            missing.ReportMissing(circumstances="Not home at midnight."),
            world.worker_of(reference),
            reference,
        )


def _proceed(world: World, reference: str) -> None:
    if world.case(reference).open_episode(Kind.PRE_PROCEEDINGS) is None:
        world.give(
            beside.EnterPreProceedings(reason="Little has changed for the child."),
            world.somebody(world.staff.managers),
            reference,
        )


def _fostered(world: World, reference: str) -> None:
    if world.case(reference).open_episode(Kind.PRIVATE_FOSTERING) is None:
        world.give(
            beside.NotifyPrivateFostering(
                carer="A friend of the mother (invented)", since=world.now
            ),
            world.worker_of(reference),
            reference,
        )


SELDOM: tuple[tuple[float, Callable[[World, str], None]], ...] = (
    (SHARES.new_harm_a_month, _harmed),
    (0.010, _missed),
    (0.012, _proceed),
    (0.002, _fostered),
    (0.004, into_care),
    (0.004, lambda world, reference: world.begin(world.now, moves_away(world, reference))),
    (0.0005, lambda world, reference: world.begin(world.now, dies(world, reference))),
)
"""What may happen to a child on a plan, by its share a month; no figure is published."""
