"""The initial conference."""

from __future__ import annotations

from journey.commands import outcomes
from journey.terms import AbuseCategory, MeetingKind, Outcome
from simulation.figures import SHARES, national
from simulation.stories.meeting import meet, on_the_day
from simulation.stories.putting_right import decided
from simulation.stories.words import WHY, spoken_to
from simulation.world import Life, World

CATEGORIES = {
    AbuseCategory.NEGLECT: "neglect",
    AbuseCategory.EMOTIONAL: "emotional",
    AbuseCategory.PHYSICAL: "physical",
    AbuseCategory.SEXUAL: "sexual",
    AbuseCategory.MULTIPLE: "multiple",
}


def conference(world: World, reference: str, episode: str) -> Life:
    """Call the conference, mostly inside its limit, hold it, and record what it decided."""
    yield world.at_work(world.hours(3))
    if not world.still(reference, episode):
        return
    limit = next(
        (
            owed.due_at
            for owed in world.case(reference).open_obligations()
            if owed.kind == "initial-conference"
        ),
        None,
    )
    late = not world.chance(0.84)  # some are moved as well: 79.7 in a hundred come out in time
    last = world.calendar.local_day(limit) if limit else world.calendar.local_day(world.now)
    before = world.calendar.nth_day_before(last, world.random.randint(1, 3))
    day = (
        world.calendar.local_day(
            world.calendar.end_of_nth_day_after(limit or world.now, world.random.randint(1, 12))
        )
        if late
        else before
    )
    begins_at = on_the_day(world, day)
    if begins_at <= world.now:
        begins_at = world.at_work(world.hours(20, 0.3))
    while world.still(reference, episode):
        held = yield from meet(world, reference, episode, MeetingKind.INITIAL_CONFERENCE, begins_at)
        if held:
            break
        begins_at = world.at_work(world.hours(60, 0.4))
    yield world.at_work(world.hours(2, 0.6))
    if not world.still(reference, episode):
        return
    outcome = world.outcome(SHARES.after_conference, otherwise=Outcome.PROTECTION_PLAN)
    decided(
        world,
        reference,
        world.somebody(world.staff.managers),
        outcomes.DecideAtConference(
            outcome=outcome,
            category=_category(world) if outcome is Outcome.PROTECTION_PLAN else None,
            rationale=WHY,
            concerns=spoken_to(world, reference, dispose=outcome is Outcome.NO_PLAN),
        ),
    )


def _category(world: World) -> AbuseCategory:
    percent = national()["plan_category_percent"]
    return world.random.choices(list(CATEGORIES), [percent[name] for name in CATEGORIES.values()])[
        0
    ]
