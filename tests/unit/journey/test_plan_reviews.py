"""Reviews of a plan against each outcome wanted, and a plan that goes nowhere."""

from datetime import UTC

import pytest

from journey.commands import meetings, plans, running
from journey.diagnosis import all_findings
from journey.terms import Finding, Guard, Kind, MeetingKind, ObligationState, Outcome, Progress
from tests.support.cases import (
    HELPED,
    PLANNED,
    PROTECTED,
    REVIEWED,
    agree,
    at,
    conclude,
    done,
    go_on,
    hold,
    play,
    refused,
    review,
    write_up,
)
from tests.support.rulebook import RULEBOOK, london

pytestmark = pytest.mark.shows("P5", "P8")
GROUP = hold(MeetingKind.CORE_GROUP)
MET = hold(MeetingKind.CHILD_IN_NEED_REVIEW)
REVIEW = hold(MeetingKind.REVIEW_CONFERENCE)
END = conclude(Kind.PLAN, Outcome.NO_FURTHER_ACTION)


def drift(played):
    found = all_findings(played.case, now=played.now, rulebook=RULEBOOK)
    return [each for each in found if each.finding is Finding.DRIFTING]


def roll_over(day, action="PA1"):
    return running.MoveDueDate(
        obligation=f"plan-action:{action}", due_at=london(day).astimezone(UTC), reason="no time"
    )


def test_a_review_is_refused_until_plan_and_review_are_written_up():
    played = play(HELPED, MET)
    refusal = refused(played, review(Progress.IMPROVED)[1])
    assert refusal.code is Guard.NOT_WRITTEN_UP
    assert refusal.needs == (
        "fill-pro-forma plan: outcomes-wanted",
        "fill-pro-forma plan: contingency",
        "fill-pro-forma plan: visits",
        "fill-pro-forma plan: childs-views",
        "fill-pro-forma plan: familys-views",
        "fill-pro-forma review: progress",
        "fill-pro-forma review: drift",
        "fill-pro-forma review: childs-views",
        "add-plan-action: what is to be different for the child, who does what",
    )


def test_a_review_speaks_of_each_outcome_that_the_plan_wants():
    played = play(HELPED, PLANNED, agree(), MET, write_up("review"))
    half = plans.ReviewPlan(
        progress=(plans.OutcomeReviewed(outcome="W1", progress=Progress.WORSE, what="hungrier"),),
        continues=True,
        reason="it has only begun",
    )
    assert refused(played, half).needs == ("progress against outcome W2",)
    strange = review(Progress.WORSE, Progress.WORSE, Progress.WORSE)[1]
    assert refused(played, strange).needs[0].startswith("outcome: one of W1, W2")
    twice = plans.ReviewPlan(progress=half.progress * 2, continues=True, reason="twice")
    assert refused(played, twice).code is Guard.UNKNOWN_SUBJECT


def test_a_plan_that_was_reviewed_and_goes_on_says_so_and_why():
    played = play(HELPED, PLANNED, MET, review(Progress.IMPROVED))
    [found] = played.case.plans.reviews
    assert (found.continues, found.kind) == (True, MeetingKind.CHILD_IN_NEED_REVIEW)
    assert found.progress[0].progress is Progress.IMPROVED
    assert found.said[0].what == "as it was seen"
    assert found.sections["childs-views"] == "written up"
    assert played.open_kinds == ["plan"]


def test_what_a_review_found_is_owed_within_five_working_days_of_it():
    played = play(HELPED, PLANNED, MET)
    assert played.owed("plan-review:M1").due_at == london("2025-09-10", "00:00")
    go_on(played, review(Progress.IMPROVED))
    assert played.owed("plan-review:M1").state is ObligationState.MET


def test_a_core_group_may_review_the_plan_and_its_minutes_are_owed():
    played = play(PROTECTED, PLANNED, GROUP, review(Progress.NO_CHANGE))
    assert played.case.plans.reviews[0].kind is MeetingKind.CORE_GROUP
    go_on(played, meetings.CirculatePaper(to=("police",), how="by mail"))
    assert played.owed("core-group-minutes:M3").state is ObligationState.MET


def test_each_review_is_written_up_anew_and_each_meeting_reviews_once():
    played = play(PROTECTED, PLANNED, GROUP, review(Progress.IMPROVED))
    again = review(Progress.IMPROVED, meeting="M3")[1]
    assert refused(played, again).code is Guard.NOT_NOW
    go_on(played, GROUP)
    assert refused(played, review(Progress.IMPROVED)[1]).code is Guard.NOT_WRITTEN_UP
    go_on(played, review(Progress.IMPROVED))
    assert [each.meeting for each in played.case.plans.reviews] == ["M3", "M4"]


def test_an_outcome_that_was_achieved_is_asked_about_no_more():
    played = play(PROTECTED, PLANNED, GROUP, review(Progress.ACHIEVED), GROUP, review())
    assert played.case.plans.outcomes["W1"].achieved_at == london("2025-09-02")
    assert refused(played, agree(outcome="W1")).code is Guard.UNKNOWN_SUBJECT


def test_a_plan_ends_only_when_its_last_review_is_on_the_record():
    played = play(HELPED, PLANNED, done(), MET)
    refusal = refused(played, END)
    assert refusal.code is Guard.NOT_WRITTEN_UP
    assert refusal.needs == ("review-plan: progress against each outcome wanted, at meeting M1",)
    go_on(played, REVIEWED, END)
    assert played.open_kinds == ["closure"]


def test_a_review_that_finds_the_plan_can_end_warns_that_it_goes_on_until_then():
    played = play(HELPED, PLANNED, MET, REVIEWED)
    assert played.warnings == ("The plan goes on until somebody ends it with end-plan.",)


def test_a_plan_without_a_review_held_cannot_be_reviewed():
    refusal = refused(play(HELPED, PLANNED), review(Progress.WORSE)[1])
    assert (refusal.code, refusal.needs) == (
        Guard.NOT_NOW,
        ("hold-meeting: a review or a core group of this plan",),
    )


# Drift (requirement P5)


def test_an_action_put_off_once_is_no_drift_and_three_times_is_named():
    played = play(HELPED, PLANNED, roll_over("2025-10-15"))
    assert drift(played) == []
    go_on(played, roll_over("2025-11-01"), roll_over("2025-11-15"))
    [found] = drift(played)
    assert found.sentence == (
        "The child in need plan, open since Tuesday 2 September 2025, 10am, goes nowhere: "
        "action PA1 was put off 3 times."
    )
    assert found.command == "review-plan"
    assert [fact.what for fact in found.evidence] == ["first due: action PA1"]


def test_a_plan_whose_meetings_are_moved_and_missed_is_named():
    planned = meetings.PlanMeeting(
        kind=MeetingKind.CORE_GROUP, begins_at=london("2025-09-15").astimezone(UTC)
    )
    moved = meetings.RedateMeeting(
        meeting="M3", begins_at=london("2025-09-22").astimezone(UTC), reason="nobody could come"
    )
    played = play(PROTECTED, PLANNED, planned, moved, moved, at("2025-09-22"))
    [found] = drift(played)
    assert found.sentence == (
        "The protection plan, open since Tuesday 2 September 2025, 10am, goes nowhere: its "
        "meetings were given another date twice; 1 meeting was missed or late."
    )
    go_on(played, hold(MeetingKind.CORE_GROUP, meeting="M3"))
    assert played.case.plans.drift["E7"].missed == 1


def test_a_meeting_that_was_let_go_counts_as_missed():
    let_go = running.WaiveObligation(obligation="child-in-need-meeting", reason="nobody came")
    assert play(HELPED, let_go).case.plans.drift["E4"].missed == 1


def test_two_reviews_in_a_row_that_found_nothing_nearer_are_drift_and_progress_ends_it():
    stuck = (GROUP, review(Progress.NO_CHANGE), GROUP, review(Progress.WORSE))
    played = play(PROTECTED, PLANNED, stuck)
    [found] = drift(played)
    assert found.sentence.endswith(
        "goes nowhere: no outcome had come nearer at 2 reviews in a row."
    )
    go_on(played, GROUP, review(Progress.IMPROVED))
    assert drift(played) == []
