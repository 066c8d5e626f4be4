"""Doing what a refusal names, so that a decision or the closure can follow."""

from __future__ import annotations

from journey.commands import Command, decisions, departures, meetings, plans, record
from journey.commands.contact import ConsiderNewInformation
from journey.refusals import Refused
from journey.terms import Disposal, Guard, Paper
from simulation.stories.meeting import CONFERENCES
from simulation.world import World


def decided(world: World, reference: str, by: str, command: Command) -> bool:
    """Give a decision; where open questions refuse it, settle them and give it once more."""
    given = world.give(command, by, reference)
    if isinstance(given, Refused) and given.code is Guard.OPEN_QUESTIONS:
        put_right(world, reference, by)
        given = world.give(command, by, reference)
    return not isinstance(given, Refused)


def put_right(world: World, reference: str, manager: str) -> None:
    """Settle whatever is open on a journey, one thing after the other."""
    case = world.case(reference)
    asked: list[Command] = [
        record.DisposeOfConcern(
            concern=concern.id, disposal=Disposal.UNKNOWN, reason="Could not be established."
        )
        for concern in case.open_concerns()
    ]
    asked += [
        record.ResolveContradiction(contradiction=doubt.id, resolution="The first account holds.")
        for doubt in case.contradictions.values()
        if doubt.is_open
    ]
    asked += [
        record.SettleAssumption(assumption=doubt.id, evidence="Seen on a visit.")
        for doubt in case.assumptions.values()
        if doubt.is_open
    ]
    asked += [
        plans.DropPlanAction(action=action.id, reason="No longer needed.")
        for action in case.plans.open_actions()
    ]
    asked += [
        meetings.CallOffMeeting(meeting=meeting.id, reason="There is nothing left to meet about.")
        for meeting in case.meetings.values()
        if meeting.is_waiting
    ]
    for owed in case.open_obligations():
        if owed.kind == "late-reply-review":
            asked.append(
                decisions.ReviewLateReply(agency=owed.subject, keeps=True, reason="Read; it fits.")
            )
        elif owed.kind == "consider-new-information":
            asked.append(
                ConsiderNewInformation(joined=owed.subject, what_follows="Taken into the work.")
            )
    if case.departures.open_transfer() is not None:
        asked.append(departures.AcceptTransfer(talked_through="In the weekly meeting."))
    for command in asked:
        world.give(command, manager, reference)
    _papers(world, reference)


def tell_everybody(world: World, reference: str, manager: str) -> None:
    """Tell the referrer and the parents, where nobody has."""
    case = world.case(reference)
    if case.referrer_told is None:
        world.give(record.TellReferrer(how="letter"), manager, reference)
    if case.parents_told is None:
        world.give(record.TellParents(how="letter"), manager, reference)


def _papers(world: World, reference: str) -> None:
    """Send round the papers that somebody still waits for."""
    case = world.case(reference)
    for meeting in case.meetings.values():
        owed = [o for o in case.open_obligations() if o.about == meeting.id and o.subject]
        if meeting.held_at is None or not owed:
            continue
        for paper in (
            (Paper.DECISIONS, Paper.MINUTES) if meeting.kind in CONFERENCES else (Paper.MINUTES,)
        ):
            world.give(
                meetings.CirculatePaper(
                    meeting=meeting.id, to=meeting.owed_papers, how="by letter", paper=paper
                ),
                world.somebody(world.staff.coordinators),
                reference,
            )
