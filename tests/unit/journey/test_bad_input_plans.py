"""What cannot have been: refused with a code, a sentence, and what would satisfy it."""

from datetime import UTC

import pytest

from journey.commands import meetings, outcomes, plans
from journey.people import Role
from journey.terms import Guard, Kind, MeetingKind, Outcome, Progress
from tests.support.cases import (
    CONFERRED,
    CONTACT,
    DISCUSSED,
    DISCUSSING,
    ENQUIRING,
    HELPED,
    PLANNED,
    PROTECTED,
    WHY,
    agree,
    at,
    conclude,
    done,
    hold,
    play,
    refused,
    review,
    seen,
)
from tests.support.rulebook import london

GROUP = hold(MeetingKind.CORE_GROUP)
REVIEW = hold(MeetingKind.REVIEW_CONFERENCE)
EARLIER = london("2025-09-01", "09:00").astimezone(UTC)
LATER = london("2025-09-30").astimezone(UTC)


def circulate(meeting=None):
    return meetings.CirculatePaper(to=("police",), how="by mail", meeting=meeting)


def planned(kind, day="2025-09-20"):
    return meetings.PlanMeeting(kind=kind, begins_at=london(day).astimezone(UTC))


@pytest.mark.parametrize(
    ("steps", "command", "code", "need"),
    [
        pytest.param(
            CONTACT, GROUP, Guard.NOT_NOW, "a decision that opens a plan",
            id="a core group without a plan",
        ),
        pytest.param(
            HELPED, GROUP, Guard.NOT_NOW, "an open protection plan",
            id="a core group on a child in need plan",
        ),
        pytest.param(
            PROTECTED, hold(MeetingKind.CHILD_IN_NEED_REVIEW), Guard.NOT_NOW,
            "an open child-in-need plan", id="a child in need review on a protection plan",
        ),
        pytest.param(
            PROTECTED, hold(MeetingKind.CORE_GROUP, at=EARLIER), Guard.UNKNOWN_SUBJECT,
            "an instant", id="a core group before the journey began",
        ),
        pytest.param(
            (CONTACT, at("2025-09-04")), seen(at=LATER), Guard.UNKNOWN_SUBJECT,
            "an instant that has passed", id="a visit in the future",
        ),
        pytest.param(
            (PROTECTED, planned(MeetingKind.CORE_GROUP)), circulate("M3"), Guard.NOT_NOW,
            "hold-meeting", id="minutes of a meeting that was not held",
        ),
        pytest.param(
            CONTACT, circulate(), Guard.NOT_NOW, "hold-meeting",
            id="minutes where no meeting was ever held",
        ),
        pytest.param(
            CONTACT, CONFERRED, Guard.NOT_NOW, "a decision that opens a conference",
            id="a conference before anything",
        ),
        pytest.param(
            DISCUSSING, CONFERRED, Guard.NOT_NOW, "a decision that opens a conference",
            id="a conference before its strategy discussion",
        ),
        pytest.param(
            ENQUIRING, CONFERRED, Guard.NOT_NOW, "a decision that opens a conference",
            id="a conference before its enquiry has ended",
        ),
        pytest.param(
            (DISCUSSING, DISCUSSED), conclude(Kind.STRATEGY_DISCUSSION, Outcome.CONFERENCE),
            Guard.UNKNOWN_SUBJECT, "outcome: one of",
            id="a conference straight from the strategy discussion",
        ),
        pytest.param(
            CONTACT, conclude(Kind.PLAN, Outcome.NO_FURTHER_ACTION), Guard.NOT_NOW,
            "a journey with an open plan", id="the end of a plan that has not begun",
        ),
        pytest.param(
            PROTECTED, conclude(Kind.PLAN, Outcome.STEPPED_DOWN), Guard.NOT_QUORATE,
            "hold-meeting: the review-conference", id="the end of a plan before any review",
        ),
        pytest.param(
            (PROTECTED, PLANNED), done(at=LATER), Guard.UNKNOWN_SUBJECT,
            "an instant that has passed", id="an action done in the future",
        ),
        pytest.param(
            PROTECTED, done("PA7"), Guard.UNKNOWN_SUBJECT, "one of: none",
            id="an action that nobody agreed",
        ),
        pytest.param(
            PROTECTED, agree("2025-09-01"), Guard.UNKNOWN_SUBJECT, "due_at: an instant to come",
            id="an action that is due before it was agreed",
        ),
        pytest.param(
            (PROTECTED, PLANNED, planned(MeetingKind.CORE_GROUP)),
            review(Progress.WORSE, meeting="M3")[1], Guard.NOT_NOW, "hold-meeting",
            id="a review at a meeting that was not held",
        ),
    ],
)  # fmt: skip
def test_what_cannot_have_been_is_refused_with_its_remedy(steps, command, code, need):
    refusal = refused(play(steps), command)
    assert refusal.code is code
    assert any(need in each for each in refusal.needs)
    assert refusal.sentence.endswith(".")


def test_a_meeting_held_before_its_plan_began_is_refused():
    played = play(PROTECTED[:-1], at("2025-09-10"), PROTECTED[-1], at("2025-09-12"))
    early = hold(MeetingKind.CORE_GROUP, at=london("2025-09-09").astimezone(UTC))
    assert refused(played, early).needs == ("at: an instant from 2025-09-10T09:00:00+00:00 on",)


@pytest.mark.parametrize("command", [outcomes.EndPlan, outcomes.DecideAtConference])
def test_a_plan_begins_and_ends_when_it_is_decided_so_no_end_can_be_before_its_start(command):
    assert not {"at", "ended_at", "opened_at"} & set(command.__dataclass_fields__)


def test_a_chair_must_be_named_whatever_the_role():
    other = hold(MeetingKind.CORE_GROUP, chair_role=Role.COORDINATOR)
    assert refused(play(PROTECTED), other).code is Guard.NOT_QUALIFIED


def test_an_alarm_that_is_none_is_not_answered():
    command = plans.ConsiderPlanAlarm(alarm=plans.PlanAlarm.AGAIN, what_follows=WHY)
    assert refused(play(HELPED), command).code is Guard.NOT_NOW
