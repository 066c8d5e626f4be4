"""Meetings: who must be there, what each kind is, what is written up, and where the papers go."""

from datetime import UTC

import pytest

from journey.commands import meetings, practice
from journey.people import Referrer, ReferrerKind
from journey.terms import Guard, Kind, MeetingKind, ObligationState, Outcome, Paper, Presence
from tests.support.cases import (
    ASKED,
    CONTACT,
    DISCUSSED,
    DISCUSSING,
    HELD,
    WRITTEN_UP,
    ask,
    at,
    conclude,
    decide_contact,
    decide_two,
    go_on,
    hold,
    play,
    received,
    refused,
    reply,
    there,
    write_up,
)
from tests.support.rulebook import london

NFA = Outcome.NO_FURTHER_ACTION
DISCUSSION = Kind.STRATEGY_DISCUSSION
FULL = {"why_involved": "health visitor", "risks": "seen thin"}


# D1: who was there


@pytest.mark.shows("D1")
@pytest.mark.parametrize(
    ("parties", "needs"),
    [
        (("social-care", "police"), "gp or health or hospital at the meeting"),
        (("social-care", "health"), "police at the meeting"),
        (("police", "health", "school"), "social-care at the meeting"),
    ],
)
def test_a_strategy_discussion_without_one_of_the_three_is_none(parties, needs):
    refusal = refused(play(DISCUSSING), hold(MeetingKind.STRATEGY_DISCUSSION, *parties))
    assert refusal.code is Guard.NOT_QUORATE
    assert refusal.needs == (needs, "or record it as the case-discussion that it was")


@pytest.mark.shows("D1")
def test_an_agency_that_knows_the_child_was_there_or_has_a_reason():
    knows = (ASKED, reply("police"), reply("health", **FULL))
    school = (ask("school"), reply("school", **FULL))
    played = play(knows, school, decide_two(Outcome.STRATEGY_DISCUSSION))
    refusal = refused(played, HELD)
    assert refusal.code is Guard.NOT_QUORATE
    assert refusal.needs[0] == "school, which knows the child, at the meeting, or why it was not"
    reason = there("social-care", "police", "health", school="nobody could be freed")
    go_on(played, hold(attendance=reason))
    assert played.case.meetings["M1"].reasons[0].why == "nobody could be freed"


def test_the_agency_that_referred_was_there_or_has_a_reason():
    referrer = Referrer(kind=ReferrerKind.SCHOOL, name="Invented Teacher", agency="school")
    played = play(received(referrer=referrer), decide_contact(Outcome.IMMEDIATE_PROTECTION))
    assert refused(played, HELD).code is Guard.NOT_QUORATE
    go_on(
        played, hold(MeetingKind.STRATEGY_DISCUSSION, "social-care", "police", "health", "school")
    )


@pytest.mark.shows("D1")
def test_who_was_not_invited_and_why_stays_on_the_record():
    housing = meetings.Attendance(
        party="housing", presence=Presence.NOT_INVITED, why="knows the house", knows_child=True
    )
    everybody = (*there("social-care", "police", "health"), housing)
    played = play(DISCUSSING, hold(attendance=everybody))
    assert played.case.meetings["M1"].attendance[-1].presence is Presence.NOT_INVITED
    assert played.case.meetings["M1"].owed_papers == ("social-care", "police", "health")


# D2: what is written up


@pytest.mark.shows("D2")
@pytest.mark.parametrize(
    "section",
    ["nature", "intensity", "duration", "known-or-potential", "significant", "protective-factors"],
)
def test_a_discussion_is_not_finished_without_each_part_of_the_harm(section):
    others = [
        key
        for key in (
            *("nature", "intensity", "duration", "known-or-potential"),
            *("significant", "protective-factors"),
        )
        if key != section
    ]
    played = play(DISCUSSING, HELD, write_up("strategy-discussion", *others))
    refusal = refused(played, conclude(DISCUSSION, NFA))
    assert refusal.code is Guard.HARM_NOT_ANALYSED
    assert refusal.needs == (f"fill-pro-forma strategy-discussion: {section}",)


def test_sections_are_written_one_after_the_other_and_the_last_word_counts():
    played = play(DISCUSSING, HELD, write_up("strategy-discussion", "nature"))
    newer = meetings.SectionFilled(section="nature", text="hit with a belt")
    go_on(played, meetings.FillProForma(form="strategy-discussion", sections=(newer,)))
    go_on(played, write_up("strategy-discussion", "intensity"))
    written = played.case.form(played.case.open_episode(DISCUSSION).id, "strategy-discussion")
    assert written == {"nature": "hit with a belt", "intensity": "written up"}


def test_a_section_that_the_pro_forma_lacks_is_refused_with_those_it_has():
    refusal = refused(play(DISCUSSING), write_up("strategy-discussion", "rhyme"))
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert "known-or-potential" in refusal.needs[0]


# D4: each kind is its own


@pytest.mark.shows("D4")
@pytest.mark.parametrize("kind", [MeetingKind.TRIAGE, MeetingKind.CASE_DISCUSSION])
def test_a_talk_of_another_kind_is_no_strategy_discussion(kind):
    played = play(DISCUSSING, hold(kind, "social-care", "police"), WRITTEN_UP)
    assert "strategy-discussion" in played.owing
    assert refused(played, conclude(DISCUSSION, NFA)).code is Guard.WRONG_KIND


@pytest.mark.shows("D4")
def test_a_meeting_of_one_kind_never_becomes_another():
    talk = meetings.PlanMeeting(
        kind=MeetingKind.TRIAGE, begins_at=london("2025-09-03").astimezone(UTC)
    )
    played = play(DISCUSSING, talk)
    assert refused(played, hold(meeting="M1")).code is Guard.WRONG_KIND
    go_on(played, hold(MeetingKind.TRIAGE, "police", meeting="M1"))
    assert refused(played, hold(meeting="M1")).code is Guard.WRONG_KIND


def test_nothing_follows_from_a_discussion_that_was_not_held():
    refusal = refused(play(DISCUSSING, WRITTEN_UP), conclude(DISCUSSION, Outcome.RECONVENE))
    assert refusal.code is Guard.NOT_QUORATE


def test_a_discussion_is_held_where_one_was_decided():
    assert refused(play(CONTACT), HELD).code is Guard.NOT_NOW


# D5: face to face, minutes, receipts


@pytest.mark.shows("D5")
def test_meeting_face_to_face_is_considered():
    apart = hold(face_to_face=False)
    refusal = refused(play(DISCUSSING), apart)
    assert refusal.needs == ("why_not_face_to_face: the reason",)
    reason = hold(face_to_face=False, why_not_face_to_face="it could not wait")
    assert play(DISCUSSING, reason).case.meetings["M1"].face_to_face is False


@pytest.mark.shows("D5")
def test_minutes_are_owed_within_a_working_day_also_after_the_discussion_has_ended():
    played = play(DISCUSSING, DISCUSSED, conclude(DISCUSSION, NFA))
    owed = played.owed("strategy-minutes:M1")
    assert owed.due_at == london("2025-09-04", "00:00")
    go_on(played, sent("social-care", "police", "health"))
    assert played.owed("strategy-minutes:M1").state is ObligationState.MET


def sent(*to, **more):
    return meetings.CirculatePaper(to=to, how="by secure mail", **more)


@pytest.mark.shows("D5", "P3")
def test_whoever_was_absent_gets_the_minutes_too_or_the_sender_is_told():
    away = there("social-care", "police", "health", school="closed")
    played = play(DISCUSSING, hold(attendance=away), sent("social-care", "police", "health"))
    assert played.warnings == ("Not yet sent to school, who were there or should have been.",)
    go_on(played, sent("school"))
    assert played.warnings == ()


@pytest.mark.shows("D5")
def test_a_receipt_stands_on_the_record_once():
    got = meetings.RecordReceipt(party="police")
    played = play(DISCUSSING, HELD)
    assert refused(played, got).code is Guard.NOT_NOW
    go_on(played, sent("police", "health"), got)
    assert played.case.meetings["M1"].circulated[0].received_by == ("police",)
    assert refused(played, got).code is Guard.NOT_NOW


def test_a_meeting_that_was_not_held_has_no_minutes():
    planned = meetings.PlanMeeting(
        kind=DISCUSSION, begins_at=london("2025-09-03").astimezone(UTC), invited=("police",)
    )
    played = play(DISCUSSING, planned)
    refusal = refused(played, sent("police", meeting="M1", paper=Paper.MINUTES))
    assert (refusal.code, refusal.needs) == (Guard.NOT_NOW, ("hold-meeting",))


# D6: in time, and whose delay


@pytest.mark.shows("D6")
def test_a_discussion_is_due_a_day_after_it_was_decided_and_then_its_outcome():
    played = play(DISCUSSING)
    assert played.owed("strategy-discussion").due_at == london("2025-09-03")
    go_on(played, at("2025-09-03", "10:00"), HELD)
    assert played.owed("strategy-discussion").state is ObligationState.LATE_MET
    assert played.owed("strategy-outcome").due_at == london("2025-09-03", "14:00")
    go_on(played, WRITTEN_UP, conclude(DISCUSSION, NFA))
    assert played.owed("strategy-outcome").state is ObligationState.MET


@pytest.mark.shows("D6")
def test_a_delay_by_a_partner_is_on_the_record_against_that_partner():
    first = london("2025-09-02", "14:00").astimezone(UTC)
    planned = meetings.PlanMeeting(kind=DISCUSSION, begins_at=first)
    later = meetings.RedateMeeting(
        meeting="M1",
        begins_at=london("2025-09-03", "09:00").astimezone(UTC),
        reason="the officer could not be freed",
        delayed_by="police",
    )
    meeting = play(DISCUSSING, planned, later).case.meetings["M1"]
    assert (meeting.first_planned_at, meeting.moves, meeting.delayed_by) == (first, 1, ("police",))


def test_a_meeting_is_not_held_before_it_was_decided_and_not_in_the_future():
    early = hold(at=london("2025-09-02", "08:00").astimezone(UTC))
    assert refused(play(DISCUSSING), early).code is Guard.UNKNOWN_SUBJECT
    ahead = hold(at=london("2025-09-09").astimezone(UTC))
    assert refused(play(DISCUSSING), ahead).code is Guard.UNKNOWN_SUBJECT


@pytest.mark.shows("D1")
def test_an_agency_that_knows_the_child_and_was_not_invited_needs_a_reason():
    knows = (ASKED, reply("police"), reply("health", **FULL))
    played = play(knows, ask("school"), reply("school", **FULL))
    go_on(played, decide_two(Outcome.STRATEGY_DISCUSSION))
    left_out = meetings.Attendance(party="school", presence=Presence.NOT_INVITED)
    three = there("social-care", "police", "health")
    refusal = refused(played, hold(attendance=(*three, left_out)))
    assert refusal.code is Guard.NOT_QUORATE
    assert refusal.needs[0] == "school, which knows the child, at the meeting, or why it was not"
    why = meetings.Attendance(party="school", presence=Presence.NOT_INVITED, why="it is closed")
    go_on(played, hold(attendance=(*three, why)))


@pytest.mark.shows("D5")
def test_whoever_was_absent_proves_receipt_as_well():
    away = there("social-care", "police", "health", school="closed")
    got = meetings.RecordReceipt(party="school")
    played = play(DISCUSSING, hold(attendance=away), sent("social-care", "police", "health"))
    assert refused(played, got).needs == ("circulate-paper",)
    go_on(played, sent("school"), got)
    assert played.case.meetings["M1"].circulated[-1].received_by == ("school",)


# D6: a delay stands against whoever caused it


@pytest.mark.shows("D6")
def test_a_delay_by_a_partner_is_recorded_against_that_partner():
    late = practice.RecordPartnerDelay(
        agency="police", what="no officer until the evening", about="strategy-discussion"
    )
    played = play(DISCUSSING, late)
    (delay,) = played.case.delays
    assert (delay.agency, delay.about) == ("police", played.owed("strategy-discussion").id)


@pytest.mark.shows("D6")
@pytest.mark.parametrize(
    "changed",
    [
        meetings.RedateMeeting(
            meeting="M1",
            begins_at=london("2025-09-04").astimezone(UTC),
            reason="no officer",
            delayed_by="police",
        ),
        meetings.CallOffMeeting(meeting="M1", reason="no officer", delayed_by="police"),
    ],
)
def test_a_meeting_moved_or_called_off_because_of_a_partner_counts_as_its_delay(changed):
    planned = meetings.PlanMeeting(
        kind=MeetingKind.STRATEGY_DISCUSSION, begins_at=london("2025-09-03").astimezone(UTC)
    )
    played = play(DISCUSSING, planned, changed)
    assert [(each.agency, each.about) for each in played.case.delays] == [("police", "M1")]


@pytest.mark.parametrize("wrong", [{"agency": "nobody"}, {"agency": "police", "about": "M7"}])
def test_a_delay_of_nobody_or_of_nothing_is_refused(wrong):
    refusal = refused(play(DISCUSSING), practice.RecordPartnerDelay(what="late", **wrong))
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert refusal.needs
