"""A meeting, from its date to its papers."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from datetime import date, datetime, time, timedelta

from casework.giving import Given
from journey.commands import meetings
from journey.people import Role
from journey.practice import SOCIAL_CARE
from journey.terms import MeetingKind, Paper, Presence
from simulation.world import Life, World

CONFERENCES = (MeetingKind.INITIAL_CONFERENCE, MeetingKind.REVIEW_CONFERENCE)
ALWAYS_THERE = 3
"""Social care, police and health come: without them there is no strategy discussion."""


def those_who_know(world: World, reference: str) -> tuple[str, ...]:
    """Return who is asked to a meeting: social care, police, health, and who knows the child."""
    case = world.case(reference)
    knowing = [r.agency for r in case.requests.values() if r.reply and not r.reply.nothing_known]
    if case.referrer_agency is not None:
        knowing.append(case.referrer_agency)
    return tuple(dict.fromkeys([SOCIAL_CARE, "police", "health", *knowing]))


def who_came(world: World, parties: Iterable[str]) -> tuple[meetings.Attendance, ...]:
    """Return who was there; one in five of those who need not be is kept away."""
    return tuple(
        meetings.Attendance(
            party=party,
            presence=Presence.APOLOGIES,
            why="Could not be freed; sent what they know.",
        )
        if number >= ALWAYS_THERE and world.chance(0.2)
        else meetings.Attendance(party=party, presence=Presence.ATTENDED)
        for number, party in enumerate(parties)
    )


def on_the_day(world: World, day: date) -> datetime:
    """Return an hour of a day, or of the next working day, at which people meet."""
    morning = world.calendar.at(day, time(9))
    if not world.calendar.is_open(morning):
        morning = world.calendar.next_opening(morning)
    return morning + timedelta(minutes=30 * world.random.randrange(1, 12))


def meet(
    world: World, reference: str, episode: str, kind: MeetingKind, begins_at: datetime
) -> Generator[datetime, None, bool]:
    """Plan a meeting, hold it, send its papers; return whether it was held."""
    worker = world.worker_of(reference)
    parties = those_who_know(world, reference)
    planned = world.give(
        meetings.PlanMeeting(kind=kind, begins_at=begins_at, invited=parties), worker, reference
    )
    if not isinstance(planned, Given):
        return False
    number = list(world.case(reference).meetings)[-1]
    if kind in CONFERENCES and world.chance(0.85):
        early = world.random.uniform(0.2, 0.6)
        yield world.at_work((begins_at - world.now) * (1 - early))
        if not _waits(world, reference, episode, number):
            return False
        world.give(
            meetings.ShareReport(meeting=number, how="Read through at home with the parents."),
            worker,
            reference,
        )
    if world.now < begins_at and world.chance(0.07):
        yield max(world.now, begins_at - timedelta(hours=20))
        if not _waits(world, reference, episode, number):
            return False
        begins_at = on_the_day(
            world, (begins_at + timedelta(days=world.random.randint(3, 14))).date()
        )
        world.give(
            meetings.RedateMeeting(
                meeting=number, begins_at=begins_at, reason="Too few could come."
            ),
            worker,
            reference,
        )
    yield max(world.now, begins_at)
    if not _waits(world, reference, episode, number):
        return False
    chair = world.somebody(world.staff.managers)
    held = world.give(
        meetings.HoldMeeting(
            kind=kind,
            meeting=number,
            attendance=who_came(world, parties),
            chair="The manager in the chair",
            chair_role=Role.MANAGER,
            face_to_face=True,
            childs_views="What the child wants the meeting to know was read out.",
        ),
        chair,
        reference,
    )
    if not isinstance(held, Given):
        return False
    world.begin(world.at_work(world.hours(6, 0.8)), papers(world, reference, number, parties))
    return True


def papers(world: World, reference: str, number: str, parties: tuple[str, ...]) -> Life:
    """Send the decisions, then the minutes, to everybody; most say that they have them."""
    kind = world.case(reference).meetings[number].kind
    coordinator = world.somebody(world.staff.coordinators)
    sent = (Paper.DECISIONS, Paper.MINUTES) if kind in CONFERENCES else (Paper.MINUTES,)
    for paper in sent:
        if not world.case(reference).is_open:
            return
        world.give(
            meetings.CirculatePaper(meeting=number, to=parties, how="by secure mail", paper=paper),
            coordinator,
            reference,
        )
        for party in parties:
            if world.chance(0.6):
                world.give(
                    meetings.RecordReceipt(meeting=number, party=party, paper=paper),
                    coordinator,
                    reference,
                )
        yield world.at_work(timedelta(days=world.random.uniform(3, 16)))


def _waits(world: World, reference: str, episode: str, number: str) -> bool:
    meeting = world.case(reference).meetings[number]
    return world.still(reference, episode) and meeting.held_at is None
