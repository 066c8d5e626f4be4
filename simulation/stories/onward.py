"""What follows the hub: strategy discussion, assessment, and the hand-off to early help."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta
from itertools import pairwise

from journey.commands import meetings, outcomes, practice, running
from journey.people import Role
from journey.terms import Kind, MeetingKind, Outcome, Presence
from simulation.figures import national
from simulation.stories.closing import close
from simulation.stories.words import WHY, spoken_to
from simulation.world import Life, World


def strategy(world: World, reference: str) -> Life:
    """Hold the strategy discussion, mostly within a day."""
    yield world.at_work(world.hours(9, 0.6))
    manager = world.somebody(world.staff.managers)
    if world.case(reference).open_episode(Kind.STRATEGY_DISCUSSION) is None:
        return
    _discuss(world, reference, manager)
    enquire = world.chance(0.5)
    if enquire:
        _direct(world, reference, manager)
    yield world.at_work(world.hours(2, 0.5))
    world.give(
        outcomes.DecideAfterStrategyDiscussion(
            outcome=Outcome.ENQUIRY if enquire else Outcome.ASSESSMENT,
            joint=world.chance(0.4) if enquire else None,
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=False),
        ),
        manager,
        reference,
    )
    if enquire:
        yield from _enquire(world, reference, manager)
    yield from assessment(world, reference)


def _enquire(world: World, reference: str, manager: str) -> Life:
    """See the child within the day, mostly; then say what the enquiry found."""
    yield world.at_work(world.hours(8, 0.7))
    _see(world, reference, manager, "enquiry")
    yield world.at_work(timedelta(days=world.random.uniform(5, 18)))
    if world.case(reference).open_episode(Kind.ENQUIRY) is None:
        return
    world.give(
        outcomes.DecideAfterEnquiry(
            outcome=Outcome.ASSESSMENT,
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=False),
        ),
        manager,
        reference,
    )


def _see(world: World, reference: str, manager: str, form: str) -> None:
    """See the child and each parent, and write up what was found."""
    case = world.case(reference)
    alone = world.chance(0.8)
    for member in case.family:
        told = world.chance(0.9)
        world.give(
            practice.RecordParent(
                member=member.name,
                told=told,
                seen=told,
                why_not_told=None if told else "Could not be found.",
                why_not_seen=None if told else "Could not be found.",
            ),
            manager,
            reference,
        )
    world.give(
        practice.RecordVisit(
            seen=True,
            seen_alone=alone,
            announced=world.chance(0.7),
            why_not_alone=None if alone else "Too young to be seen alone.",
            views="Told in the child's own way.",
        ),
        manager,
        reference,
    )
    world.give(_written_up(world, form), manager, reference)


def _written_up(world: World, form: str) -> meetings.FillProForma:
    """Write every section of a pro forma."""
    sections = world.hub.rules().in_force(world.now).pro_formas[form].sections
    return meetings.FillProForma(
        form=form,
        sections=tuple(
            meetings.SectionFilled(section=section.key, text="As it was found.")
            for section in sections
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
    case = world.case(reference)
    knowing = [r.agency for r in case.requests.values() if r.reply and not r.reply.nothing_known]
    parties = dict.fromkeys(["social-care", "police", "health", *knowing])
    if case.referrer_agency is not None:
        parties[case.referrer_agency] = None
    absent = {party for party in list(parties)[3:] if world.chance(0.2)}
    world.give(
        meetings.HoldMeeting(
            kind=MeetingKind.STRATEGY_DISCUSSION,
            attendance=tuple(
                meetings.Attendance(
                    party=party,
                    presence=Presence.ABSENT if party in absent else Presence.ATTENDED,
                    why="Could not be freed; sent what they know." if party in absent else None,
                )
                for party in parties
            ),
            chair="The manager on duty",
            chair_role=Role.MANAGER,
            face_to_face=world.chance(0.3),
            why_not_face_to_face="It could not wait for a room.",
        ),
        manager,
        reference,
    )
    world.give(_written_up(world, "strategy-discussion"), manager, reference)
    world.give(
        meetings.CirculatePaper(to=tuple(parties), how="by secure mail"),
        world.somebody(world.staff.coordinators),
        reference,
    )


def assessment(world: World, reference: str) -> Life:
    """Allocate and assess, at the national pace; then close, or hand on to early help."""
    manager = world.somebody(world.staff.managers)
    prompt = world.chance(0.9)
    if prompt or world.chance(0.7):
        yield world.at_work(
            world.hours(7, 0.8) if prompt else timedelta(days=world.random.uniform(3, 15))
        )
        world.give(
            running.Allocate(
                worker=world.somebody(world.staff.workers), talked_through="In the morning meeting."
            ),
            manager,
            reference,
        )
    quartiles = national()["assessment_working_days"]
    low, middle, high = (quartiles[k] for k in ("lower_quartile", "median", "upper_quartile"))
    draw = world.random.random()
    points = ((0.0, 4.0), (0.25, low), (0.5, middle), (0.75, high), (1.0, high * 1.5))
    days = next(
        a[1] + (b[1] - a[1]) * (draw - a[0]) / (b[0] - a[0])
        for a, b in pairwise(points)
        if draw <= b[0]
    )
    yield world.at_work(
        world.calendar.end_of_nth_day_after(world.now, max(1, int(days))) - world.now
    )
    if world.case(reference).open_episode(Kind.ASSESSMENT) is None:
        return
    not_in_need = national()["assessed_not_in_need_percent"] / 100
    if not world.chance(not_in_need + 0.2):
        return  # goes on to a plan, which the journey will follow from the next version on
    _see(world, reference, manager, "assessment")
    world.give(
        outcomes.AuthoriseAssessment(
            outcome=Outcome.NO_FURTHER_ACTION,
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=True),
        ),
        manager,
        reference,
    )
    yield from close(world, reference, manager)


def hand_off(world: World, reference: str, manager: str) -> Generator[datetime, None, bool]:
    """Hand off to early help: confirmed, silent, or bounced; return whether it was bounced."""
    yield world.at_work(timedelta(days=world.random.uniform(2, 16)))
    coordinator = world.somebody(world.staff.coordinators)
    draw = world.random.random()
    if draw < 0.10:
        return False  # never heard of again: the clock will say so
    if draw < 0.17:
        world.give(
            running.BounceHandOff(reason="No worker can be given to the family."),
            coordinator,
            reference,
        )
        yield world.at_work(world.hours(5))
        return True
    world.give(running.ConfirmHandOff(began="First visit made."), coordinator, reference)
    yield world.at_work(timedelta(days=world.random.uniform(60, 100)))
    world.give(
        running.RecordImpact(
            difference=world.random.choice(tuple(running.Difference)),
            summary="Heard from the family worker.",
        ),
        coordinator,
        reference,
    )
    yield from close(world, reference, manager)
    return False
