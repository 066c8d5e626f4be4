"""Conference and plan: counted from the discussion, seen, met, reviewed, stepped down or up."""

from datetime import UTC

import pytest

from journey.commands import meetings, practice
from journey.people import Role
from journey.terms import (
    AbuseCategory,
    Guard,
    Kind,
    MeetingKind,
    ObligationState,
    Outcome,
    Paper,
    PlanKind,
)
from tests.support.cases import (
    CONFERRED,
    CONFERRING,
    CONTACT,
    DISCUSSED,
    ENQUIRED,
    HELPED,
    PLANNED,
    PROTECTED,
    REVIEWED,
    at,
    conclude,
    directions,
    done,
    go_on,
    hold,
    play,
    refused,
    seen,
)
from tests.support.rulebook import london

REVIEW = hold(MeetingKind.REVIEW_CONFERENCE)
GROUP = hold(MeetingKind.CORE_GROUP)
NFA = Outcome.NO_FURTHER_ACTION


def conference(day, kind=MeetingKind.INITIAL_CONFERENCE):
    return meetings.PlanMeeting(kind=kind, begins_at=london(day).astimezone(UTC))


# P2: the conference, its report, its papers


@pytest.mark.shows("P2")
def test_the_conference_is_due_fifteen_working_days_after_the_strategy_discussion():
    assert play(CONFERRING).owed("initial-conference").due_at == london("2025-09-24", "00:00")


@pytest.mark.shows("P2")
def test_the_report_reaches_the_parents_three_working_days_before():
    played = play(CONFERRING, conference("2025-09-18"))
    assert played.owed("report-to-parents:M2").due_at == london("2025-09-16", "00:00")
    go_on(played, at("2025-09-15"), meetings.ShareReport(meeting="M2", how="read together"))
    assert played.owed("report-to-parents:M2").state is ObligationState.MET


def test_with_too_short_a_notice_the_report_is_late_at_once():
    owed = play(CONFERRING, conference("2025-09-03")).owed("report-to-parents:M2")
    assert owed.starts_at < owed.due_at <= london("2025-09-02", "10:00")


def test_a_conference_that_is_moved_moves_its_report_and_keeps_the_first_dates():
    later = meetings.RedateMeeting(
        meeting="M2", begins_at=london("2025-09-23").astimezone(UTC), reason="chair ill"
    )
    played = play(CONFERRING, conference("2025-09-18"), later)
    owed = played.owed("report-to-parents:M2")
    assert (owed.due_at, owed.first_due_at, owed.moves) == (
        london("2025-09-19", "00:00"),
        london("2025-09-16", "00:00"),
        1,
    )


@pytest.mark.shows("P2")
def test_decisions_and_minutes_of_a_conference_have_clocks_of_their_own():
    played = play(PROTECTED)
    assert played.owed("conference-decisions:M2").due_at == london("2025-09-04", "00:00")
    assert played.owed("conference-minutes:M2").due_at == london("2025-09-24", "00:00")
    decisions = meetings.CirculatePaper(to=("police",), how="by mail", paper=Paper.DECISIONS)
    go_on(played, decisions)
    assert played.owed("conference-decisions:M2").state is ObligationState.MET
    assert "conference-minutes:M2" in played.owing


def test_a_conference_is_held_where_one_was_decided_and_decides_only_then():
    assert refused(play(CONTACT), CONFERRED).code is Guard.NOT_NOW
    undecided = conclude(Kind.CONFERENCE, Outcome.NO_PLAN)
    assert refused(play(CONFERRING), undecided).needs == ("hold-meeting: the initial-conference",)


def test_a_protection_plan_has_its_category():
    without = conclude(Kind.CONFERENCE, Outcome.PROTECTION_PLAN)
    assert refused(play(CONFERRING, CONFERRED), without).needs[0].startswith("category: one of NEG")


# P3 and P4: core groups, visits, reviews


@pytest.mark.shows("P3")
def test_the_first_core_group_is_chaired_by_a_manager():
    other = hold(MeetingKind.CORE_GROUP, chair_role=Role.SOCIAL_WORKER)
    assert refused(play(PROTECTED), other).code is Guard.NOT_QUALIFIED
    go_on(play(PROTECTED, GROUP), other)


@pytest.mark.shows("P3")
def test_core_groups_follow_each_other_from_the_first_on():
    played = play(PROTECTED)
    assert played.owed("first-core-group").due_at == london("2025-09-17", "00:00")
    go_on(played, at("2025-09-10"), GROUP)
    assert played.owed("first-core-group").state is ObligationState.MET
    assert played.owed("core-group").due_at == london("2025-10-23", "00:00")
    go_on(played, at("2025-10-01"), GROUP)
    assert played.owing.count("core-group") == 1
    assert played.owed("core-group").due_at == london("2025-11-13", "00:00")


def test_a_core_group_without_a_protection_plan_is_refused():
    assert refused(play(CONTACT), GROUP).code is Guard.NOT_NOW
    refusal = refused(play(HELPED), GROUP)
    assert refusal.needs == ("an open protection plan",)


@pytest.mark.shows("P4")
def test_visits_recur_from_one_to_the_next():
    played = play(PROTECTED, at("2025-09-09"), seen())
    assert played.owing.count("protection-visit") == 1
    assert played.owed("protection-visit").due_at == london("2025-09-24", "00:00")


@pytest.mark.shows("P2")
def test_reviews_are_three_months_after_the_conference_then_every_six():
    played = play(PROTECTED)
    assert played.owed("first-review-conference").due_at == london("2025-12-03", "00:00")
    go_on(played, at("2025-11-20", climbing=False), REVIEW)
    assert played.owed("review-conference").due_at == london("2026-05-21", "00:00")


# P7 and E4: down, up, and out


def test_a_protection_plan_ends_only_at_a_review():
    played = play(PROTECTED)
    down = conclude(Kind.PLAN, Outcome.STEPPED_DOWN)
    assert refused(played, down).needs == ("hold-meeting: the review-conference",)
    go_on(played, PLANNED, REVIEW, REVIEWED, down)
    assert played.case.open_episode(Kind.PLAN).plan is PlanKind.CHILD_IN_NEED
    assert "child-in-need-visit" in played.owing
    assert "protection-visit" not in played.owing
    again = conclude(Kind.PLAN, Outcome.STEPPED_DOWN)
    assert refused(played, again).code is Guard.UNKNOWN_SUBJECT


def test_a_child_in_need_plan_is_visited_met_about_and_reviewed():
    played = play(HELPED)
    assert {"child-in-need-visit", "child-in-need-meeting"} <= set(played.owing)
    go_on(played, hold(MeetingKind.CHILD_IN_NEED_REVIEW))
    assert "child-in-need-review" in played.owing
    go_on(played, PLANNED, REVIEWED, done(), conclude(Kind.PLAN, NFA))
    assert played.open_kinds == ["closure"]


@pytest.mark.shows("E4")
def test_new_harm_beside_a_plan_leads_to_a_protection_plan_in_its_place():
    played = play(HELPED, practice.StartStrategyDiscussion(reason="a new bruise"))
    assert played.open_kinds == ["plan", "strategy-discussion"]
    go_on(played, DISCUSSED, directions())
    go_on(played, conclude(Kind.STRATEGY_DISCUSSION, Outcome.ENQUIRY, joint=False), ENQUIRED)
    go_on(played, conclude(Kind.ENQUIRY, Outcome.CONFERENCE), CONFERRED)
    go_on(
        played, conclude(Kind.CONFERENCE, Outcome.PROTECTION_PLAN, category=AbuseCategory.PHYSICAL)
    )
    (first, second) = [e for e in played.case.episodes.values() if e.kind is Kind.PLAN]
    assert (first.outcome, second.plan) == (Outcome.STEPPED_UP, PlanKind.PROTECTION)
