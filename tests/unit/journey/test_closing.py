"""Closing looks over all episodes: whatever is open is named, one by one (requirement Q2)."""

from datetime import UTC, date

import pytest

from journey.commands import contact, departures, meetings, record
from journey.terms import Disposal, Guard, Kind, MeetingKind, Outcome
from tests.support.cases import (
    ASSESSED,
    ASSESSING,
    CLOSE,
    CONTACT,
    DISCUSSED,
    DISCUSSING,
    ENDED,
    HANDED_OFF,
    MINUTES,
    RESEARCHING,
    TOLD,
    at,
    by,
    conclude,
    decide_contact,
    decide_two,
    go_on,
    hold,
    play,
    refused,
)
from tests.support.rulebook import london

NFA = Outcome.NO_FURTHER_ACTION
DISPOSED = record.DisposeOfConcern(
    concern="C2", disposal=Disposal.UNKNOWN, reason="nobody can say now"
)
NEW = record.AddConcern(category=contact.ConcernCategory.OTHER, description="a new worry")
TRIAGE = meetings.PlanMeeting(
    kind=MeetingKind.TRIAGE, begins_at=london("2025-09-10").astimezone(UTC)
)
TRANSFER = departures.ProposeTransfer(to_team="north", reason="x", hand_over=("the file",))
MOVED = departures.RecordMoveAway(
    to_authority="Invented County", moved_on=date(2025, 9, 1), told="the duty manager"
)
OPEN = [
    (NEW, "say what became of concern C2 (other)", DISPOSED),
    (
        record.RaiseContradiction(what="two accounts"),
        "resolve contradiction X1",
        record.ResolveContradiction(contradiction="X1", resolution="the school was right"),
    ),
    (
        record.RecordAssumption(assumption="an aunt helps"),
        "support assumption A1 with evidence, or withdraw it",
        record.SettleAssumption(assumption="A1", withdrawn_because="nobody asked her"),
    ),
    (
        TRIAGE,
        "hold-meeting or call-off-meeting: M1 (triage)",
        meetings.CallOffMeeting(meeting="M1", reason="nothing is left to discuss"),
    ),
    (
        TRIAGE,
        "hold-meeting or call-off-meeting: M1 (triage)",
        hold(MeetingKind.TRIAGE, meeting="M1"),
    ),
    (
        TRANSFER,
        "accept-transfer, refuse-transfer or withdraw-transfer: T1",
        departures.WithdrawTransfer(reason="it is closed instead"),
    ),
    (
        MOVED,
        "confirm-move or cancel-move: the other authority has not confirmed",
        departures.CancelMove(reason="they came back"),
    ),
]


@pytest.mark.shows("Q2")
@pytest.mark.parametrize(("opened", "need", "settled"), OPEN)
def test_closing_names_each_open_thing_and_goes_on_when_it_is_settled(opened, need, settled):
    played = play(ENDED, TOLD, opened)
    refusal = refused(played, CLOSE)
    assert (refusal.code, refusal.needs) == (Guard.OPEN_QUESTIONS, (need,))
    go_on(played, settled, CLOSE)


@pytest.mark.shows("Q2", "C8")
def test_a_hand_off_that_nobody_confirmed_blocks_closing():
    refusal = refused(play(HANDED_OFF, TOLD), CLOSE)
    assert refusal.needs == ("confirm-hand-off: that help began, or bounce-hand-off",)


@pytest.mark.shows("Q2", "D5")
def test_minutes_that_are_owed_block_closing_until_they_are_sent_or_waived():
    played = play(DISCUSSING, DISCUSSED, conclude(Kind.STRATEGY_DISCUSSION, NFA), TOLD)
    refusal = refused(played, CLOSE)
    assert refusal.needs == ("circulate-paper: strategy minutes of meeting M1",)
    go_on(played, MINUTES, CLOSE)


@pytest.mark.shows("Q2")
def test_whoever_was_not_told_blocks_closing():
    refusal = refused(play(ENDED), CLOSE)
    assert refusal.code is Guard.REFERRER_NOT_TOLD
    assert [need.split(":")[0] for need in refusal.needs] == ["tell-referrer", "tell-parents"]


@pytest.mark.shows("Q2")
@pytest.mark.parametrize(
    ("start", "ending"),
    [
        (CONTACT, decide_contact(NFA)),
        (CONTACT, decide_contact(Outcome.ADVICE_GIVEN)),
        (RESEARCHING, decide_two(NFA)),
        ((ASSESSING, ASSESSED), conclude(Kind.ASSESSMENT, NFA)),
        ((DISCUSSING, DISCUSSED), conclude(Kind.STRATEGY_DISCUSSION, NFA)),
    ],
)
@pytest.mark.parametrize(
    ("opened", "need"),
    [
        (record.RaiseContradiction(what="two accounts"), "resolve contradiction X1"),
        (TRANSFER, "accept-transfer, refuse-transfer or withdraw-transfer: T1"),
    ],
)
def test_every_decision_that_leaves_nothing_but_closure_asks_the_same(start, ending, opened, need):
    refusal = refused(play(start, opened), ending)
    assert (refusal.code, refusal.needs) == (Guard.OPEN_QUESTIONS, (need,))


@pytest.mark.shows("C10", "Q2")
def test_after_the_hub_the_last_decision_says_what_became_of_each_concern():
    left_open = conclude(Kind.ASSESSMENT, NFA, disposal=None, concerns=())
    played = play(ASSESSING, ASSESSED)
    assert refused(played, left_open).code is Guard.RATIONALE_MISSING
    two = play(ASSESSING, ASSESSED, NEW, DISPOSED)
    go_on(two, conclude(Kind.ASSESSMENT, NFA))
    assert two.open_kinds == ["closure"]


def test_a_decision_beside_other_work_leaves_questions_to_that_work():
    played = play(ASSESSING, ASSESSED, record.RaiseContradiction(what="two accounts"))
    go_on(played, conclude(Kind.ASSESSMENT, Outcome.CHILD_IN_NEED_PLAN))
    assert "plan" in played.open_kinds


def test_a_meeting_that_was_called_off_is_neither_held_nor_moved():
    played = play(ENDED, TRIAGE, meetings.CallOffMeeting(meeting="M1", reason="moot"))
    refusal = refused(played, hold(MeetingKind.TRIAGE, meeting="M1"))
    assert (refusal.code, refusal.needs) == (Guard.NOT_NOW, ("plan-meeting: another one",))
    again = meetings.RedateMeeting(
        meeting="M1", begins_at=london("2025-09-12").astimezone(UTC), reason="x"
    )
    assert refused(played, again).code is Guard.NOT_NOW


def test_what_was_planned_for_a_child_who_left_does_not_block_closing():
    played = play(ASSESSING, TRIAGE, at("2025-09-02", "11:00"), MOVED)
    go_on(played, departures.ConfirmMove(in_writing="letter"))
    refusal = refused(played, by("mona", CLOSE))
    assert refusal.needs == ("say what became of concern C1 (neglect)",)
