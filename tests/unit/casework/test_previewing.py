"""What would refuse a command is said beforehand, and is what refuses it then."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.previewing import filled_in, preview
from journey.care import LeavingCare, LegalStatus
from journey.commands import COMMANDS
from journey.commands.decisions import Decision
from journey.commands.running import Close
from journey.decide import decide
from journey.refusals import Refused
from journey.terms import AbuseCategory, Guard, Outcome, Rating, ResearchScope
from tests.support.cases import (
    ASKED,
    CONTACT,
    DISCUSSING,
    ENQUIRING,
    HANDED_OFF,
    HISTORY,
    PEOPLE,
    RECEIVED,
    RESEARCHING,
    play,
)
from tests.support.rulebook import RULEBOOK
from tests.support.walks import walk

DECISIONS = {name: each for name, each in COMMANDS.items() if issubclass(each, Decision)}
MORE = {
    "service": "Family Hub",
    "joins": "TL25-000009",
    "scope": ResearchScope.LIMITED,
    "scope_reason": "one worry alone",
    "rating": Rating.AMBER,
    "joint": True,
    "category": AbuseCategory.NEGLECT,
    "legal_status": LegalStatus.ACCOMMODATED,
    "how": LeavingCare.ADOPTED,
}


def ahead(played, name, user="mona"):
    return preview(name, played.case, PEOPLE[user], RULEBOOK)


def codes(refusals):
    return [refused.code for refused in refusals]


def test_a_contact_whose_history_nobody_reviewed_is_not_decided_but_protected_at_once():
    said = {
        each.outcome: codes(each.refusals)
        for each in ahead(play(RECEIVED), "decide-contact").outcomes
    }
    assert said[Outcome.REFERRAL] == [Guard.HISTORY_NOT_REVIEWED]
    assert said[Outcome.IMMEDIATE_PROTECTION] == []
    reviewed = ahead(play(RECEIVED, HISTORY), "decide-contact")
    assert all(each.refusals == () for each in reviewed.outcomes)


def test_what_the_form_itself_asks_for_is_not_called_missing():
    assert ahead(play(ASKED), "decide-after-research").clear
    assert all(each.refusals == () for each in ahead(play(ASKED), "decide-after-research").outcomes)


def test_an_outcome_that_is_a_managers_is_said_so_to_a_social_worker():
    said = ahead(play(CONTACT), "decide-contact", "carla")
    by_outcome = {each.outcome: codes(each.refusals) for each in said.outcomes}
    assert by_outcome[Outcome.NO_FURTHER_ACTION] == [Guard.NOT_QUALIFIED]
    assert by_outcome[Outcome.REFERRAL] == []
    assert said.clear


def test_nobody_asks_partners_before_consent_is_on_the_record():
    played = play(RESEARCHING)
    assert ahead(played, "ask-partners").clear
    played.case = replace(played.case, consent=None)
    [refused] = ahead(played, "ask-partners").refusals
    assert (refused.code, refused.needs) == (Guard.CONSENT_INVALID, ("record-consent",))


def test_a_journey_is_not_closed_over_what_is_open():
    [refused] = ahead(play(ASKED), "close").refusals
    assert refused.code is Guard.PREMATURE_CLOSURE


def test_a_role_that_may_not_is_told_who_may():
    [refused] = ahead(play(ASKED), "close", "colin").refusals
    assert (refused.code, refused.needs) == (
        Guard.NOT_QUALIFIED,
        ("one of: manager, senior manager",),
    )


def test_what_does_not_fit_where_the_journey_is_says_why():
    [refused] = ahead(play(CONTACT), "decide-after-enquiry").refusals
    assert (refused.code, refused.sentence) == (Guard.NOT_NOW, "No enquiry is open.")


STARTS = (RECEIVED, CONTACT, RESEARCHING, ASKED, HANDED_OFF, DISCUSSING, ENQUIRING)


def agrees(played):
    """Each decision that could be taken now is refused for what was said beforehand, or not."""
    for name, command in DECISIONS.items():
        for user in ("mona", "carla"):
            said = preview(name, played.case, PEOPLE[user], RULEBOOK)
            for each in said.outcomes:
                wanted = {f.name for f in fields(command)}
                more = {key: value for key, value in MORE.items() if key in wanted}
                if each.outcome is not Outcome.JOINED:
                    more.pop("joins", None)
                whole = replace(filled_in(command, each.outcome, played.case), **more)
                answer = decide(
                    played.case, whole, rulebook=RULEBOOK, actor=PEOPLE[user], now=played.now
                )
                if each.refusals:
                    assert answer == each.refusals[0]
                elif isinstance(answer, Refused):
                    # What a judge asks of a field is asked by the field, not beforehand.
                    assert answer.code is Guard.UNKNOWN_SUBJECT


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), start=st.sampled_from(STARTS))
def test_what_is_said_beforehand_is_what_refuses_it_then(seed, start):
    walk(play(start), seed, 12, after_each=agrees)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), start=st.sampled_from(STARTS))
def test_a_journey_that_may_be_closed_beforehand_can_be_closed(seed, start):
    def closes(played):
        said = ahead(played, "close")
        answer = decide(
            played.case,
            Close(reason="nothing is left to do"),
            rulebook=RULEBOOK,
            actor=PEOPLE["mona"],
            now=played.now,
        )
        assert isinstance(answer, Refused) == bool(said.refusals)
        if said.refusals and said.refusals[0].code is not Guard.NOT_NOW:
            assert answer == said.refusals[0]

    walk(play(start), seed, 12, after_each=closes)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "receive-contact"])
def test_every_command_can_be_asked_about_beforehand(name):
    for start in STARTS:
        for user in ("mona", "carla", "colin", "aud"):
            said = ahead(play(start), name, user)
            may = PEOPLE[user].role in COMMANDS[name].ROLES
            assert may or codes(said.refusals)[0] is Guard.NOT_QUALIFIED
            assert all(refused.sentence.endswith(".") for refused in said.refusals)
