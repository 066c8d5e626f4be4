"""What is shown of plans, and that the lists find what the journey says."""

from datetime import UTC

import pytest
from pydantic_core import to_jsonable_python

from casework import asking
from journey.commands import running
from journey.terms import MeetingKind, Outcome, PlanKind, Progress
from tests.support.cases import (
    ALLOCATED,
    DOWN,
    HELPED,
    PLANNED,
    PROTECTED,
    agree,
    at,
    done,
    hold,
    review,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import MONA, tell, whole

GROUP = hold(MeetingKind.CORE_GROUP)


def roll_over(day):
    return running.MoveDueDate(
        obligation="plan-action:PA1", due_at=london(day).astimezone(UTC), reason="no time"
    )


@pytest.mark.shows("P5")
def test_a_plan_is_shown_with_what_it_wants_who_does_what_and_what_reviews_found(hub):
    story = tell(
        hub,
        *(PROTECTED, ALLOCATED, PLANNED, agree(owner="police", outcome="W1"), done("PA2")),
        *(agree(member="Invented Father"), roll_over("2025-10-15")),
        *(GROUP, review(Progress.IMPROVED, Progress.NO_CHANGE), at("2025-10-20")),
    )
    [plan] = asking.show(hub, MONA, story.reference).plans
    assert (plan.kind, plan.category, plan.open) == (PlanKind.PROTECTION, "PHY", True)
    assert plan.sections["contingency"] == "written up"
    assert [(each.id, each.wanted) for each in plan.wants] == [
        ("W1", "the child is fed every day"),
        ("W2", "the child is fed every day"),
    ]
    assert plan.wants[1].progress[0].progress == "no-change"
    assert [
        (each.id, each.owner, each.owner_name, each.owed_by, each.state, each.standing, each.moves)
        for each in plan.actions
    ] == [
        ("PA1", "worker", None, "worker:carla", "open", "overdue", 1),
        ("PA2", "agency:police", "Fernleigh Police", "agency:police", "done", "met", 0),
        ("PA3", "family", "Invented Father", "worker:carla", "open", "overdue", 0),
    ]
    assert plan.actions[0].first_due_at == london("2025-10-01")
    assert [(each.meeting, each.continues) for each in plan.reviews] == [("M3", True)]
    shown = to_jsonable_python(asking.show(hub, MONA, story.reference))
    assert shown["plans"][0]["actions"][1]["difference"] == "breakfast every day"


def test_what_was_carried_over_stands_in_the_new_plan_and_says_so(hub):
    story = tell(hub, DOWN)
    first, second = asking.show(hub, MONA, story.reference).plans
    assert (first.outcome, second.kind) == (Outcome.STEPPED_DOWN, PlanKind.CHILD_IN_NEED)
    assert first.actions == ()
    assert [(each.id, each.carried_over) for each in second.actions] == [("PA1", True)]


def test_a_plan_that_drifts_is_found_from_rows_as_from_the_log(hub):
    stuck = (GROUP, review(Progress.NO_CHANGE), GROUP, review(Progress.WORSE))
    by_reviews = tell(hub, PROTECTED, ALLOCATED, PLANNED, stuck).reference
    by_moves = tell(
        hub, HELPED, ALLOCATED, PLANNED, roll_over("2025-10-15"), roll_over("2025-11-15")
    ).reference
    found = {line.reference: line.sentence for line in asking.stuck(hub, MONA, finding="drifting")}
    assert set(found) == {by_reviews, by_moves}
    assert found[by_moves].endswith("goes nowhere: action PA1 was put off twice.")
    assert whole(hub)
