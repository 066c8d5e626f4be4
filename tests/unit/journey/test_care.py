"""Care: in, placed, reviewed, examined, visited, and out; home only when it is safe (P6)."""

from datetime import UTC

import pytest

from journey.care import LeavingCare, LegalStatus, PlacementKind, PlacementTeller
from journey.commands import care, record
from journey.people import Child
from journey.terms import Disposal, Guard, Kind, MeetingKind, ObligationState, Outcome, PlanKind
from tests.support.caring import (
    CARE_REVIEW,
    LOOKED_AFTER,
    SUPPORT_PLAN,
    entered,
    examined,
    home,
    left,
    moved,
    placed,
    told,
)
from tests.support.cases import (
    ASSESSED,
    ASSESSING,
    CLOSE,
    CONTACT,
    DISCUSSING,
    ENQUIRING,
    HELPED,
    HISTORY,
    PROTECTED,
    addressed,
    at,
    conclude,
    decide_contact,
    decide_referral,
    go_on,
    hold,
    play,
    received,
    refused,
    seen,
    write_up,
)
from tests.support.rulebook import london

pytestmark = pytest.mark.shows("P6")
MET, LATE_MET = ObligationState.MET, ObligationState.LATE_MET


# In


def test_a_plan_leads_into_care_with_the_ground_on_which():
    played = play(LOOKED_AFTER)
    assert played.open_kinds == ["care"]
    care_episode = played.case.open_episode(Kind.CARE)
    assert played.case.care.status(care_episode.id) is LegalStatus.ACCOMMODATED
    assert played.case.stage == "care"


def test_nobody_is_looked_after_without_a_ground():
    refusal = refused(play(HELPED), conclude(Kind.PLAN, Outcome.LOOKED_AFTER))
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert refusal.needs[0].startswith("legal_status: one of accommodated, care-order")


def test_protecting_a_child_does_not_wait_for_the_plans_review():
    into = conclude(Kind.PLAN, Outcome.LOOKED_AFTER, legal_status=LegalStatus.INTERIM_CARE_ORDER)
    assert play(PROTECTED, into).case.stage == "care"


def test_an_assessment_may_end_in_care():
    into = conclude(Kind.ASSESSMENT, Outcome.LOOKED_AFTER, legal_status=LegalStatus.ACCOMMODATED)
    assert play(ASSESSING, ASSESSED, into).open_kinds == ["care"]


@pytest.mark.parametrize("start", [DISCUSSING, ENQUIRING, ASSESSING, PROTECTED])
def test_in_an_emergency_care_begins_beside_work_that_goes_on(start):
    before = play(start).open_kinds
    assert play(start, entered()).open_kinds == [*before, "care"]


def test_care_does_not_begin_where_nothing_is_under_way_or_twice():
    assert refused(play(CONTACT), entered()).code is Guard.NOT_NOW
    assert refused(play(LOOKED_AFTER), entered()).needs == ("record-legal-status",)


def test_police_protection_runs_out_after_72_hours_unless_something_follows():
    played = play(ENQUIRING, entered())
    assert played.owed("police-protection-ends").due_at == london("2025-09-05", "10:00")
    go_on(
        played,
        at("2025-09-04"),
        care.RecordLegalStatus(legal_status=LegalStatus.EMERGENCY_PROTECTION_ORDER),
    )
    assert played.owed("police-protection-ends").state is MET
    assert played.owed("emergency-protection-ends").due_at == london("2025-09-13", "00:00")


def test_the_same_legal_status_is_not_recorded_twice():
    again = care.RecordLegalStatus(legal_status=LegalStatus.ACCOMMODATED)
    assert refused(play(LOOKED_AFTER), again).code is Guard.NOT_NOW


# Reviews and visits


def test_reviews_are_within_twenty_working_days_then_three_months_then_six():
    played = play(LOOKED_AFTER)
    assert played.owed("first-care-review").due_at == london("2025-10-01", "00:00")
    go_on(played, at("2025-09-26"), CARE_REVIEW)
    assert played.owed("first-care-review").state is MET
    assert played.owed("second-care-review").due_at == london("2025-12-27", "00:00")
    go_on(played, at("2025-12-15", climbing=False), CARE_REVIEW)
    assert played.owed("care-review").due_at == london("2026-06-16", "00:00")
    go_on(played, at("2026-06-10", climbing=False), CARE_REVIEW)
    assert played.owed("care-review").due_at == london("2026-12-11", "00:00")
    assert [o for o in played.owing if "review" in o] == ["care-review"]


def test_a_looked_after_review_is_held_on_a_child_in_care():
    assert refused(play(HELPED), CARE_REVIEW).needs == ("a decision that opens a care",)


def test_the_child_is_seen_within_a_week_and_every_six_weeks():
    played = play(LOOKED_AFTER, placed())
    assert played.owed("care-first-visit").due_at == london("2025-09-10", "00:00")
    go_on(played, at("2025-09-08"), seen())
    assert played.owed("care-first-visit").state is MET
    assert played.owed("care-visit").due_at == london("2025-10-21", "00:00")
    go_on(played, at("2025-10-13"), seen())
    assert played.owed("care-visit").due_at == london("2025-11-25", "00:00")
    assert played.owing.count("care-visit") == 1


def test_a_visit_without_seeing_the_child_starts_nothing():
    unseen = seen(seen=False, seen_alone=False, views=None, why_not_seen="nobody opened")
    played = play(LOOKED_AFTER, placed(), at("2025-09-08"), unseen)
    assert "care-first-visit" in played.owing
    assert "care-visit" not in played.owing


# Placements


def test_a_move_says_why_and_is_told_to_health_and_school_in_five_working_days():
    played = play(LOOKED_AFTER, placed(), at("2025-09-15"))
    assert refused(played, placed()).needs == ("why_moved: the reason",)
    go_on(played, moved(local=False, miles=40))
    owed = played.owed("placement-told-health:L2")
    assert owed.due_at == london("2025-09-23", "00:00")
    assert "placement-told-school:L2" in played.owing
    assert played.owed("placement-first-visit:L2").due_at == london("2025-09-23", "00:00")


def test_health_that_hears_late_is_on_the_record_as_late():
    played = play(LOOKED_AFTER, placed(), at("2025-09-12"), told())
    assert played.owed("placement-told-health:L1").state is LATE_MET
    assert "placement-told-school:L1" in played.owing
    why_not = care.RecordPlacementTold(to=PlacementTeller.SCHOOL, why_not="too young for school")
    go_on(played, why_not)
    assert played.owed("placement-told-school:L1").state is LATE_MET


def test_told_is_said_with_how_or_why_not_of_a_placement_there_is_once():
    played = play(LOOKED_AFTER, placed(), told())
    assert refused(played, told()).code is Guard.NOT_NOW
    assert refused(played, told(how=None)).code is Guard.UNKNOWN_SUBJECT
    assert refused(played, told(placement="L7")).needs == ("one of: L1",)
    assert refused(play(LOOKED_AFTER), told()).needs == ("one of: none",)


def test_a_child_does_not_move_before_the_placement_it_moves_from():
    played = play(LOOKED_AFTER, at("2025-09-15"), placed())
    early = moved(at=london("2025-09-14").astimezone(UTC))
    assert refused(played, early).code is Guard.UNKNOWN_SUBJECT
    assert refused(played, moved(miles=-1)).needs == ("miles: 0 or more",)


def test_the_visit_after_a_move_meets_the_regular_one_and_the_first_there():
    played = play(LOOKED_AFTER, placed(), at("2025-09-08"), seen(), at("2025-09-15"), moved())
    go_on(played, at("2025-09-16"), seen())
    assert played.owed("placement-first-visit:L2").state is MET
    assert played.owed("care-visit").due_at == london("2025-10-29", "00:00")


# Health


def test_the_initial_health_assessment_is_chased_when_it_is_late():
    played = play(LOOKED_AFTER)
    assert played.owed("initial-health-assessment").due_at == london("2025-10-01", "00:00")
    go_on(played, at("2025-10-02"))
    assert played.owed("initial-health-assessment").chases == 1
    go_on(played, examined())
    assert played.owed("initial-health-assessment").state is LATE_MET


@pytest.mark.parametrize(
    ("born", "kind", "day"),
    [
        ("2022-03-01", "review-health-under-five", "2026-03-03"),
        ("2015-03-01", "review-health-from-five", "2026-09-03"),
        ("2020-09-02", "review-health-from-five", "2026-09-03"),
        ("2020-09-03", "review-health-under-five", "2026-03-03"),
        (None, "review-health-under-five", "2026-03-03"),
    ],
)
def test_health_is_reviewed_half_yearly_until_five_then_yearly(born, kind, day):
    child = Child(name="Invented Child", born=london(born).date() if born else None)
    into = conclude(Kind.ASSESSMENT, Outcome.LOOKED_AFTER, legal_status=LegalStatus.ACCOMMODATED)
    contact = (received(child=child), HISTORY, decide_contact(Outcome.REFERRAL))
    played = play(contact, decide_referral(Outcome.ASSESSMENT), ASSESSED, into, examined())
    assert played.owed("initial-health-assessment").state is MET
    assert played.owed(kind).due_at == london(day, "00:00")
    assert len([label for label in played.owing if label.startswith("review-health")]) == 1


# Out


def test_a_child_goes_home_only_after_a_review_and_with_a_support_plan():
    played = play(LOOKED_AFTER, placed())
    refusal = refused(played, home())
    assert refusal.code is Guard.UNSAFE_RETURN
    assert refusal.needs == (
        "hold-meeting: a looked-after-review, since the child came into care",
        "fill-pro-forma care: the support-plan, or an open child-in-need plan",
    )
    go_on(played, CARE_REVIEW)
    assert refused(played, home()).needs == (
        "fill-pro-forma care: the support-plan, or an open child-in-need plan",
    )
    go_on(played, SUPPORT_PLAN, home())
    assert played.open_kinds == ["plan"]
    assert played.case.open_episode(Kind.PLAN).plan is PlanKind.CHILD_IN_NEED
    assert {"child-in-need-visit", "child-in-need-meeting"} <= set(played.owing)
    assert not [label for label in played.owing if label.startswith(("care-", "placement"))]


def test_writing_the_care_plan_is_no_support_plan():
    played = play(LOOKED_AFTER, CARE_REVIEW, write_up("care", "care-plan"))
    assert refused(played, home()).code is Guard.UNSAFE_RETURN


def test_a_child_in_need_plan_beside_care_is_a_support_plan():
    played = play(HELPED, entered(), CARE_REVIEW, home())
    assert played.open_kinds == ["plan"]


def test_a_review_of_an_earlier_time_in_care_does_not_count():
    again = entered(LegalStatus.ACCOMMODATED)
    played = play(LOOKED_AFTER, CARE_REVIEW, SUPPORT_PLAN, home(), at("2025-10-01"), again)
    assert refused(played, home()).needs == (
        "hold-meeting: a looked-after-review, since the child came into care",
    )


@pytest.mark.shows("P6")
def test_a_review_before_the_last_move_does_not_count():
    played = play(LOOKED_AFTER, placed(), CARE_REVIEW, at("2025-09-20"), moved(), SUPPORT_PLAN)
    assert refused(played, home()).needs == (
        "hold-meeting: a looked-after-review, since the child last moved",
    )
    go_on(played, CARE_REVIEW, home())


def test_the_first_placement_is_no_move():
    played = play(LOOKED_AFTER, CARE_REVIEW, at("2025-09-20"), placed(), SUPPORT_PLAN, home())
    assert played.open_kinds == ["plan"]


def test_leaving_care_says_in_which_way_and_opens_closure():
    played = play(LOOKED_AFTER, left(LeavingCare.SPECIAL_GUARDIANSHIP))
    assert played.case.care.left == {"E5": LeavingCare.SPECIAL_GUARDIANSHIP}
    assert played.open_kinds == ["closure"]


def test_leaving_care_waits_for_no_open_question_and_closing_does():
    doubt = record.RaiseContradiction(what="two accounts of the same night")
    played = play(LOOKED_AFTER, doubt, left(concerns=addressed()))
    [said] = played.warnings
    assert said == (
        "Before the journey can be closed: say what became of concern C1 (neglect); resolve "
        "contradiction X1."
    )
    assert played.open_kinds == ["closure"]
    assert refused(played, CLOSE).code is Guard.OPEN_QUESTIONS
    settled = play(LOOKED_AFTER, left(concerns=addressed(Disposal.SUBSTANTIATED)))
    assert settled.warnings == ()


def test_nobody_leaves_care_as_an_adult_before_eighteen():
    child = Child(name="Invented Child", born=london("2007-09-03").date())
    into = conclude(Kind.ASSESSMENT, Outcome.LOOKED_AFTER, legal_status=LegalStatus.ACCOMMODATED)
    contact = (received(child=child), HISTORY, decide_contact(Outcome.REFERRAL))
    played = play(contact, decide_referral(Outcome.ASSESSMENT), ASSESSED, into)
    grown = left(LeavingCare.EIGHTEENTH_BIRTHDAY)
    assert refused(played, grown).code is Guard.UNKNOWN_SUBJECT
    go_on(played, at("2025-09-03"), grown)


def test_going_home_is_not_hidden_under_another_way_of_leaving():
    played = play(LOOKED_AFTER)
    assert refused(played, left(outcome=Outcome.RETURNED_HOME)).needs == ("return-home",)
    assert refused(played, home(outcome=Outcome.LEFT_CARE)).code is Guard.UNKNOWN_SUBJECT


@pytest.mark.parametrize("command", [placed(), examined(), home(), left()])
def test_what_is_of_care_needs_a_child_in_care(command):
    assert refused(play(HELPED), command).code is Guard.NOT_NOW


@pytest.mark.parametrize("command", [placed, examined])
def test_nothing_of_care_happened_before_the_child_came_into_it(command):
    played = play(HELPED, at("2025-09-10"), entered(), at("2025-09-12"))
    early = command(at=london("2025-09-09").astimezone(UTC))
    assert refused(played, early).code is Guard.UNKNOWN_SUBJECT


def test_a_placement_is_of_a_kind_and_keeps_how_far_it_is():
    played = play(LOOKED_AFTER, placed(), moved(PlacementKind.RELATIVE_OR_FRIEND, miles=3))
    [first, second] = played.case.care.placements.values()
    assert (first.kind, second.kind) == (
        PlacementKind.FOSTER_CARER,
        PlacementKind.RELATIVE_OR_FRIEND,
    )
    assert (second.miles, second.why_moved) == (3, "the carers fell ill")


def test_a_review_of_care_is_no_other_meeting():
    assert refused(play(LOOKED_AFTER), hold(MeetingKind.CORE_GROUP)).code is Guard.NOT_NOW
