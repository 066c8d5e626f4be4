"""Each guard refuses, says what would satisfy it, and is satisfied by that."""

import pytest

from journey.commands import contact, decisions, record
from journey.commands.research import WithdrawRequest
from journey.terms import Disposal, Guard, Kind, LawfulReason, Outcome
from tests.support.cases import (
    ASKED,
    CLOSE,
    CONTACT,
    DISCUSSED,
    ENDED,
    FATHER,
    MINUTES,
    MOTHER,
    NO_CONSENT_NEEDED,
    RECEIVED,
    REFERRED,
    RESEARCHING,
    TOLD,
    addressed,
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

NFA = Outcome.NO_FURTHER_ACTION
CONSENT_BY_FATHER = contact.RecordConsent(
    answer=contact.ConsentAnswer.GIVEN, given_by=FATHER.name, reason="asked by phone"
)


# History and rationale


@pytest.mark.shows("C2")
def test_decision_one_is_refused_before_history_is_reviewed():
    played = play(RECEIVED)
    refusal = refused(played, decide_contact(Outcome.REFERRAL))
    assert refusal.code is Guard.HISTORY_NOT_REVIEWED
    assert refusal.needs == (
        "review-history: what was found, or that nothing is known after a search",
    )
    go_on(played, CONTACT[1], decide_contact(Outcome.REFERRAL))


def test_the_referral_after_immediate_protection_asks_for_the_history_that_was_skipped():
    played = play(RECEIVED, decide_contact(Outcome.IMMEDIATE_PROTECTION))
    refusal = refused(played, decide_referral(Outcome.ASSESSMENT))
    assert refusal.code is Guard.HISTORY_NOT_REVIEWED
    go_on(played, CONTACT[1], decide_referral(Outcome.ASSESSMENT))


def test_immediate_protection_does_not_wait_for_history():
    assert play(RECEIVED, decide_contact(Outcome.IMMEDIATE_PROTECTION)).open_kinds == [
        "referral",
        "strategy-discussion",
    ]


@pytest.mark.shows("C2")
@pytest.mark.parametrize("rationale", [None, "NFA", "below threshold"])
def test_a_label_is_no_rationale(rationale):
    refusal = refused(play(CONTACT), decide_contact(NFA, rationale=rationale))
    assert refusal.code is Guard.RATIONALE_MISSING
    assert refusal.needs == ("a rationale that says why this outcome and not another",)


@pytest.mark.shows("C10")
def test_a_rationale_speaks_to_each_open_concern():
    played = play(CONTACT)
    refusal = refused(played, decide_contact(NFA, concerns=()))
    assert refusal.code is Guard.RATIONALE_MISSING
    assert refusal.needs == ("what the decision says about concern C1 (neglect)",)


def test_a_concern_that_was_disposed_of_need_not_be_spoken_of():
    gone = record.DisposeOfConcern(concern="C1", disposal=Disposal.UNFOUNDED, reason="a mix-up")
    played = play(CONTACT, gone, decide_contact(NFA, concerns=()))
    assert [each.outcome for each in played.case.decisions.values()] == [NFA]


@pytest.mark.shows("C4")
def test_decision_one_says_how_identity_was_taken_into_account():
    refusal = refused(play(CONTACT), decide_contact(NFA, identity=None))
    assert refusal.needs == (
        "how ethnicity, culture, religion, language and disability were taken into account",
    )


@pytest.mark.shows("M7")
def test_decision_two_says_what_research_found():
    played = play(ASKED, reply("police"), reply("health"))
    refusal = refused(played, decide_two(NFA, research_found=None))
    assert refusal.code is Guard.RATIONALE_MISSING
    assert refusal.needs == ("what research found and how it bears on the decision",)


# Consent


def test_research_without_consent_is_refused():
    played = play(REFERRED, decide_referral(Outcome.RESEARCH))
    assert refused(played, ask("police")).code is Guard.CONSENT_INVALID


@pytest.mark.shows("C5")
def test_consent_by_a_father_without_parental_responsibility_is_refused():
    refusal = refused(play(REFERRED), CONSENT_BY_FATHER)
    assert refusal.code is Guard.CONSENT_INVALID
    assert refusal.sentence == "The person who consented does not hold parental responsibility."


def test_consent_by_a_father_who_turns_out_to_have_parental_responsibility_counts():
    granted = contact.RecordParentalResponsibility(
        member=FATHER.name, holds=True, how_known="court order seen"
    )
    played = play(
        REFERRED, granted, CONSENT_BY_FATHER, decide_referral(Outcome.RESEARCH), ask("police")
    )
    assert [each.agency for each in played.case.requests.values()] == ["police"]


def test_consent_stops_counting_when_its_giver_turns_out_to_have_no_responsibility():
    lost = contact.RecordParentalResponsibility(
        member=MOTHER.name, holds=False, how_known="court order seen"
    )
    assert refused(play(RESEARCHING, lost), ask("police")).code is Guard.CONSENT_INVALID


def test_consent_by_somebody_not_on_the_record_is_refused():
    stranger = contact.RecordConsent(
        answer=contact.ConsentAnswer.GIVEN, given_by="A Stranger", reason="asked"
    )
    refusal = refused(play(REFERRED), stranger)
    assert refusal.needs == ("add-family-member, with who holds parental responsibility",)


def test_consent_by_somebody_of_whom_it_is_not_known_is_refused_until_it_is():
    unknown = MOTHER.__class__(name="Invented Carer", relation=MOTHER.relation)
    played = play(REFERRED, contact.AddFamilyMember(member=unknown))
    by_carer = contact.RecordConsent(
        answer=contact.ConsentAnswer.GIVEN, given_by="Invented Carer", reason="asked"
    )
    assert refused(played, by_carer).needs == ("record-parental-responsibility",)


@pytest.mark.shows("C5")
def test_going_without_consent_needs_a_lawful_reason():
    played = play(REFERRED, decide_referral(Outcome.RESEARCH))
    without = contact.RecordConsent(
        answer=contact.ConsentAnswer.DISPENSED, reason="it would take too long"
    )
    assert refused(played, without).code is Guard.CONSENT_INVALID
    go_on(played, NO_CONSENT_NEEDED, ask("police"))


def test_a_refusal_of_consent_stands_unless_a_lawful_reason_overrides_it():
    no = {"answer": contact.ConsentAnswer.REFUSED, "given_by": MOTHER.name, "reason": "said no"}
    played = play(REFERRED, decide_referral(Outcome.RESEARCH), contact.RecordConsent(**no))
    assert refused(played, ask("police")).code is Guard.CONSENT_INVALID
    override = contact.RecordConsent(**no, lawful_reason=LawfulReason.RISK_TO_CHILD)
    go_on(played, override, ask("police"))


# Missing replies and the second signature


@pytest.mark.shows("M5", "Q2")
def test_closure_for_the_timescales_sake_is_refused():
    # An hour before decision two would look late, with nobody having answered.
    played = play(ASKED, at("2025-09-03", "16:00"))
    refusal = refused(played, decide_two(NFA, rationale="the timescale ends today"))
    assert refusal.code is Guard.PREMATURE_CLOSURE
    assert refusal.needs == (
        "the reply of police, or why it is safe to decide without it",
        "the reply of health, or why it is safe to decide without it",
    )


def test_naming_one_missing_reply_does_not_cover_the_other():
    refusal = refused(play(ASKED), decide_two(NFA, "police"))
    assert refusal.needs == ("the reply of health, or why it is safe to decide without it",)


def test_a_decision_with_missing_replies_is_only_proposed():
    played = play(ASKED, reply("police"), decide_two(NFA, "health"))
    assert played.open_kinds == ["research"]
    assert played.case.decisions["D3"].taken_at is None
    assert "second-signature:D3" in played.owing
    assert played.warnings == (
        "Replies are missing: the decision takes effect when a second manager has signed it.",
    )


def test_the_second_signature_brings_it_into_effect():
    played = play(ASKED, reply("police"), decide_two(NFA, "health"), sign())
    assert played.open_kinds == ["closure"]
    assert played.case.decisions["D3"].second_signer == "milo"


@pytest.mark.shows("M5")
def test_the_second_signature_by_the_same_person_is_refused():
    played = play(ASKED, by("mona", decide_two(NFA, "police", "health")))
    refusal = refused(played, sign(user="mona"))
    assert refusal.code is Guard.NOT_QUALIFIED
    assert refusal.needs == ("another manager",)


def test_a_refused_signature_leaves_the_research_open():
    played = play(ASKED, decide_two(NFA, "police", "health"), sign(agrees=False))
    assert played.open_kinds == ["research"]
    assert played.case.decisions["D3"].refused
    assert "second-signature:D3" not in played.owing
    assert "research-reply:police" in played.owing


def test_a_strategy_discussion_with_missing_replies_begins_at_once_with_the_signature_owed():
    played = play(ASKED, decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health"))
    assert played.open_kinds == ["strategy-discussion"]
    assert played.case.decisions["D3"].taken_at is not None
    assert "second-signature:D3" in played.owing
    assert played.warnings == (
        "The decision takes effect now; a second manager still has to sign it.",
    )


def test_refusing_to_sign_what_is_in_effect_asks_the_question_again_beside_it():
    played = play(
        ASKED, decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health"), sign(agrees=False)
    )
    assert played.open_kinds == ["strategy-discussion", "research"]


def test_research_asked_again_still_misses_what_it_missed_before():
    played = play(
        ASKED, decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health"), sign(agrees=False)
    )
    refusal = refused(played, decide_two(NFA))
    assert refusal.code is Guard.PREMATURE_CLOSURE
    assert len(refusal.needs) == 2
    go_on(played, decide_two(NFA, "police", "health"))
    assert played.case.decisions["D4"].taken_at is None


def test_an_agency_is_asked_again_when_research_is_and_only_the_new_request_counts():
    played = play(
        ASKED,
        decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health"),
        sign(agrees=False),
        ask("police", "health"),
        reply("police"),
        reply("health"),
    )
    go_on(played, decide_two(NFA))
    assert played.case.decisions["D4"].taken_at is not None


def test_a_decision_is_not_signed_when_a_reply_came_after_it_was_written():
    played = play(ASKED, decide_two(NFA, "police", "health"), reply("police"))
    refusal = refused(played, sign())
    assert refusal.code is Guard.PREMATURE_CLOSURE
    assert refusal.needs == ("decide-after-research again, on what is known now",)
    go_on(played, decide_two(NFA, "health"), sign())
    assert played.case.decisions["D3"].superseded


# Closing


def closing(*steps):
    return refused(play(ENDED, *steps), CLOSE)


def test_a_journey_closes_when_everybody_was_told_and_nothing_is_open():
    assert play(ENDED, TOLD, CLOSE).case.stage == "closed"


@pytest.mark.shows("C6", "Q2")
def test_closing_is_refused_while_the_referrer_and_the_parents_are_untold():
    refusal = closing()
    assert refusal.code is Guard.REFERRER_NOT_TOLD
    assert refusal.needs == (
        "tell-referrer: the outcome in writing, or why not",
        "tell-parents: in plain words, or why not",
    )


def test_a_reason_for_not_telling_is_enough():
    why_not = (
        record.TellReferrer(why_not="left no address"),
        record.TellParents(why_not="it would put the child at risk"),
    )
    assert play(ENDED, why_not, CLOSE).case.stage == "closed"


def test_what_the_referrer_was_told_before_the_decision_is_not_the_outcome():
    too_early = record.TellReferrer(how="letter")
    played = play(CONTACT, too_early, ENDED[2:], record.TellParents(how="visit"))
    assert refused(played, CLOSE).needs == ("tell-referrer: the outcome in writing, or why not",)


def test_an_anonymous_referrer_need_not_be_told():
    referrer = RECEIVED.referrer.__class__(kind=RECEIVED.referrer.kind, anonymous=True)
    received = RECEIVED.__class__(
        child=RECEIVED.child,
        referrer=referrer,
        reason=RECEIVED.reason,
        concerns=RECEIVED.concerns,
    )
    refusal = refused(play(received, ENDED[1:]), CLOSE)
    assert refusal.needs == ("tell-parents: in plain words, or why not",)


@pytest.mark.shows("C10", "Q2")
def test_closing_is_refused_while_a_concern_is_open():
    played = play(CONTACT, decide_contact(NFA), TOLD)
    refusal = refused(played, CLOSE)
    assert refusal.code is Guard.OPEN_QUESTIONS
    assert refusal.needs == ("say what became of concern C1 (neglect)",)
    gone = record.DisposeOfConcern(concern="C1", disposal=Disposal.UNKNOWN, reason="not known")
    go_on(played, gone, CLOSE)


@pytest.mark.shows("M8", "Q2")
def test_closing_is_refused_while_information_contradicts_itself():
    played = play(ENDED, TOLD, record.RaiseContradiction(what="two accounts"))
    assert refused(played, CLOSE).needs == ("resolve contradiction X1",)
    go_on(played, record.ResolveContradiction(contradiction="X1", resolution="seen"), CLOSE)


@pytest.mark.shows("M8", "Q2")
def test_closing_is_refused_while_an_assumption_lacks_evidence():
    played = play(ENDED, TOLD, record.RecordAssumption(assumption="an aunt helps"))
    refusal = refused(played, CLOSE)
    assert refusal.needs == ("support assumption A1 with evidence, or withdraw it",)
    go_on(played, record.SettleAssumption(assumption="A1", withdrawn_because="no aunt"), CLOSE)


def test_research_is_not_ended_without_help_while_information_contradicts_itself():
    doubt = record.RaiseContradiction(what="two accounts")
    played = play(ASKED, reply("police"), reply("health"), doubt)
    assert refused(played, decide_two(NFA)).code is Guard.OPEN_QUESTIONS
    go_on(played, decide_two(Outcome.ASSESSMENT))


@pytest.mark.shows("Q2")
def test_closing_is_refused_while_an_episode_is_open():
    refusal = refused(play(REFERRED, TOLD), CLOSE)
    assert refusal.code is Guard.OPEN_QUESTIONS
    assert refusal.needs[0] == "end the referral with its outcome"


def protected_without_replies(*steps):
    """A strategy discussion that came to nothing, after research without any reply."""
    return play(
        ASKED,
        decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health"),
        *steps,
        DISCUSSED,
        conclude(Kind.STRATEGY_DISCUSSION, NFA, disposal=Disposal.UNFOUNDED),
        TOLD,
    )


def test_closing_is_refused_while_the_second_signature_is_owed():
    played = protected_without_replies()
    assert refused(played, CLOSE).code is Guard.PREMATURE_CLOSURE
    go_on(played, MINUTES, sign(), CLOSE)


def test_closing_is_refused_while_the_signature_is_owed_though_the_replies_came():
    played = protected_without_replies()
    kept = decisions.ReviewLateReply(keeps=True, reason="it changes nothing")
    go_on(played, reply("police"), kept, reply("health"), kept)
    assert refused(played, CLOSE).needs == ("countersign: decision D3, by another manager",)


def test_a_refused_signature_does_not_make_missing_replies_safe():
    played = protected_without_replies(
        sign(agrees=False), decide_two(NFA, "police", "health"), sign(agrees=False)
    )
    # Research is open again after the refusal, so the discussion's end closes nothing.
    assert refused(played, CLOSE).code is Guard.PREMATURE_CLOSURE


def test_a_withdrawn_request_blocks_nothing_even_after_its_research():
    played = protected_without_replies(sign(agrees=False), ask("health"), reply("health"))
    assert refused(played, CLOSE).needs[0].startswith("the reply of police")
    go_on(played, WithdrawRequest(agency="police", reason="asked by mistake"))
    assert refused(played, CLOSE).code is Guard.OPEN_QUESTIONS
    go_on(played, MINUTES, decide_two(NFA, concerns=addressed()), CLOSE)
