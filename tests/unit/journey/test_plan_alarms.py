"""Plans that last too long, and protection plans that are not the first: a senior manager's."""

from datetime import UTC

import pytest

from journey.case import Case, Episode
from journey.commands import family, plans, practice
from journey.decide import decide
from journey.diagnosis import all_findings
from journey.events.plans import ProtectedAgain
from journey.family import SameChild
from journey.plans import PlanAlarm, ProtectedElsewhere
from journey.terms import Finding, Guard, Kind, ObligationState, Outcome, PlanKind
from tests.support.cases import (
    ASSESSING,
    CONFERRED,
    CONFERRING,
    DOWN,
    HELPED,
    PEOPLE,
    PROTECT,
    PROTECTED,
    at,
    by,
    conclude,
    directions,
    go_on,
    play,
    protect_anew,
    refused,
)
from tests.support.rulebook import RULEBOOK, london

pytestmark = pytest.mark.shows("P7")


def considered(alarm):
    return by("senna", plans.ConsiderPlanAlarm(alarm=alarm, what_follows="an audit of the plan"))


def found(played, finding):
    said = all_findings(played.case, now=played.now, rulebook=RULEBOOK)
    return [each.sentence for each in said if each.finding is finding]


@pytest.mark.parametrize(
    ("steps", "kind", "due"),
    [
        (PROTECTED, "long-protection-plan", "2027-09-03"),
        (HELPED, "long-child-in-need-plan", "2026-09-03"),
    ],
)
def test_how_long_a_plan_may_last_is_a_senior_managers_clock(steps, kind, due):
    owed = play(steps).owed(kind)
    assert (owed.owed_by, owed.due_at) == ("senior-manager:mash", london(due, "00:00"))


def test_a_plan_of_two_years_is_a_finding_and_a_senior_managers_word_answers_it():
    played = play(PROTECTED, at("2027-09-03", climbing=False))
    assert any(
        each.startswith("The protection plan has been open since Tuesday 2 September 2025, 10am")
        for each in found(played, Finding.DRIFTING)
    )
    go_on(played, considered(PlanAlarm.TOO_LONG))
    assert played.owed("long-protection-plan").state is ObligationState.LATE_MET
    [seen] = played.case.plans.alarms.values()
    assert (seen.by, seen.what_follows) == ("senna", "an audit of the plan")


def test_a_plan_can_begin_although_its_last_weeks_lie_beyond_the_known_bank_holidays():
    # They are known until the end of 2027; the plan of September 2026 may last until 2028.
    given = directions("2026-09-03")
    steps = [given if isinstance(each, practice.GiveDirections) else each for each in PROTECTED]
    played = play(steps, start="2026-09-02")
    assert played.owed("long-protection-plan").due_at == london("2028-09-03", "00:00")


def test_before_its_time_nobody_answers_for_a_plans_length():
    refusal = refused(play(PROTECTED), considered(PlanAlarm.TOO_LONG))
    assert refusal.code is Guard.NOT_NOW
    assert refusal.needs == ("an instant from 2027-09-02T23:00:00+00:00 on",)


def test_a_first_protection_plan_is_no_alarm():
    played = play(PROTECTED)
    assert "second-plan" not in played.owing
    assert refused(played, considered(PlanAlarm.AGAIN)).code is Guard.NOT_NOW


def test_a_second_protection_plan_on_the_same_journey_is_told_at_once():
    played = play(DOWN, protect_anew(), PROTECT)
    [event] = played.made(ProtectedAgain)
    assert (event.before, event.last_ended_at) == (1, london("2025-09-02"))
    owed = played.owed("second-plan")
    assert (owed.owed_by, owed.due_at) == ("senior-manager:mash", london("2025-09-10", "00:00"))
    assert (
        "The child had a protection plan before this one; the last one ended on Tuesday "
        "2 September 2025, 10am; a senior manager is to say what follows, due in 5 working days."
    ) in found(played, Finding.WAITING)
    go_on(played, considered(PlanAlarm.AGAIN))
    assert played.owed("second-plan").state is ObligationState.MET


def test_a_protection_plan_on_another_journey_of_the_child_counts():
    played = play(CONFERRING, CONFERRED)
    before = ProtectedElsewhere(reference="TL23-000007", ended_at=london("2024-01-05"))
    answer = decide(
        played.case,
        PROTECT,
        rulebook=RULEBOOK,
        actor=PEOPLE["mona"],
        now=played.now.astimezone(UTC),
        protected_before=(before,),
    )
    [seen] = answer.case.plans.before.values()
    assert (seen.before, seen.journeys) == (1, ("TL23-000007",))


def test_a_child_in_need_plan_after_a_protection_plan_is_no_second_one():
    assert play(DOWN).case.plans.before == {}
    again = conclude(Kind.CONFERENCE, Outcome.CHILD_IN_NEED_PLAN)
    assert play(DOWN, protect_anew(), again).case.plans.before == {}


def a_record_with_a_protection_plan():
    began, ended = london("2023-02-01"), london("2024-01-05")
    plan = Episode(
        id="E1",
        kind=Kind.PLAN,
        profile="england-2023@1",
        opened_at=began,
        plan=PlanKind.PROTECTION,
        ended_at=ended,
        outcome=Outcome.MOVED_AWAY,
    )
    return Case(
        reference="TL23-000007",
        version=40,
        opened_at=began,
        closed_at=ended,
        episodes={"E1": plan},
    )


def merging(*steps):
    other = a_record_with_a_protection_plan()
    played = play(steps)
    played.others = {other.reference: other}
    return played


MERGED = family.MergeChildren(
    other="TL23-000007", evidence=(SameChild.CONFIRMED_BY_FAMILY,), reason="both names are hers"
)
UNDONE = family.UndoMerge(other="TL23-000007", reason="they are cousins")


def test_a_plan_that_a_later_merge_brings_to_light_is_told_as_if_it_had_been_known():
    played = merging(PROTECTED)
    assert "second-plan" not in played.owing
    go_on(played, at("2025-09-10"), MERGED)
    [event] = played.made(ProtectedAgain)
    assert (event.before, event.last_ended_at) == (1, london("2024-01-05"))
    assert event.journeys == ("TL23-000007",)
    owed = played.owed("second-plan")
    assert (owed.owed_by, owed.due_at) == ("senior-manager:mash", london("2025-09-18", "00:00"))
    go_on(played, considered(PlanAlarm.AGAIN))
    assert played.owed("second-plan").state is ObligationState.MET


def test_a_merge_undone_takes_its_alarm_along():
    played = merging(PROTECTED, at("2025-09-10"))
    go_on(played, MERGED, UNDONE)
    assert played.owed("second-plan").state is ObligationState.CANCELLED
    assert played.case.plans.before == {}
    assert refused(played, considered(PlanAlarm.AGAIN)).code is Guard.NOT_NOW


def test_a_merge_undone_leaves_the_alarm_about_a_plan_on_the_journey_itself():
    played = merging(DOWN, protect_anew(), PROTECT, at("2025-09-10"))
    go_on(played, MERGED)
    assert [event.before for event in played.made(ProtectedAgain)] == [2]
    go_on(played, UNDONE)
    [before] = played.case.plans.before.values()
    assert (before.before, before.journeys) == (1, ())
    assert "second-plan" in played.owing


@pytest.mark.parametrize("start", [HELPED, ASSESSING])
def test_without_an_open_protection_plan_a_merge_alarms_nobody(start):
    played = merging(start)
    go_on(played, MERGED)
    assert "second-plan" not in played.owing
