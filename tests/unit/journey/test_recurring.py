"""What recurs: a successor only where its own was met, and nothing met before it was owed."""

from dataclasses import replace
from datetime import date

import pytest

from journey.commands import record, running
from journey.people import Child
from journey.policy import ObligationRule, Owes, Rulebook, Span
from tests.support.caring import CARE_REVIEW, LOOKED_AFTER, examined, fostered
from tests.support.cases import (
    ALLOCATED,
    CONTACT,
    ENDED,
    HELPED,
    OVERSEEN,
    PROTECTED,
    at,
    go_on,
    play,
    received,
    seen,
)
from tests.support.rulebook import RULEBOOK, london

TALK = ObligationRule(
    kind="talk",
    timescale="management_oversight",
    opens_on=("journey allocated",),
    meets_on=("oversight recorded",),
    owes=Owes.MANAGER,
    ladder="oversight",
    span=Span.JOURNEY,
    recurring=True,
)


def with_talks() -> Rulebook:
    profile = RULEBOOK.profile("england-2023@1")
    mine = replace(profile, rules=(*profile.rules, TALK))
    return replace(RULEBOOK, profiles={mine.id: mine})


def talks(played):
    return [owed for owed in played.case.obligations.values() if owed.kind == "talk"]


def test_a_moment_that_met_nothing_of_a_kind_begins_no_series_of_that_kind():
    played = play(CONTACT, OVERSEEN, rulebook=with_talks())
    assert talks(played) == []
    assert played.owing.count("management-oversight") == 1


def test_a_series_goes_on_from_one_that_was_met():
    played = play(CONTACT, ALLOCATED, at("2025-09-10"), OVERSEEN, rulebook=with_talks())
    assert [owed.state for owed in talks(played)] == ["met", "open"]


def test_what_happened_before_it_was_owed_does_not_meet_it():
    told = record.TellParents(how="visit", at=london("2025-09-02", "10:30"))
    late = play(ENDED[:-1], at("2025-09-02", "12:00"), ENDED[-1], told)
    assert "inform-parents" in late.owing
    go_on(late, record.TellParents(how="visit"))
    assert "inform-parents" not in late.owing


FOSTERED = (ENDED, fostered(london("2025-08-20")))
GROWN = (received(child=Child(name="Invented Child", born=date(2015, 3, 1))), *LOOKED_AFTER[1:])


def let_go(label):
    return running.WaiveObligation(obligation=label, reason="the family is abroad")


@pytest.mark.parametrize(
    ("start", "waived", "follows", "due"),
    [
        (PROTECTED, "first-core-group", "core-group", "2025-10-16"),
        (PROTECTED, "first-review-conference", "review-conference", "2026-03-04"),
        (HELPED, "child-in-need-meeting", "child-in-need-review", "2025-12-04"),
        (LOOKED_AFTER, "first-care-review", "second-care-review", "2025-12-04"),
        (LOOKED_AFTER, "care-first-visit", "care-visit", "2025-10-16"),
        (LOOKED_AFTER, "initial-health-assessment", "review-health-under-five", "2026-03-04"),
        (FOSTERED, "private-fostering-first-visit", "private-fostering-visit", "2025-10-16"),
    ],
)
def test_the_first_of_a_series_let_go_leaves_the_next_one_owed(start, waived, follows, due):
    played = play(start, at("2025-09-03"), let_go(waived))
    assert played.owed(follows).due_at == london(due, "00:00")
    assert follows in played.owing
    assert waived not in played.owing


@pytest.mark.parametrize(
    ("start", "label", "due"),
    [
        ((LOOKED_AFTER, examined()), "review-health-under-five", "2026-04-02"),
        ((GROWN, examined()), "review-health-from-five", "2026-10-02"),
        ((FOSTERED, seen()), "private-fostering-visit", "2025-11-13"),
    ],
)
def test_one_of_a_series_let_go_leaves_the_next_one_owed(start, label, due):
    played = play(start, at("2025-10-01"), let_go(label))
    assert played.owing.count(label) == 1
    assert played.owed(label).due_at == london(due, "00:00")


def test_a_second_review_of_care_let_go_leaves_the_half_yearly_ones_owed():
    played = play(LOOKED_AFTER, CARE_REVIEW, at("2025-10-01"), let_go("second-care-review"))
    assert played.owed("care-review").due_at == london("2026-04-02", "00:00")


def test_a_visit_let_go_after_the_first_year_of_fostering_is_owed_twelve_weeks_on():
    played = play(FOSTERED, seen(), at("2026-09-03", climbing=False), seen())
    go_on(played, at("2026-10-01", climbing=False), let_go("private-fostering-later-visit"))
    assert played.owed("private-fostering-later-visit").due_at == london("2026-12-25", "00:00")
    assert "private-fostering-visit" not in played.owing


def test_what_was_let_go_and_then_done_all_the_same_is_owed_once():
    played = play(LOOKED_AFTER, let_go("initial-health-assessment"), at("2025-09-20"), examined())
    assert [label for label in played.owing if "health" in label] == ["review-health-under-five"]
    assert played.owed("review-health-under-five").due_at == london("2026-03-21", "00:00")
