"""Why a journey is where it is: one leading finding, in words that can be read on a board."""

from datetime import UTC

import pytest

from journey.commands import decisions, record, research, running
from journey.diagnosis import Grade, all_findings, diagnose
from journey.diagnosis.finding import READ
from journey.diagnosis.owed import OWED_KINDS
from journey.people import Role
from journey.replacing import replaced
from journey.terms import Disposal, Finding, Outcome, Rating
from tests.support.cases import (
    ASKED,
    CLOSED,
    CONTACT,
    ENDED,
    HANDED_OFF,
    OVERSEEN,
    RECEIVED,
    REFERRED,
    RESEARCHING,
    TOLD,
    ask,
    at,
    by,
    decide_contact,
    decide_referral,
    decide_two,
    go_on,
    play,
    reply,
    sign,
)
from tests.support.diagnosing import found, joined_by_the_other, leading
from tests.support.rulebook import RULEBOOK, london

NFA = Outcome.NO_FURTHER_ACTION
HOLD = running.Hold(until=london("2025-09-05", "12:00").astimezone(UTC), reason="abroad")


# Waiting and late


def test_in_time_it_waits_and_says_for_whom():
    waiting = leading(play(CONTACT))
    assert waiting.finding is Finding.WAITING
    assert waiting.sentence == (
        "Waiting for a manager of team mash to take decision one, since "
        "Tuesday 2 September 2025, 10am; due in 1 working day; "
        "what happens next for the child waits for it."
    )
    assert (waiting.waiting_for, waiting.command) == ("manager:mash", "decide-contact")


def test_the_cheapest_step_before_decision_one_is_to_review_history():
    assert leading(play(RECEIVED)).command == "review-history"


def test_a_partner_that_has_time_left_is_left_alone():
    waiting = leading(play(ASKED))
    assert waiting.sentence == (
        "Waiting for Fernleigh Police, asked on Tuesday 2 September 2025, 10am; "
        "due in 1 working day; 1 more reply is missing; decision two waits for it."
    )
    assert waiting.cheapest == "Nothing yet: reminders go out by themselves"
    assert waiting.command is None


def test_a_late_partner_is_named_with_how_late_and_how_often_it_was_chased():
    late = leading(play(ASKED, reply("health"), at("2025-09-04", "14:00")))
    assert late.finding is Finding.LATE
    assert late.sentence == (
        "Waiting for Fernleigh Police, asked on Tuesday 2 September 2025, 10am; "
        "14 hours late, chased twice; decision two waits for it."
    )
    assert late.cheapest == "Ring Fernleigh Police and record it"
    assert late.command == "chase-partner"
    assert late.done == (
        "asked on Tuesday 2 September 2025, 10am",
        "reminded twice, last on Wednesday 3 September 2025, 4pm",
        "chased twice, last on Thursday 4 September 2025, 1pm",
    )
    assert [(fact.what, fact.when) for fact in late.evidence] == [
        ("owed since", london("2025-09-02", "10:00")),
        ("due", london("2025-09-04", "00:00")),
        ("last step of its ladder: chase", london("2025-09-04", "13:00")),
    ]


def test_when_even_the_manager_of_the_partner_was_told_deciding_without_is_cheaper():
    late = leading(play(ASKED, at("2025-09-05", "14:00")))
    assert late.command == "decide-after-research"
    assert "chased 3 times" in late.sentence


def test_a_partner_asked_in_place_of_another_is_the_one_waited_for():
    waiting = leading(play(RESEARCHING, ask("school"), start="2025-08-11"))
    assert waiting.waiting_for == "agency:education"
    assert waiting.sentence.startswith(
        "Waiting for Fernleigh education desk in place of Otter Lane School, asked on "
    )


def test_a_partner_that_asks_for_more_time_waits_for_an_answer():
    asks = research.RequestMoreTime(until=london("2025-09-08"), reason="two officers")
    played = play(ASKED, by("police-desk", asks))
    (about_the_reply, *_) = [
        each for each in found(played, Finding.WAITING) if each.waiting_for == "agency:police"
    ]
    assert about_the_reply.command == "answer-more-time"
    assert about_the_reply.evidence[0] == ("asks for time until", london("2025-09-08"))


def test_a_disputed_request_waits_for_a_manager():
    played = play(ASKED, by("police-desk", research.DisputeRequest(reason="not our area")))
    commands = [each.command for each in found(played, Finding.WAITING)]
    assert commands.count("answer-dispute") == 2  # the request, and the answer that is owed


def test_planning_that_lacks_consent_asks_for_that_first():
    assert leading(play(REFERRED, decide_referral(Outcome.RESEARCH))).command == "record-consent"
    assert leading(play(RESEARCHING)).command == "ask-partners"


def test_a_closed_journey_is_diagnosed_only_while_a_late_reply_waits():
    assert leading(play(CLOSED)) is None
    played = play(
        ASKED,
        reply("police"),
        decide_two(NFA, "health", disposal=Disposal.UNFOUNDED),
        sign(),
        TOLD,
        running.Close(reason="done"),
        reply("health"),
    )
    waiting = leading(played)
    assert (waiting.finding, waiting.command) == (Finding.WAITING, "review-late-reply")


# Which one leads


def test_a_limit_that_runs_through_the_night_leads_over_an_older_one():
    # Red research is late for minutes, the others for days.
    played = play(ASKED, at("2025-09-10"), ask("housing", rating=Rating.RED))
    go_on(played, at("2025-09-10", "14:30"))
    late = leading(played)
    assert late.grade is Grade.LATE_ROUND_THE_CLOCK
    assert late.waiting_for == "agency:housing"


def test_what_a_step_for_the_child_waits_for_leads_over_telling_people():
    played = play(ASKED, at("2025-09-05"))
    grades = [f.grade for f in all_findings(played.case, now=played.now, rulebook=RULEBOOK)]
    assert grades == [
        Grade.LATE,
        Grade.LATE,
        Grade.LATE_AFTERWARDS,
        Grade.LATE_AFTERWARDS,
        Grade.WAITING_AFTERWARDS,
    ]


def test_findings_of_many_journeys_sort_by_urgency():
    late = leading(play(ASKED, at("2025-09-05")))
    later = leading(
        play(
            ASKED,
            at("2025-09-10"),
            ask("housing"),
            at("2025-09-15"),
            reply("police"),
            reply("health"),
        )
    )
    waiting = leading(play(ASKED))
    assert min([waiting, later, late], key=lambda each: each.urgency) is late
    assert max([waiting, later, late], key=lambda each: each.urgency) is waiting


# Undecided


def test_with_all_replies_in_it_is_undecided():
    undecided = leading(play(ASKED, reply("police"), reply("health")))
    assert (undecided.finding, undecided.grade) == (Finding.UNDECIDED, Grade.TO_DECIDE)
    assert undecided.sentence == (
        "No reply is waited for since Tuesday 2 September 2025, 10am and decision two has not "
        "been taken; due in 1 working day; what happens next for the child waits for it."
    )
    assert undecided.command == "decide-after-research"


def test_undecided_past_its_limit_is_as_grave_as_any_late_step():
    played = play(ASKED, reply("police"), reply("health"), at("2025-09-05"))
    assert (leading(played).finding, leading(played).grade) == (Finding.UNDECIDED, Grade.LATE)


def test_a_decision_that_was_written_is_not_undecided_but_waits_for_its_signature():
    played = play(
        ASKED,
        decide_two(NFA, "police", "health"),
        research.WithdrawRequest(agency="police", reason="not needed"),
        research.WithdrawRequest(agency="health", reason="not needed"),
    )
    assert found(played, Finding.UNDECIDED) == []
    assert leading(played).command == "countersign"
    assert leading(played).blocks == "decision D3"


def test_the_signature_under_a_decision_in_effect_blocks_closing_alone():
    played = play(ASKED, decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health"))
    (signature,) = [
        each for each in found(played, Finding.WAITING) if each.command == "countersign"
    ]
    assert signature.blocks == "closing"


def test_an_episode_whose_clock_was_waived_is_undecided():
    played = play(
        RESEARCHING,
        ask("police"),
        running.WaiveObligation(obligation="research-reply:police", reason="cannot answer"),
    )
    (undecided,) = found(played, Finding.UNDECIDED)
    assert undecided.sentence == (
        "Nothing more is waited for in the research since Tuesday 2 September 2025, 10am, it has "
        "not been decided, and its clock was let go; "
        "what happens next for the child waits for it."
    )


# Closing


def test_before_closing_the_cheapest_is_the_next_thing_that_closing_needs():
    played = play(CONTACT, decide_contact(NFA))

    def next_step():
        closure = [
            each
            for each in all_findings(played.case, now=played.now, rulebook=RULEBOOK)
            if each.obligation == played.owed("closure").id
        ]
        return closure[0].command

    steps = []
    for command in (
        record.DisposeOfConcern(concern="C1", disposal=Disposal.UNKNOWN, reason="not known"),
        record.RaiseContradiction(what="two accounts"),
        record.ResolveContradiction(contradiction="X1", resolution="seen"),
        record.RecordAssumption(assumption="an aunt helps"),
        record.SettleAssumption(assumption="A1", evidence="she does"),
        *TOLD,
    ):
        steps.append(next_step())
        go_on(played, command)
    assert [*steps, next_step()] == [
        "dispose-of-concern",
        "tell-referrer",
        "resolve-contradiction",
        "tell-referrer",
        "settle-assumption",
        "tell-referrer",
        "tell-parents",
        "close",
    ]


# What it is made of


@pytest.mark.parametrize(
    "profile", [each for each in RULEBOOK.profiles.values() if each.rules], ids=lambda p: p.id
)
def test_every_kind_of_obligation_of_the_shipped_profiles_has_its_words(profile):
    assert {rule.kind for rule in profile.rules} <= set(OWED_KINDS)


def test_a_kind_that_only_local_policy_knows_is_named_by_its_own_words():
    played = play(CONTACT)
    owed = replaced(played.owed("contact-decision"), kind="interpreter-booked")
    case = replaced(played.case, obligations={owed.id: owed})
    local = diagnose(case, now=played.now, rulebook=RULEBOOK)
    assert local.sentence.startswith(
        "Waiting for a manager of team mash to see to: interpreter booked, since "
    )
    assert (local.cheapest, local.command) == ("See to: interpreter booked", None)


def test_a_journey_made_of_what_diagnosis_reads_alone_is_diagnosed_alike():
    for played in (
        play(ASKED, at("2025-09-05"), reply("police")),
        play(HANDED_OFF, HOLD, at("2025-09-20")),
        joined_by_the_other(play(ENDED, OVERSEEN)),
    ):
        bare = type(played.case)(**{name: getattr(played.case, name) for name in READ})
        assert all_findings(bare, now=played.now, rulebook=RULEBOOK) == all_findings(
            played.case, now=played.now, rulebook=RULEBOOK
        )


def test_no_finding_holds_a_name_of_the_family_or_a_word_of_the_worry():
    played = play(ASKED, record.RaiseContradiction(what="bruises"), at("2025-09-20"))
    said = repr(all_findings(played.case, now=played.now, rulebook=RULEBOOK))
    for personal in ("Invented", "hungry", "bruises", "Teacher"):
        assert personal not in said


def test_nobody_signs_in_as_the_clock():
    climbed = [each for each in play(ASKED, at("2025-09-05")).log if each.role is Role.SYSTEM]
    assert {each.actor for each in climbed} == {"clock"}
    assert decisions.Countersign.ROLES.isdisjoint({Role.SYSTEM})
