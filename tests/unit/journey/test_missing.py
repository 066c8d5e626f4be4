"""A missing child: looked for round the clock, back, and asked why within 72 hours (P6)."""

from datetime import UTC, timedelta

import pytest

from journey.commands import missing
from journey.diagnosis import diagnose
from journey.diagnosis.shapes import Grade
from journey.terms import Finding, Guard, ObligationState
from tests.support.caring import LOOKED_AFTER, back, declined, gone, talked
from tests.support.cases import (
    CLOSE,
    CLOSED,
    CONTACT,
    ENDED,
    HELPED,
    TOLD,
    at,
    go_on,
    play,
    refused,
)
from tests.support.rulebook import RULEBOOK, london

pytestmark = pytest.mark.shows("P6")


def leading(played):
    return diagnose(played.case, now=played.now, rulebook=RULEBOOK)


@pytest.mark.parametrize("start", [CONTACT, HELPED, LOOKED_AFTER])
def test_a_child_may_be_missing_whatever_else_is_open(start):
    before = play(start).open_kinds
    played = play(start, gone())
    assert played.open_kinds == [*before, "missing"]
    assert played.case.stage == "missing"


def test_a_journey_that_was_about_to_close_is_not_any_more():
    assert play(ENDED).open_kinds == ["closure"]
    assert play(ENDED, gone()).open_kinds == ["missing"]
    assert refused(play(CLOSED), gone()).needs == ("reopen, with the reason",)


def test_the_missing_child_leads_whatever_else_is_late():
    played = play(HELPED, at("2025-10-20"), gone())
    found = leading(played)
    assert (found.finding, found.grade) == (Finding.WAITING, Grade.CHILD_MISSING)
    assert found.sentence == (
        "The child is missing, reported on Monday 20 October 2025, 10am; due in 1 day; "
        "the child's safety waits for it."
    )
    go_on(played, at("2025-10-21", "11:00"))
    assert leading(played).finding is Finding.LATE
    assert leading(played).command == "record-return"


def test_the_search_goes_up_through_the_night():
    played = play(HELPED, at("2025-09-05", "20:00"), gone(), at("2025-09-07", "09:00"))
    actions = [sent.template for sent in played.case.sent if sent.to == "senior-manager:mash"]
    owed = played.owed("missing-child:G1")
    assert owed.due_at == london("2025-09-06", "20:00")
    assert "breach" in actions
    assert owed.last_action == "escalate"


def test_the_police_are_to_be_told_at_once_unless_they_know():
    known = gone(police_told_at=london("2025-09-02", "09:30").astimezone(UTC))
    assert "tell-police-missing:G1" not in play(HELPED, known).owing
    played = play(HELPED, gone())
    assert played.owed("tell-police-missing:G1").due_at == london("2025-09-02", "11:00")
    go_on(played, missing.TellPoliceMissing(police_reference="TEST-1"))
    assert played.owed("tell-police-missing:G1").state is ObligationState.MET
    assert refused(played, missing.TellPoliceMissing()).code is Guard.NOT_NOW


def test_telling_the_police_is_moot_once_the_child_is_back():
    played = play(HELPED, gone(), back())
    assert played.owed("tell-police-missing:G1").state is ObligationState.CANCELLED


def test_the_return_interview_is_owed_within_72_hours_of_the_return_itself():
    played = play(LOOKED_AFTER, gone(), at("2025-09-05", "18:00"))
    go_on(played, back(at=london("2025-09-05", "15:00").astimezone(UTC)))
    assert played.owed("return-interview:G1").due_at == london("2025-09-08", "15:00")
    assert played.owed("missing-child:G1").state is ObligationState.LATE_MET
    go_on(played, at("2025-09-08", "14:59"), talked())
    assert played.owed("return-interview:G1").state is ObligationState.MET
    assert played.open_kinds == ["care"]


def test_an_interview_after_72_hours_is_late():
    played = play(LOOKED_AFTER, gone(), back(), at("2025-09-05", "10:00"), talked())
    assert played.owed("return-interview:G1").state is ObligationState.LATE_MET


def outcome(played):
    return next(e.outcome for e in played.case.episodes.values() if e.kind == "missing")


def test_an_interview_that_was_declined_is_recorded_as_that():
    played = play(HELPED, gone(), back(), declined())
    assert outcome(played) == "interview-declined"
    assert outcome(play(HELPED, gone(), back(), talked())) == "interviewed"


def test_what_the_child_said_is_heard_among_its_views():
    played = play(HELPED, gone(), back(), talked(push="rows at home", pull="friends in town"))
    assert played.case.childs_views[-1] == "nobody listens at home"
    assert played.case.care.missing["G1"].interview.pull == "friends in town"


@pytest.mark.parametrize(
    ("command", "need"),
    [
        (talked(said=None), "said: what the child said"),
        (declined(why_declined=None), "why_declined: why the child did not want it"),
        (talked(independent=False), "why_not_independent: why nobody independent could"),
    ],
)
def test_an_interview_says_what_came_of_it(command, need):
    assert refused(play(HELPED, gone(), back()), command).needs == (need,)


def test_missing_again_before_the_interview_owes_two():
    played = play(HELPED, gone(), back(), at("2025-09-03"), gone())
    assert played.open_kinds == ["plan", "missing"]
    assert {"return-interview:G1", "missing-child:G2"} <= set(played.owing)
    go_on(played, talked())
    assert played.open_kinds == ["plan", "missing"]
    go_on(played, at("2025-09-04"), back(), declined())
    assert played.open_kinds == ["plan"]
    assert outcome(played) == "interviewed"


def test_missing_again_after_the_interview_is_an_episode_of_its_own():
    played = play(HELPED, gone(), back(), talked(), at("2025-09-10"), gone())
    assert [e.kind for e in played.case.episodes.values()].count("missing") == 2
    assert played.owed("missing-child:G2").is_open


def test_a_child_who_is_back_is_not_missing_and_one_who_is_missing_is_not_missing_twice():
    assert refused(play(HELPED), back()).needs == ("report-missing",)
    assert refused(play(HELPED, gone()), gone()).needs == ("record-return",)
    assert refused(play(HELPED), talked()).code is Guard.NOT_NOW
    played = play(HELPED, gone())
    assert refused(played, talked(period="G1")).needs == ("record-return",)
    assert refused(played, talked(period="G3")).needs == ("one of: G1",)


def test_nobody_is_missing_in_the_future():
    ahead = london("2025-09-03").astimezone(UTC)
    for wrong in (gone(at=ahead), gone(missing_since=ahead), gone(police_told_at=ahead)):
        assert refused(play(HELPED), wrong).code is Guard.UNKNOWN_SUBJECT


def test_a_child_is_not_back_before_it_was_reported_missing():
    played = play(HELPED, at("2025-09-04"), gone(), at("2025-09-05"))
    early = back(at=london("2025-09-03").astimezone(UTC))
    assert refused(played, early).needs[0].startswith("at: an instant from 2025-09-04")
    go_on(played, back())
    too_early = talked(at=played.now - timedelta(hours=1))
    assert refused(played, too_early).code is Guard.UNKNOWN_SUBJECT


def test_missing_again_counts_from_the_last_return():
    played = play(HELPED, gone(), at("2025-09-03"), back(), at("2025-09-04"))
    before = gone(missing_since=london("2025-09-02", "12:00").astimezone(UTC))
    assert refused(played, before).code is Guard.UNKNOWN_SUBJECT


def test_closing_waits_for_the_missing_child():
    played = play(ENDED, TOLD, gone())
    assert "end the missing with its outcome" in refused(played, CLOSE).needs
