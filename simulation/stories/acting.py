"""What a plan wants, who does what about it, and what its reviews find."""

from __future__ import annotations

from datetime import timedelta

from journey.case import Obligation
from journey.commands import plans, running
from journey.guards.plans import PLAN, REVIEW
from journey.plans import PLAN_ACTION
from journey.terms import Progress
from simulation.stories.seeing import written_up
from simulation.world import Life, World

WANTED = (
    ("Goes to school every day, fed and rested.", "Breakfast and bed at agreed times."),
    ("Is safe at home in the evenings.", "Nobody who frightens the child stays overnight."),
    ("Is seen by a doctor and a dentist.", "Book both and go together."),
    ("Has somebody of the family to talk to.", "A weekly afternoon with the grandparents."),
)

FOUND = {
    Progress.IMPROVED: 50,
    Progress.NO_CHANGE: 22,
    Progress.WORSE: 6,
    Progress.ACHIEVED: 22,
}


def agree(world: World, reference: str, episode: str) -> Life:
    """Write the plan up and agree who does what by when."""
    yield world.at_work(world.hours(30, 0.6))
    if not world.still(reference, episode):
        return
    worker = world.worker_of(reference)
    world.give(written_up(world, PLAN), worker, reference)
    knowing = [
        request.agency
        for request in world.case(reference).requests.values()
        if request.reply and not request.reply.nothing_known
    ]
    for wanted, action in world.random.sample(WANTED, world.random.randint(1, 3)):
        owner = world.random.choice(knowing) if knowing and world.chance(0.4) else "worker"
        world.give(
            plans.AddPlanAction(
                action=action,
                wanted=wanted,
                owner=owner,
                due_at=world.now + timedelta(days=world.random.randint(14, 70)),
            ),
            worker,
            reference,
        )
        number = list(world.case(reference).plans.actions)[-1]
        world.begin(world.now, _act(world, reference, number))


def _act(world: World, reference: str, number: str) -> Life:
    """Do it, mostly in time; now and then it is put off, or nobody does it."""
    if world.chance(0.12):
        return
    while (owed := _owed(world, reference, number)) is not None:
        ahead = (owed.due_at - world.now) * world.random.uniform(0.5, 1.15)
        yield world.at_work(max(ahead, timedelta(hours=2)))
        owed = _owed(world, reference, number)
        if owed is None:
            return
        if not world.chance(0.15):
            break
        world.give(
            running.MoveDueDate(
                obligation=owed.label,
                due_at=max(owed.due_at, world.now) + timedelta(days=world.random.randint(7, 28)),
                reason="Not done yet; agreed again with the family.",
            ),
            world.somebody(world.staff.managers),
            reference,
        )
    world.give(
        plans.CompletePlanAction(
            action=number, done="Done as agreed.", difference="It shows at home and at school."
        ),
        world.worker_of(reference),
        reference,
    )


def _owed(world: World, reference: str, number: str) -> Obligation | None:
    owing = world.case(reference).open_obligations()
    return next((o for o in owing if o.kind == PLAN_ACTION and o.subject == number), None)


def review(world: World, reference: str, episode: str) -> None:
    """Say what the review found of each outcome that is still to be reached."""
    if not world.still(reference, episode):
        return
    worker = world.worker_of(reference)
    for form in (PLAN, REVIEW):
        world.give(written_up(world, form), worker, reference)
    world.give(
        plans.ReviewPlan(
            progress=tuple(
                plans.OutcomeReviewed(
                    outcome=outcome.id,
                    progress=world.random.choices(list(FOUND), list(FOUND.values()))[0],
                    what="As the family and the school tell it.",
                )
                for outcome in world.case(reference).plans.open_outcomes(episode)
            ),
            continues=True,
            reason="There is more to do.",
        ),
        worker,
        reference,
    )


def settle(world: World, reference: str, episode: str) -> None:
    """Finish or drop what is left of a plan that is about to end."""
    manager = world.somebody(world.staff.managers)
    for action in list(world.case(reference).plans.open_actions(episode)):
        world.give(
            plans.DropPlanAction(action=action.id, reason="No longer needed."), manager, reference
        )
