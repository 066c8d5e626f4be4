"""How partner agencies answer."""

from __future__ import annotations

from datetime import timedelta

from journey.commands import decisions, research
from simulation.figures import answering
from simulation.world import Life, World


def reply(world: World, reference: str, agency: str) -> Life:
    """Answer a request as agencies of this kind do: in time, late, after the fact, or never."""
    habits = answering(world.hub.rules().agency(agency).kind)
    if world.chance(habits.never):
        return
    if world.chance(0.05):
        yield world.at_work(world.hours(2))
        world.give(
            research.RequestMoreTime(
                until=world.now + timedelta(days=2), reason="The file is in another office."
            ),
            agency,
            reference,
        )
        if world.chance(0.8):
            yield world.at_work(world.hours(3))
            world.give(
                research.AnswerMoreTime(
                    agency=agency, granted=world.chance(0.7), reason="Answered on the day."
                ),
                world.somebody(world.staff.coordinators),
                reference,
            )
    elif world.chance(0.015):
        yield world.at_work(world.hours(2))
        world.give(
            research.DisputeRequest(reason="This family is not known to be in our area."),
            agency,
            reference,
        )
        yield world.at_work(world.hours(4))
        world.give(
            research.AnswerDispute(
                agency=agency, upheld=world.chance(0.4), reason="Checked with the address."
            ),
            world.somebody(world.staff.managers),
            reference,
        )
    late = timedelta(days=world.random.uniform(3, 12))
    wait = late if world.chance(habits.late_after_decision) else None
    yield world.at_work(wait or world.hours(habits.hours, habits.spread))
    world.give(
        _reply(world, nothing=world.chance(habits.nothing_known), full=habits.full),
        agency,
        reference,
    )
    yield world.at_work(world.hours(6))
    owed = [o for o in world.case(reference).open_obligations() if o.kind == "late-reply-review"]
    if owed and world.chance(0.85):
        world.give(
            decisions.ReviewLateReply(
                agency=agency, keeps=world.chance(0.92), reason="Read with the whole record."
            ),
            world.somebody(world.staff.managers),
            reference,
        )


def _reply(world: World, *, nothing: bool, full: float) -> research.ReplyToResearch:
    if nothing:
        return research.ReplyToResearch(nothing_known=True)
    whole = world.chance(full)
    return research.ReplyToResearch(
        why_involved="Known since last year.",
        risks="Two call-outs, no injury." if whole or world.chance(0.6) else None,
        actions="Visited and wrote to the family." if whole or world.chance(0.6) else None,
        difference="Quieter for some weeks." if whole else None,
        everyday_life="In school most days, tired on Mondays." if whole else None,
        opinion="The family would take help." if world.chance(0.3) else None,
    )
