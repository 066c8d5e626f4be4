"""Alarms about plans, for those who answer for them: each opens to its journeys."""

from datetime import UTC

import pytest

from casework import asking
from casework.errors import NotAllowedError
from casework.giving import Given, give
from journey.commands import departures, plans, running
from journey.commands.restricting import RestrictJourney
from journey.people import Child
from journey.plans import PlanAlarm
from journey.terms import Kind, Outcome
from tests.support.cases import (
    CONFERRED,
    CONFERRING,
    DOWN,
    HELPED,
    PROTECT,
    PROTECTED,
    by,
    conclude,
    protect_anew,
    received,
)
from tests.support.rulebook import london
from tests.unit.casework.families import merge
from tests.unit.casework.hubs import AUDITOR, CARLA, MONA, POLICE, SENNA, tell, tell_on, whole

pytestmark = pytest.mark.shows("P7")
NO_PLAN = (CONFERRING, CONFERRED, conclude(Kind.CONFERENCE, Outcome.NO_PLAN))


def numbered(steps):
    """The same steps for a child whom the council knows by its number."""
    return (received(child=Child(name="Invented Child", number="C-77")), *steps[1:])


def set_clock(hub, day, wall="10:00"):
    hub.clock.set(london(day, wall).astimezone(UTC))


def test_a_hub_without_plans_has_no_alarm_and_says_what_it_counts(hub):
    found = asking.plan_alarms(hub, SENNA)
    assert found.plans == ()
    assert [(rate.key, rate.alarm, rate.of) for rate in found.rates] == [
        ("plans_per_conference", False, ()),
        ("plans_per_enquiry", False, ()),
    ]


def test_alarms_are_for_managers_and_auditors(hub):
    for actor in (MONA, SENNA, AUDITOR):
        assert asking.plan_alarms(hub, actor).plans == ()
    for actor in (CARLA, POLICE):
        with pytest.raises(NotAllowedError):
            asking.plan_alarms(hub, actor)


def test_a_plan_that_lasts_too_long_is_listed_from_the_day_it_does(hub):
    story = tell(hub, HELPED)
    set_clock(hub, "2026-09-02")
    assert asking.plan_alarms(hub, MONA).plans == ()
    set_clock(hub, "2026-09-03")
    [line] = asking.plan_alarms(hub, MONA).plans
    assert (line.alarm, line.reference, line.since) == (
        "too-long",
        story.reference,
        london("2026-09-03", "00:00"),
    )
    assert line.sentence == (
        "The child in need plan has been open since Tuesday 2 September 2025, 10am, longer than "
        "plans should last."
    )
    answer = plans.ConsiderPlanAlarm(alarm=PlanAlarm.TOO_LONG, what_follows="a review by audit")
    tell_on(story, by("senna", answer))
    [line] = asking.plan_alarms(hub, MONA).plans
    assert line.considered_at == london("2026-09-03")


def test_a_second_plan_on_the_same_journey_is_listed_with_how_soon_it_came(hub):
    story = tell(hub, DOWN, protect_anew(), PROTECT)
    [line] = asking.plan_alarms(hub, MONA).plans
    assert (line.alarm, line.reference, line.within, line.journeys) == (
        "second-plan",
        story.reference,
        True,
        (),
    )
    assert line.sentence == (
        "The child had one before this protection plan of Tuesday 2 September 2025, 10am; the "
        "last ended on Tuesday 2 September 2025, 10am, within 24 months."
    )
    assert whole(hub)


def test_a_plan_on_another_journey_of_the_same_child_counts_and_its_manager_is_told(hub):
    second = tell(hub, numbered((*CONFERRING, CONFERRED)))
    first = tell(hub, numbered(DOWN)).reference
    set_clock(hub, "2027-09-10")
    tell_on(second, PROTECT)
    [line] = [a for a in asking.plan_alarms(hub, MONA).plans if a.alarm == "second-plan"]
    assert (line.reference, line.journeys, line.within) == (second.reference, (first,), False)
    owed = [each.label for each in asking.due(hub, MONA, party="senior-manager:mash")]
    assert "second-plan" in owed


def test_a_restricted_journey_is_neither_listed_nor_named_nor_counted_for_others(hub):
    second = tell(hub, numbered((*CONFERRING, CONFERRED)))
    first = tell(hub, numbered(DOWN))
    set_clock(hub, "2025-09-03")
    tell_on(second, PROTECT)
    tell_on(first, by("mona", RestrictJourney(people=("mona",), reason="a colleague's family")))
    set_clock(hub, "2025-09-04")
    [line] = asking.plan_alarms(hub, SENNA).plans
    assert (line.reference, line.journeys) == (second.reference, ())
    assert asking.plan_alarms(hub, SENNA).rates[0].of == (second.reference,)
    [line] = asking.plan_alarms(hub, MONA).plans
    assert line.journeys == (first.reference,)
    assert set(asking.plan_alarms(hub, MONA).rates[0].of) == {first.reference, second.reference}


def test_plans_of_two_children_are_not_one_childs(hub):
    tell(hub, PROTECTED)
    tell(hub, PROTECTED)
    assert asking.plan_alarms(hub, MONA).plans == ()


def test_too_few_plans_for_the_conferences_held_is_an_alarm_that_opens_to_its_journeys(hub):
    led = tell(hub, PROTECTED).reference
    others = [tell(hub, NO_PLAN).reference for _ in range(4)]
    set_clock(hub, "2025-09-03")
    conferences, enquiries = asking.plan_alarms(hub, AUDITOR).rates
    assert (conferences.alarm, conferences.percent, conferences.floor) == (True, 20.0, 57)
    assert (conferences.led, conferences.of) == ((led,), (led, *others))
    assert conferences.sentence == (
        "1 protection plan came of 5 conferences in the last 3 months; fewer than 57 of 100: "
        "too few."
    )
    assert not conferences.checked
    assert (enquiries.alarm, len(enquiries.of)) == (False, 5)
    assert enquiries.sentence.endswith("too few enquiries to say.")
    set_clock(hub, "2026-01-03")
    assert asking.plan_alarms(hub, AUDITOR).rates[0].of == ()
    assert asking.plan_alarms(hub, AUDITOR, team="north").rates[0].of == ()


def moved_away(hub):
    """A second record whose protection plan ended with the child's move, and on which nothing waits."""
    conference = departures.RecordReceivingInConference(outcome="a plan there")
    away = departures.RecordMoveAway(
        to_authority="Invented County", moved_on=london("2025-09-01").date(), told="the duty desk"
    )
    story = tell(hub, PROTECTED, away, conference, departures.ConfirmMove(in_writing="a letter"))
    papers = ("strategy-minutes:M1", "conference-decisions:M2", "conference-minutes:M2")
    for label in (*papers, "inform-referrer", "inform-parents"):
        tell_on(story, running.WaiveObligation(obligation=label, reason="settled by letter"))
    return story.reference


def test_an_earlier_plan_that_a_merge_brings_to_light_alarms_through_the_store(hub):
    earlier = moved_away(hub)
    story = tell(hub, PROTECTED)
    assert asking.plan_alarms(hub, SENNA).plans == ()
    given = give(hub, merge(earlier), MONA, story.reference)
    assert isinstance(given, Given), given
    [alarm] = asking.plan_alarms(hub, SENNA).plans
    assert (alarm.reference, alarm.alarm) == (story.reference, PlanAlarm.AGAIN)
    owed = {o.kind: o.state for o in asking.show(hub, MONA, story.reference).obligations}
    assert owed["second-plan"] == "open"
    tell_on(
        story, by("senna", plans.ConsiderPlanAlarm(alarm=PlanAlarm.AGAIN, what_follows="audit"))
    )
    assert whole(hub)
