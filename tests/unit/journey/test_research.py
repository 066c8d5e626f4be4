"""Asking partners, what comes back, and what comes back too late."""

from datetime import UTC, datetime

import pytest

from journey.commands import decisions, research, running
from journey.commands.contact import ConsiderNewInformation
from journey.commands.record import TellReferrer
from journey.decide import record_events
from journey.decide.contact import join
from journey.decide.context import Context
from journey.events import contact
from journey.events import decisions as made
from journey.events import research as asked
from journey.events import running as happened
from journey.terms import Disposal, Guard, Kind, ObligationState, Outcome, Rating, RequestState
from tests.support.cases import (
    ASKED,
    CLOSE,
    CONSENT,
    CONTACT,
    DISCUSSED,
    HISTORY,
    PEOPLE,
    RECEIVED,
    RESEARCHING,
    TOLD,
    ask,
    at,
    by,
    conclude,
    decide_contact,
    decide_referral,
    decide_two,
    go_on,
    play,
    refused,
    reply,
    sign,
)
from tests.support.rulebook import RULEBOOK, london

NFA = Outcome.NO_FURTHER_ACTION
WITHOUT_HEALTH = (
    *ASKED,
    reply("police"),
    decide_two(NFA, "health", disposal=Disposal.UNFOUNDED),
    sign(),
    *TOLD,
)
CLOSED_WITHOUT_HEALTH = (*WITHOUT_HEALTH, CLOSE)


# Asking


@pytest.mark.shows("M2")
def test_more_agencies_than_the_concern_needs_are_warned_of():
    played = play(RESEARCHING, ask("health", "police", "probation"))
    assert played.warnings == (
        "3 agencies are asked; the concerns do not call for police, probation.",
    )


def test_the_agencies_that_the_concern_needs_are_asked_without_a_warning():
    assert play(RESEARCHING, ask("health", "housing")).warnings == ()


def test_a_school_that_is_closed_in_august_is_not_asked_but_who_stands_in_for_it():
    played = play(RESEARCHING, ask("school"), start="2025-08-11")
    assert played.case.requests["R1"].ask_instead == "education"
    assert played.warnings == (
        "Otter Lane School is closed; Fernleigh education desk is asked instead.",
    )
    owed = played.owed("research-reply:school")
    assert (owed.owed_by, owed.ask_instead) == ("agency:school", "agency:education")
    go_on(played, at("2025-08-11", "10:01"))
    assert [sent.to for sent in played.case.sent if sent.obligation == owed.id] == [
        "agency:education"
    ]


def test_an_agency_is_not_asked_twice_before_it_replies():
    refusal = refused(play(ASKED), ask("police"))
    assert (refusal.code, refusal.needs) == (Guard.NOT_NOW, ("chase-partner",))


def test_nobody_is_asked_where_no_research_is_open():
    assert refused(play(RESEARCHING[:3]), ask("police")).code is Guard.NOT_NOW


@pytest.mark.shows("M3")
def test_each_request_has_its_own_clock_in_its_own_rating():
    played = play(RESEARCHING, ask("police", rating=None), ask("health", rating=Rating.RED))
    assert played.owed("research-reply:police").due_at == london("2025-09-04", "00:00")
    assert played.owed("research-reply:health").due_at == london("2025-09-02", "14:00")


def test_asking_ends_the_planning():
    played = play(ASKED)
    assert played.owed("research-planning").state is ObligationState.MET


# Replies


@pytest.mark.shows("M4")
def test_a_reply_that_knows_nothing_is_a_full_reply():
    played = play(ASKED, reply("police"))
    (event,) = played.made(asked.ReplyReceived)
    assert event.full
    assert played.case.requests["R1"].state is RequestState.NOTHING_KNOWN


@pytest.mark.shows("M4", "M9")
def test_a_reply_with_sections_missing_is_taken_and_counted_as_not_full():
    played = play(ASKED, reply("police", why_involved="called out twice"))
    (event,) = played.made(asked.ReplyReceived)
    assert not event.full
    assert played.warnings == (
        "The standard of a reply also asks for: risks, actions, difference, everyday life.",
    )


def test_a_reply_says_something_or_that_nothing_is_known_and_not_both():
    empty = research.ReplyToResearch(agency="police")
    both = reply("police", nothing_known=True, risks="a dog")
    assert refused(play(ASKED), empty).code is Guard.UNKNOWN_SUBJECT
    assert refused(play(ASKED), both).code is Guard.UNKNOWN_SUBJECT


def test_a_second_reply_is_a_correction_or_a_new_contact():
    refusal = refused(play(ASKED, reply("police")), reply("police"))
    assert refusal.needs == ("correct-entry for a mistake, or a new contact for news",)


def test_the_last_reply_starts_the_clock_of_decision_two():
    played = play(ASKED, reply("police"))
    assert "decision-two" not in played.owing
    go_on(played, at("2025-09-03", "15:00"), reply("health"))
    assert played.owed("decision-two").due_at == london("2025-09-05", "00:00")


def test_asking_another_agency_stops_the_clock_of_decision_two():
    played = play(ASKED, reply("police"), reply("health"), ask("housing"))
    assert played.owed("decision-two").state is ObligationState.CANCELLED


def test_withdrawing_the_last_missing_request_starts_the_clock_of_decision_two():
    withdrawn = research.WithdrawRequest(agency="health", reason="not needed")
    played = play(ASKED, reply("police"), withdrawn)
    assert "decision-two" in played.owing
    assert played.owed("research-reply:health").state is ObligationState.CANCELLED


def test_a_reply_cannot_come_before_its_question():
    early = reply("police", nothing_known=True, at=london("2025-09-01"))
    assert refused(play(ASKED), early).code is Guard.UNKNOWN_SUBJECT


# More time and disputes


def test_more_time_is_asked_for_and_granted_and_the_first_date_stays():
    until = london("2025-09-08", "12:00").astimezone(UTC)
    played = play(
        ASKED, by("police-desk", research.RequestMoreTime(until=until, reason="two officers"))
    )
    assert "answer-more-time:police" in played.owing
    go_on(played, research.AnswerMoreTime(agency="police", granted=True, reason="fair"))
    owed = played.owed("research-reply:police")
    assert (owed.due_at, owed.first_due_at) == (until, london("2025-09-04", "00:00"))
    assert owed.moves == 1
    assert "answer-more-time:police" not in played.owing


def test_more_time_refused_moves_nothing():
    asks = research.RequestMoreTime(
        agency="police", until=london("2025-09-08", "12:00"), reason="busy"
    )
    refuses = research.AnswerMoreTime(agency="police", granted=False, reason="the child waits")
    owed = play(ASKED, asks, refuses).owed("research-reply:police")
    assert (owed.due_at, owed.moves) == (london("2025-09-04", "00:00"), 0)


def test_a_dispute_that_is_upheld_withdraws_the_request():
    played = play(
        ASKED,
        by("police-desk", research.DisputeRequest(reason="not our area")),
        research.AnswerDispute(agency="police", upheld=True, reason="true"),
    )
    assert played.case.requests["R1"].state is RequestState.WITHDRAWN
    assert "answer-dispute:police" not in played.owing


def test_a_dispute_that_is_not_upheld_lets_the_request_stand():
    played = play(
        ASKED,
        by("police-desk", research.DisputeRequest(reason="not our area")),
        research.AnswerDispute(agency="police", upheld=False, reason="it is"),
    )
    assert played.case.requests["R1"].is_missing
    assert "research-reply:police" in played.owing


def test_a_question_about_a_request_outlives_another_episode():
    # An immediate protection has a strategy discussion open beside the research.
    played = play(
        RECEIVED,
        decide_contact(Outcome.IMMEDIATE_PROTECTION),
        HISTORY,
        CONSENT,
        decide_referral(Outcome.RESEARCH),
        ask("police"),
        by("police-desk", research.DisputeRequest(reason="not our area")),
        DISCUSSED,
        conclude(Kind.STRATEGY_DISCUSSION, NFA),
    )
    assert "answer-dispute:police" in played.owing


def test_a_partner_chased_by_hand_is_counted_on_its_own_request():
    more = research.RequestMoreTime(agency="police", until=london("2025-09-08"), reason="busy")
    played = play(ASKED, more, research.ChasePartner(agency="police"))
    assert played.owed("research-reply:police").chases == 1
    assert played.owed("answer-more-time:police").chases == 0
    assert played.case.sent[-1].to == "agency:police"


# Too late


@pytest.mark.shows("M6")
def test_a_late_reply_after_closure_asks_the_decider_to_look_again():
    played = play(CLOSED_WITHOUT_HEALTH, at("2025-09-10"), reply("health"))
    assert played.case.stage == "closed"
    assert played.owing == ["late-reply-review:health"]
    (event,) = played.made(asked.ReplyReceived)
    assert event.after_decision


def test_keeping_the_decision_after_a_late_reply_leaves_the_journey_closed():
    keeps = decisions.ReviewLateReply(keeps=True, reason="it changes nothing")
    played = play(CLOSED_WITHOUT_HEALTH, reply("health"), keeps)
    assert (played.case.stage, played.owing) == ("closed", [])


@pytest.mark.shows("M6")
def test_changing_the_decision_after_a_late_reply_reopens_the_journey():
    changes = decisions.ReviewLateReply(keeps=False, reason="there were injuries")
    played = play(CLOSED_WITHOUT_HEALTH, reply("health"), changes)
    assert len(played.made(happened.JourneyReopened)) == 1
    assert played.open_kinds == ["research"]
    assert "management-oversight" in played.owing
    go_on(played, decide_two(Outcome.ASSESSMENT))


def test_a_late_reply_is_looked_at_though_the_agency_was_asked_again():
    changes = decisions.ReviewLateReply(keeps=False, reason="there were injuries")
    played = play(
        ASKED,
        decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health"),
        reply("police"),
        changes,
        ask("health"),
    )
    go_on(played, research.ReplyToResearch(request="R2", nothing_known=True), changes)
    (event,) = played.made(made.LateReplyReviewed)
    assert event.request == "R2"


def test_closing_is_refused_until_a_late_reply_was_looked_at():
    refusal = refused(play(WITHOUT_HEALTH, reply("health")), CLOSE)
    assert refusal.needs == ("look again after the late reply of health",)


# Dates that nobody can count


def test_a_date_beyond_the_known_bank_holidays_is_refused_and_never_guessed():
    far = running.Hold(until=datetime(2090, 1, 1, tzinfo=UTC), reason="abroad")
    refusal = refused(play(ASKED), far)
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert "bank holidays" in refusal.sentence


def test_nothing_happens_in_the_future_or_before_the_contact():
    for when in (london("2025-09-02", "10:01"), london("2025-09-02", "09:59")):
        refusal = refused(play(ASKED), reply("police", nothing_known=True, at=when))
        assert refusal.code is Guard.UNKNOWN_SUBJECT


# Joined contacts


@pytest.mark.shows("C10")
def test_a_later_contact_that_joins_brings_its_concerns_and_has_to_be_considered():
    played = play(ASKED)
    context = Context(rulebook=RULEBOOK, actor=PEOPLE["mona"], now=played.now, at=played.now)
    events = join(played.case, joined_reference="TL25-000009", newcomer=play(CONTACT).case)
    joined = record_events(played.case, events, context)
    played.case, played.log = joined.case, [*played.log, *joined.recorded]
    assert list(played.case.concerns) == ["C1", "C2"]
    assert played.case.joined == ("TL25-000009",)
    assert "consider-new-information:TL25-000009" in played.owing
    assert isinstance(joined.recorded[0].event, contact.ConcernAdded)
    go_on(played, ConsiderNewInformation(what_follows="research is widened"))
    assert "consider-new-information:TL25-000009" not in played.owing


def test_a_contact_that_joins_another_journey_closes_without_disposing_of_its_concerns():
    joins = decide_contact(Outcome.JOINED, joins="TL25-000009")
    played = play(CONTACT, joins, TellReferrer(how="letter"), CLOSE)
    assert played.case.joined_to == "TL25-000009"


def test_only_a_contact_that_is_joined_names_another_journey():
    stray = decide_contact(NFA, joins="TL25-000009")
    assert refused(play(CONTACT), stray).code is Guard.UNKNOWN_SUBJECT
