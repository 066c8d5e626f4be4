"""The strategy discussion, and the enquiry that may follow it."""

from __future__ import annotations

from datetime import timedelta

from journey.commands import meetings, outcomes, practice
from journey.people import Role
from journey.terms import MeetingKind, Outcome
from simulation.figures import SHARES
from simulation.stories.meeting import those_who_know, who_came
from simulation.stories.putting_right import decided
from simulation.stories.seeing import see, written_up
from simulation.stories.words import WHY, spoken_to
from simulation.world import Life, World


def strategy(world: World, reference: str, episode: str) -> Life:
    """Hold the strategy discussion, mostly within a day, and decide."""
    yield world.at_work(world.hours(9, 0.6))
    if not world.still(reference, episode):
        return
    manager = world.somebody(world.staff.managers)
    _discuss(world, reference, manager)
    outcome = world.outcome(SHARES.after_strategy, otherwise=Outcome.ASSESSMENT)
    if outcome is Outcome.ENQUIRY:
        _direct(world, reference, manager)
    yield world.at_work(world.hours(2, 0.5))
    if not world.still(reference, episode):
        return
    decided(
        world,
        reference,
        manager,
        outcomes.DecideAfterStrategyDiscussion(
            outcome=outcome,
            joint=world.chance(0.4) if outcome is Outcome.ENQUIRY else None,
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=outcome is Outcome.NO_FURTHER_ACTION),
        ),
    )


def enquiry(world: World, reference: str, episode: str) -> Life:
    """See the child within the day, mostly; then say what the enquiry found."""
    yield world.at_work(world.hours(8, 0.7))
    if not world.still(reference, episode):
        return
    see(world, reference, "enquiry")
    yield world.at_work(timedelta(days=world.random.uniform(4, 9)))
    if not world.still(reference, episode):
        return
    decided(
        world,
        reference,
        world.somebody(world.staff.managers),
        outcomes.DecideAfterEnquiry(
            outcome=world.outcome(SHARES.after_enquiry, otherwise=Outcome.ASSESSMENT),
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=False),
        ),
    )


def _direct(world: World, reference: str, manager: str) -> None:
    """Say who sees whom, how and by when."""
    direction = practice.Direction(
        who="The duty social worker",
        sees="The child",
        how="At school, alone",
        by=world.now + timedelta(hours=24),
    )
    world.give(practice.GiveDirections(directions=(direction,)), manager, reference)


def _discuss(world: World, reference: str, manager: str) -> None:
    """Hold the discussion with everybody who knows the child, write it up, send the minutes."""
    parties = those_who_know(world, reference)
    world.give(
        meetings.HoldMeeting(
            kind=MeetingKind.STRATEGY_DISCUSSION,
            attendance=who_came(world, parties),
            chair="The manager on duty",
            chair_role=Role.MANAGER,
            face_to_face=world.chance(0.3),
            why_not_face_to_face="It could not wait for a room.",
        ),
        manager,
        reference,
    )
    world.give(written_up(world, "strategy-discussion"), manager, reference)
    world.give(
        meetings.CirculatePaper(to=parties, how="by secure mail"),
        world.somebody(world.staff.coordinators),
        reference,
    )
