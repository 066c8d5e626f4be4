"""Actions of a plan: each with an owner and a date, chased, rolled over, done or dropped."""

from datetime import UTC

import pytest

from journey.commands import plans, running
from journey.events.running import RungClimbed
from journey.terms import Guard, Kind, MeetingKind, ObligationState, Outcome, PlanKind, Progress
from tests.support.cases import (
    ALLOCATED,
    CONTACT,
    DOWN,
    HELPED,
    PLANNED,
    PROTECT,
    PROTECTED,
    REVIEWED,
    agree,
    at,
    by,
    conclude,
    done,
    go_on,
    hold,
    play,
    protect_anew,
    refused,
    review,
    write_up,
)
from tests.support.rulebook import london

pytestmark = pytest.mark.shows("P5")
REVIEW = hold(MeetingKind.REVIEW_CONFERENCE)
MET = hold(MeetingKind.CHILD_IN_NEED_REVIEW)
DROPPED = plans.DropPlanAction(action="PA1", reason="the mother found help herself")
END = conclude(Kind.PLAN, Outcome.NO_FURTHER_ACTION)


def roll_over(day, action="PA1"):
    return running.MoveDueDate(
        obligation=f"plan-action:{action}", due_at=london(day).astimezone(UTC), reason="no time"
    )


def told(played, label):
    """Who was told on each rung of an obligation that has been climbed so far."""
    owed = played.owed(label)
    climbed = [r.event for r in played.log if isinstance(r.event, RungClimbed)]
    return [
        (each.action.value, [notice.to for notice in each.notices])
        for each in climbed
        if each.obligation == owed.id and not each.overtaken
    ]


def test_an_action_is_owed_by_its_owner_by_its_own_date():
    played = play(HELPED, ALLOCATED, agree("2025-10-01"))
    owed = played.owed("plan-action:PA1")
    assert (owed.owed_by, owed.due_at) == ("worker:carla", london("2025-10-01"))
    assert played.case.plans.outcomes["W1"].wanted == "the child is fed every day"


@pytest.mark.parametrize(
    ("owner", "party"),
    [
        ({"owner": "worker"}, "worker:carla"),
        ({"owner": "team"}, "team:mash"),
        ({"owner": "health"}, "agency:health"),
        ({"member": "Invented Father"}, "worker:carla"),
    ],
)
def test_whoever_owns_an_action_is_the_one_who_is_reminded(owner, party):
    played = play(HELPED, ALLOCATED, agree(**owner))
    assert played.owed("plan-action:PA1").owed_by == party


def test_what_one_of_the_family_does_says_who_and_goes_to_the_next_worker():
    played = play(HELPED, ALLOCATED, agree(member="Invented Father"))
    action = played.case.plans.actions["PA1"]
    assert (action.owner, action.member) == ("family", 2)
    go_on(played, running.Allocate(worker="cyril", talked_through="yes"))
    assert played.owed("plan-action:PA1").owed_by == "worker:cyril"


def test_a_partner_that_owns_an_action_is_asked_reminded_and_chased_with_its_deputy():
    played = play(HELPED, ALLOCATED, agree("2025-09-16", owner="police"), at("2025-10-15"))
    assert told(played, "plan-action:PA1") == [
        ("ask", ["agency:police"]),
        ("remind", ["agency:police"]),
        ("remind", ["agency:police"]),
        ("chase", ["agency:police", "agency:police-duty", "worker:carla"]),
        ("chase", ["agency:police", "agency:police-duty", "team:mash"]),
        ("escalate", ["agency-manager:police", "manager:mash"]),
        ("escalate", ["senior-manager:mash"]),
    ]


def test_an_overdue_action_of_the_worker_goes_up_to_the_manager():
    played = play(HELPED, ALLOCATED, agree("2025-09-16"), at("2025-09-24"))
    assert told(played, "plan-action:PA1")[-2:] == [
        ("chase", ["worker:carla"]),
        ("escalate", ["manager:mash"]),
    ]


def test_a_second_action_can_serve_the_same_outcome():
    played = play(HELPED, agree(), agree(outcome="W1", owner="school"))
    assert [each.outcome for each in played.case.plans.actions.values()] == ["W1", "W1"]
    assert played.owing[-2:] == ["plan-action:PA1", "plan-action:PA2"]


def test_an_action_that_is_done_says_what_difference_it_made_and_is_owed_no_more():
    played = play(HELPED, agree(), done())
    assert played.owed("plan-action:PA1").state is ObligationState.MET
    assert played.case.plans.actions["PA1"].difference == "breakfast every day"


def test_an_action_that_is_done_late_counts_as_late():
    played = play(HELPED, agree("2025-09-16"), at("2025-09-20"), done())
    assert played.owed("plan-action:PA1").state is ObligationState.LATE_MET


def test_an_action_is_dropped_by_a_manager_with_the_reason_and_never_waived():
    played = play(HELPED, agree())
    assert refused(played, by("carla", DROPPED)).code is Guard.NOT_QUALIFIED
    waive = running.WaiveObligation(obligation="plan-action:PA1", reason="no time")
    assert refused(played, waive).needs == ("drop-plan-action: PA1",)
    go_on(played, DROPPED)
    assert played.owed("plan-action:PA1").state is ObligationState.CANCELLED
    assert played.case.plans.actions["PA1"].why_dropped == "the mother found help herself"


def test_an_action_that_is_rolled_over_keeps_its_first_date_and_counts_how_often():
    played = play(HELPED, agree("2025-10-01"), roll_over("2025-10-15"), roll_over("2025-11-01"))
    owed = played.owed("plan-action:PA1")
    assert (owed.first_due_at, owed.due_at, owed.moves) == (
        london("2025-10-01"),
        london("2025-11-01"),
        2,
    )


def test_a_plan_does_not_end_with_actions_undone():
    played = play(HELPED, PLANNED, MET, REVIEWED)
    refusal = refused(played, END)
    assert refusal.code is Guard.OPEN_QUESTIONS
    assert refusal.needs == ("complete-plan-action or drop-plan-action: PA1",)
    assert go_on(played, DROPPED, END).open_kinds == ["closure"]


def test_a_journey_does_not_close_with_actions_undone():
    played = play(HELPED, PLANNED)
    needs = refused(played, running.Close(reason="enough")).needs
    assert "complete-plan-action or drop-plan-action: PA1" in needs


def test_stepped_down_the_plan_hands_its_undone_actions_on_with_their_dates():
    played = play(PROTECTED, PLANNED, roll_over("2025-11-01"), REVIEW)
    go_on(
        played,
        review(Progress.IMPROVED, continues=False),
        conclude(Kind.PLAN, Outcome.STEPPED_DOWN),
    )
    plan = played.case.open_episode(Kind.PLAN)
    action = played.case.plans.actions["PA1"]
    assert plan.plan is PlanKind.CHILD_IN_NEED
    assert (action.episode, action.agreed_in) == (plan.id, "E7")
    assert played.case.plans.outcomes["W1"].episode == plan.id
    owed = played.owed("plan-action:PA1")
    assert (owed.is_open, owed.moves, owed.first_due_at) == (True, 1, london("2025-10-01"))
    assert go_on(played, done()).owed("plan-action:PA1").state is ObligationState.MET


def test_a_protection_plan_takes_over_what_the_child_in_need_plan_left_undone():
    played = play(HELPED, PLANNED, protect_anew(), PROTECT)
    plan = played.case.open_episode(Kind.PLAN)
    assert plan.plan is PlanKind.PROTECTION
    assert played.case.plans.actions["PA1"].episode == plan.id


def test_what_was_reached_and_done_stays_with_the_plan_that_did_it():
    played = play(DOWN)
    assert played.case.plans.outcomes["W1"].episode == "E7"
    played = play(HELPED, PLANNED, done(), protect_anew(), PROTECT)
    assert played.case.plans.actions["PA1"].episode == "E4"


def test_an_action_needs_an_open_plan():
    refusal = refused(play(CONTACT), agree())
    assert (refusal.code, refusal.needs) == (Guard.NOT_NOW, ("a decision that opens a plan",))


@pytest.mark.parametrize(
    ("given", "need"),
    [
        ({"owner": "nobody"}, "owner: one of worker, team"),
        ({"owner": None}, "owner"),
        ({"owner": "worker", "member": "Invented Father"}, "owner"),
        ({"member": "Somebody Else"}, "add-family-member"),
        ({"wanted": None}, "outcome"),
        ({"outcome": "W9"}, "outcome: one of none"),
        ({"outcome": "W1", "wanted": "another"}, "outcome"),
        ({"due": "2025-09-01"}, "due_at: an instant to come"),
    ],
)
def test_an_action_names_one_owner_one_outcome_and_a_day_to_come(given, need):
    refusal = refused(play(HELPED), agree(**given))
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert refusal.needs[0].startswith(need)


def test_an_action_is_finished_once_and_not_before_it_was_agreed():
    played = play(HELPED, at("2025-09-10"), agree())
    early = done(at=london("2025-09-09").astimezone(UTC))
    assert refused(played, early).needs == ("at: an instant from 2025-09-10T09:00:00+00:00 on",)
    go_on(played, done())
    assert refused(played, done()).needs == ("one of: none",)
    assert refused(played, DROPPED).needs == ("one of: none",)


def test_the_family_of_an_action_may_speak_for_itself_in_the_pro_forma():
    written = play(HELPED, write_up("plan")).case.form("E4", "plan")
    assert {"childs-views", "familys-views", "contingency", "visits"} <= set(written)
