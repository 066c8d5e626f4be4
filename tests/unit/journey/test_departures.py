"""Moving away and death: what ends, what is owed, what is no longer done, and the way back."""

from datetime import date, timedelta

import pytest

from journey.commands import departures, meetings, record, running
from journey.people import Child
from journey.terms import DeathNotice, Disposal, Guard, ObligationState, Outcome
from tests.support.cases import (
    ASKED,
    CLOSE,
    CLOSED,
    CONTACT,
    ENQUIRING,
    HANDED_OFF,
    HISTORY,
    PROTECTED,
    TOLD,
    at,
    go_on,
    play,
    received,
    refused,
    reply,
    seen,
)
from tests.support.rulebook import london

AWAY = departures.RecordMoveAway(
    to_authority="Invented County", moved_on=date(2025, 9, 1), told="the duty manager there"
)
CONFIRMED = departures.ConfirmMove(in_writing="letter of the head of service there")
RECEIVED_THERE = departures.RecordReceivingInConference(outcome="a plan there from today")
DIED = departures.RecordDeath(
    died_on=date(2025, 9, 1), circumstances="in hospital", abuse_suspected=False
)
KILLED = departures.RecordDeath(
    died_on=date(2025, 9, 2), circumstances="at home", abuse_suspected=True
)
MISTAKEN = departures.CorrectDeath(reason="it was another child of that name")
UNFOUNDED = record.DisposeOfConcern(
    concern="C1", disposal=Disposal.UNFOUNDED, reason="nothing was found"
)


def notified(to):
    return departures.NotifyDeath(to=to, how="by the online form")


# Moving away


def test_a_child_who_moved_away_stays_this_hubs_until_it_is_confirmed():
    played = play(PROTECTED, AWAY)
    assert "plan" in played.open_kinds
    assert "protection-visit" in played.owing
    assert played.owed("receiving-confirmation").due_at == london("2025-09-24", "00:00")
    # Fifteen working days from Tuesday 2 September, when the other authority was told.
    assert played.owed("receiving-in-conference").due_at == london("2025-09-24", "00:00")


def test_without_a_protection_plan_no_conference_is_received():
    played = play(CONTACT, AWAY)
    assert "receiving-in-conference" not in played.owing
    assert refused(played, RECEIVED_THERE).code is Guard.NOT_NOW


def test_a_protection_plan_ends_only_after_the_other_authoritys_conference():
    played = play(PROTECTED, AWAY)
    assert refused(played, CONFIRMED).needs == ("record-receiving-in-conference",)
    go_on(played, RECEIVED_THERE, CONFIRMED)
    assert played.open_kinds == ["closure"]
    plan = [e for e in played.case.episodes.values() if e.plan is not None][-1]
    assert plan.outcome is Outcome.MOVED_AWAY
    assert played.owed("receiving-in-conference").state is ObligationState.MET
    assert played.owed("receiving-confirmation").state is ObligationState.MET


def test_what_ends_because_the_child_left_stops_no_clock_as_if_it_were_done():
    played = play(ENQUIRING, AWAY, CONFIRMED)
    assert played.owed("enquiry-completed").state is ObligationState.CANCELLED
    assert played.owed("assessment").state is ObligationState.CANCELLED


def test_partners_are_asked_no_more_and_closing_is_not_held_up_by_them():
    played = play(ASKED, AWAY, CONFIRMED, UNFOUNDED, TOLD)
    assert [each.state.value for each in played.case.requests.values()] == ["withdrawn"] * 2
    go_on(played, CLOSE)


def test_a_move_that_came_to_nothing_is_taken_back():
    played = play(PROTECTED, AWAY, departures.CancelMove(reason="they are back"))
    assert played.owed("receiving-in-conference").state is ObligationState.CANCELLED
    assert played.case.departures.move is None
    go_on(played, AWAY)


@pytest.mark.parametrize(
    ("start", "command", "code"),
    [
        (CONTACT, CONFIRMED, Guard.NOT_NOW),
        (CONTACT, departures.CancelMove(reason="x"), Guard.NOT_NOW),
        ((CONTACT, AWAY), AWAY, Guard.NOT_NOW),
        (CLOSED, AWAY, Guard.NOT_NOW),
        (
            CONTACT,
            departures.RecordMoveAway(to_authority="x", moved_on=date(2025, 9, 3), told="y"),
            Guard.UNKNOWN_SUBJECT,
        ),
    ],
)
def test_what_is_no_move_is_refused_with_what_would_do(start, command, code):
    refusal = refused(play(start), command)
    assert refusal.code is code
    assert refusal.needs


def test_nothing_is_confirmed_before_the_other_authority_was_told():
    played = play(CONTACT, at("2025-09-03"), AWAY)
    early = departures.ConfirmMove(in_writing="letter", at=played.now - timedelta(hours=20))
    assert refused(played, early).code is Guard.UNKNOWN_SUBJECT


# Death


def test_a_death_ends_everything_open_and_leaves_closure():
    played = play(ENQUIRING, DIED)
    assert played.open_kinds == ["closure"]
    outcomes = [e.outcome for e in played.case.episodes.values() if e.kind != "closure"]
    assert outcomes[-2:] == [Outcome.DIED, Outcome.DIED]


def test_the_review_of_the_death_is_told_within_a_day():
    played = play(ENQUIRING, DIED)
    assert played.owed("child-death-notification").due_at == london("2025-09-03")
    assert "serious-incident-notification" not in played.owing
    go_on(played, notified(DeathNotice.CHILD_DEATH_REVIEW))
    assert played.owed("child-death-notification").state is ObligationState.MET


def test_where_abuse_is_suspected_a_serious_incident_is_notified_within_five_working_days():
    played = play(ENQUIRING, KILLED)
    owed = played.owed("serious-incident-notification")
    assert owed.due_at == london("2025-09-10", "00:00")
    assert owed.owed_by == "manager:mash"
    go_on(played, notified(DeathNotice.SERIOUS_INCIDENT))
    assert played.owed("serious-incident-notification").state is ObligationState.MET


@pytest.mark.parametrize(
    "command",
    [
        seen(),
        record.TellParents(how="letter", wording="the outcome"),
        record.TellReferrer(send=True),
        AWAY,
        DIED,
    ],
)
def test_nothing_is_done_any_more_as_if_the_child_were_alive(command):
    refusal = refused(play(CONTACT, DIED), command)
    assert refusal.code is Guard.NOT_NOW
    assert "died" in refusal.sentence or "death" in refusal.sentence


def test_telling_the_parents_is_no_longer_owed():
    played = play(HANDED_OFF, DIED)
    assert played.owed("inform-parents").state is ObligationState.CANCELLED


def test_no_ladder_tells_the_family_anything_after_a_death():
    played = play(HANDED_OFF, DIED, at("2025-12-01"))
    after = [
        sent for sent in played.case.sent if sent.at >= played.case.departures.death.recorded_at
    ]
    parties = {sent.to.partition(":")[0] for sent in after}
    assert parties <= {"manager", "senior-manager", "team", "worker"}


def test_closing_waits_for_the_notifications_and_for_no_word_to_the_parents():
    played = play(ENQUIRING, KILLED, UNFOUNDED, record.TellReferrer(how="by telephone"))
    go_on(played, meetings.CirculatePaper(to=("police", "health"), how="by hand"))
    assert refused(played, CLOSE).needs == (
        "notify-death: child death notification",
        "notify-death: serious incident notification",
    )
    go_on(played, notified(DeathNotice.CHILD_DEATH_REVIEW))
    go_on(played, notified(DeathNotice.SERIOUS_INCIDENT), CLOSE)
    assert refused(played, running.Reopen(reason="x")).code is Guard.NOT_NOW


def test_a_late_reply_after_a_death_brings_no_decision_back():
    played = play(ASKED, DIED)
    assert refused(played, reply("police")).code is Guard.NOT_NOW
    assert played.open_kinds == ["closure"]


@pytest.mark.parametrize(
    ("died_on", "sentence"),
    [
        (date(2025, 9, 3), "It cannot have happened in the future."),
        (date(2016, 3, 8), "That is before the child was born."),
    ],
)
def test_a_day_on_which_nobody_can_have_died_is_refused(died_on, sentence):
    born = received(child=Child(name="Invented Child", born=date(2016, 3, 9)))
    told = departures.RecordDeath(died_on=died_on, circumstances="x", abuse_suspected=False)
    refusal = refused(play(born, HISTORY), told)
    assert (refusal.code, refusal.sentence) == (Guard.UNKNOWN_SUBJECT, sentence)


def test_a_death_notified_without_a_death_is_refused():
    refusal = refused(play(CONTACT), notified(DeathNotice.SERIOUS_INCIDENT))
    assert (refusal.code, refusal.needs) == (Guard.NOT_NOW, ("record-death",))
