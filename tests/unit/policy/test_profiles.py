"""The shipped profiles say what the figures say, whole, and mark what nobody has checked."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from journey.commands.contact import ConcernCategory
from journey.policy import Owes, Span
from journey.terms import Rating
from journey.timescales import Direction, due
from policy.check import check
from policy.load import load_rulebook

FIGURES = Path(__file__).parents[2] / "data" / "timescales.csv"
ROWS = list(csv.DictReader(FIGURES.read_text(encoding="utf-8").splitlines()))
RULEBOOK = load_rulebook()
# Published, and compared with what is published, though the figures do not have them.
PUBLISHED = {
    "care_first_visit",
    "care_visit",
    "placement_first_visit",
    "police_protection",
    "private_fostering_later_visit",
    "private_fostering_visit",
    "protection_plan_length",
    "serious_incident_notification",
}
ALL = ["england-2010@1", "england-2023@1", "jersey-2015@1", "lontown-2009@1", "merton-brag@1"]


def profile(key):
    return RULEBOOK.profile(f"{key}@1")


def at(year, month, day, hour, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def due_of(key, timescale, started):
    rules = profile(key)
    return due(started, rules.timescale(timescale), rules.calendar)


def test_nothing_is_wrong_with_what_is_shipped():
    assert check() == []


def test_five_profiles_are_shipped_and_the_groundwork_is_none_of_them():
    assert sorted(RULEBOOK.profiles) == ALL


def test_the_figures_are_all_there():
    assert len(ROWS) == 47


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['profile']}-{row['key']}")
def test_each_figure_stands_in_its_profile_word_for_word(row):
    limit = profile(row["profile"]).timescale(row["key"])
    assert {
        "limit": str(limit.limit),
        "unit": limit.unit.value,
        "starts_on": limit.starts_on,
        "completes_on": limit.completes_on,
        "authority": limit.authority,
        "checked": "yes" if limit.checked else "no",
    } == {
        name: row[name]
        for name in ("limit", "unit", "starts_on", "completes_on", "authority", "checked")
    }


def test_only_reports_before_a_conference_are_counted_back():
    back = [
        key
        for key, row in profile("england-2023").timescales.items()
        if row.direction is Direction.BEFORE
    ]
    assert sorted(back) == ["report_to_parents_icpc", "report_to_parents_review"]


@pytest.mark.parametrize("profile_id", ALL)
def test_a_limit_beyond_the_figures_is_never_called_checked_unless_its_own_country_vouches(
    profile_id,
):
    rules = RULEBOOK.profile(profile_id)
    figures = {row["key"] for row in ROWS if row["profile"] == rules.key}
    if rules.key == "merton-brag":  # in England now: the national limits are its own
        figures |= {row["key"] for row in ROWS if row["profile"] == "england-2023"}
    if rules.key in ("england-2023", "merton-brag"):
        figures |= PUBLISHED
    assert {key for key, row in rules.timescales.items() if row.checked} <= figures


def test_jersey_says_of_every_english_limit_that_it_was_taken_over():
    jersey = profile("jersey-2015")
    own = {
        "enquiry_completed",
        "initial_health_assessment",
        "return_home_interview",
        "pre_proceedings",
    }
    checked_in_england = {
        row["key"] for row in ROWS if row["profile"] == "england-2023" and row["checked"] == "yes"
    }
    for key in checked_in_england - own - {"assessment"}:
        row = jersey.timescale(key)
        assert (row.checked, row.authority) == (
            False,
            "taken over from England, Working Together 2023: confirm locally",
        )


def test_jersey_takes_its_assessment_clock_from_the_english_profile_of_its_time():
    row = profile("jersey-2015").timescale("initial_assessment")
    assert (row.limit, row.checked, row.authority) == (
        10,
        False,
        "taken over from England, Working Together 2010: confirm locally",
    )


def test_a_limit_taken_over_twice_still_says_where_it_is_from():
    row = profile("lontown-2009").timescale("research_red")
    assert row.authority == "taken over from England, Working Together 2023: confirm locally"


def test_merton_keeps_the_national_limits_checked():
    assert profile("merton-brag").timescale("contact_decision") == profile(
        "england-2023"
    ).timescale("contact_decision")
    assert profile("merton-brag").timescale("contact_decision").checked is True


@pytest.mark.parametrize("key", ["england-2010", "lontown-2009", "jersey-2015"])
def test_older_profiles_have_no_single_assessment_and_time_an_initial_and_a_core_one(key):
    rules = profile(key)
    assert "assessment" not in rules.timescales
    timed = {rule.kind: rule.timescale for rule in rules.rules}
    assert timed["assessment"] == "initial_assessment"
    assert timed["core-assessment"] == "core_assessment"


@pytest.mark.parametrize("profile_id", ALL)
def test_every_profile_knows_the_obligations_of_these_episodes(profile_id):
    older = RULEBOOK.profile(profile_id).assessments
    kinds = sorted(rule.kind for rule in RULEBOOK.profile(profile_id).rules)
    assert ("core-assessment" in kinds) is bool(older)
    assert [kind for kind in kinds if kind != "core-assessment"] == [
        "acknowledge-referrer",
        "allocation",
        "answer-dispute",
        "answer-more-time",
        "assessment",
        "assessment-child-seen",
        "care-first-visit",
        "care-review",
        "care-visit",
        "child-death-notification",
        "child-in-need-meeting",
        "child-in-need-review",
        "child-in-need-visit",
        "closure",
        "conference-decisions",
        "conference-minutes",
        "conference-outcome",
        "consider-new-information",
        "contact-decision",
        "core-group",
        "core-group-minutes",
        "decision-two",
        "emergency-protection-ends",
        "enquiry-child-seen",
        "enquiry-completed",
        "first-care-review",
        "first-core-group",
        "first-review-conference",
        "handoff-confirmed",
        "handoff-impact",
        "hold-review",
        "inform-parents",
        "inform-referrer",
        "initial-conference",
        "initial-health-assessment",
        "late-reply-review",
        "letter-before-proceedings",
        "long-child-in-need-plan",
        "long-protection-plan",
        "management-oversight",
        "missing-child",
        "placement-first-visit",
        "placement-told-health",
        "placement-told-school",
        "plan-action",
        "plan-review",
        "police-protection-ends",
        "pre-proceedings",
        "pre-proceedings-review",
        "private-fostering-first-visit",
        "private-fostering-later-visit",
        "private-fostering-visit",
        "protection-visit",
        "receiving-confirmation",
        "receiving-in-conference",
        "referral-decision",
        "report-to-parents",
        "report-to-parents-review",
        "research-planning",
        "research-reply",
        "return-interview",
        "review-conference",
        "review-health-from-five",
        "review-health-under-five",
        "second-care-review",
        "second-plan",
        "second-signature",
        "serious-incident-notification",
        "strategy-discussion",
        "strategy-minutes",
        "strategy-outcome",
        "supervision",
        "tell-police-missing",
        "transfer-answer",
    ]


@pytest.mark.parametrize("profile_id", ALL)
def test_every_ladder_goes_on_for_ever(profile_id):
    assert [
        key for key, ladder in RULEBOOK.profile(profile_id).ladders.items() if not ladder.endless
    ] == []


@pytest.mark.parametrize("profile_id", ALL)
@pytest.mark.parametrize("rating", Rating)
def test_every_rating_has_its_limit_and_its_ladder(profile_id, rating):
    rules = RULEBOOK.profile(profile_id)
    assert f"research_{rating.value}" in rules.timescales
    assert f"research_{rating.value}" in rules.ladders


def test_oversight_recurs_for_as_long_as_the_journey_lasts():
    rule = next(
        rule for rule in profile("england-2023").rules if rule.kind == "management-oversight"
    )
    assert (rule.recurring, rule.span, rule.owes) == (True, Span.JOURNEY, Owes.MANAGER)


@pytest.mark.parametrize("category", ConcernCategory)
def test_every_concern_calls_for_somebody_and_for_fewer_than_eighteen(category):
    # One hub asked up to eighteen agencies whatever the concern (requirement M2).
    assert 2 <= len(profile("england-2023").needs[category.value]) <= 8


def test_fifteen_working_days_after_2_september_2025_is_23_september():
    assert due_of("england-2023", "enquiry_completed", at(2025, 9, 2, 9)) == at(2025, 9, 23, 23)


def test_three_working_days_before_thursday_18_september_2025_is_monday_15_september():
    assert due_of("england-2023", "report_to_parents_icpc", at(2025, 9, 18, 9)) == at(
        2025, 9, 15, 23
    )


def test_forty_five_working_days_from_1_september_2025_is_3_november():
    assert due_of("england-2023", "assessment", at(2025, 9, 1, 8)) == at(2025, 11, 4, 0)


def test_a_jersey_contact_before_liberation_day_has_until_monday():
    assert due_of("jersey-2015", "contact_decision", at(2025, 5, 8, 9)) == at(2025, 5, 12, 23)


def test_an_english_contact_on_the_same_day_has_until_friday():
    assert due_of("england-2023", "contact_decision", at(2025, 5, 8, 9)) == at(2025, 5, 9, 23)


def test_a_contact_decision_is_shown_as_due_soon_four_hours_before():
    assert profile("england-2023").timescale("contact-decision").warn_before == timedelta(hours=4)


def test_the_profile_of_working_together_2023_began_in_december_2023():
    assert profile("england-2023").effective == date(2023, 12, 15)
