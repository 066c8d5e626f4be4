"""The stage in words that may leave the house."""

import pytest

from casework.stages import TITLES, standing
from journey.commands.running import Hold
from journey.terms import Kind, Outcome
from tests.support.cases import (
    ASKED,
    CLOSED,
    CONTACT,
    ENDED,
    HANDED_OFF,
    REFERRED,
    at,
    decide_two,
    play,
    reply,
)
from tests.support.rulebook import LONDON


def message_after(*steps):
    return standing(play(*steps).case, LONDON).message


def test_every_stage_has_a_title():
    assert set(TITLES) == {*Kind, "closed"}


def test_a_contact_waits_for_its_first_deadline():
    # Received on Tuesday at 10:00: one working day ends with Wednesday.
    assert message_after(*CONTACT) == "Contact: due Wed 3 Sep end of day"


def test_research_counts_the_replies():
    assert message_after(*ASKED).startswith("MASH research: 0 of 2 replies, due ")
    assert message_after(*ASKED, reply("police")).startswith("MASH research: 1 of 2 replies, due ")


def test_a_decision_without_all_replies_waits_for_its_second_signature():
    said = message_after(*ASKED, reply("police"), decide_two(Outcome.ASSESSMENT, "health"))
    assert said.startswith("MASH research: 1 of 2 replies, second signature awaited, due ")


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        (CONTACT, "Contact"),
        (REFERRED, "Referral"),
        (ASKED, "MASH research"),
        (HANDED_OFF, "Hand-off"),
        (ENDED, "Closure"),
        (CLOSED, "Closed"),
    ],
)
def test_the_name_of_the_state_is_the_stage(steps, name):
    assert standing(play(*steps).case, LONDON).name == name


def test_a_closed_journey_says_nothing_more():
    now = standing(play(*CLOSED).case, LONDON)
    assert (now.message, now.closed) == ("Closed", True)


def test_a_held_journey_says_until_when():
    until = at("2025-09-08", "12:00").instant
    said = message_after(*CONTACT, Hold(until=until, reason="the family is away"))
    assert "held until Mon 8 Sep 12:00" in said


def test_time_alone_changes_nothing_that_is_shown():
    assert message_after(*ASKED, at("2025-09-10")) == message_after(*ASKED)
