"""What people add to a chronology: by hand, or picked from the record; never taken out again."""

from datetime import date

import pytest

from journey.commands import chronology, record
from journey.terms import Guard
from tests.support.cases import CLOSED, CONTACT, at, play, refused

pytestmark = pytest.mark.shows("Q11")

LONG_AGO = chronology.AddChronologyEntry(
    happened_on=date(2017, 3, 1),
    approximate=True,
    source="an old paper file",
    what="the family moved three times in a year",
    meaning="the child changed school each time",
)


def test_something_long_ago_is_added_with_its_source_and_what_it_meant():
    played = play(CONTACT, LONG_AGO)
    [added] = played.case.chronicle.by_hand.values()
    assert (added.id, added.happened_on, added.approximate) == ("H1", date(2017, 3, 1), True)
    assert added.source == "an old paper file"
    assert added.meaning == "the child changed school each time"


def test_it_can_be_added_to_a_closed_journey_and_closes_nothing():
    played = play(CLOSED, LONG_AGO)
    assert list(played.case.chronicle.by_hand) == ["H1"]
    assert not played.case.is_open


@pytest.mark.parametrize("day", [date(2025, 9, 3), date(1899, 12, 31), date(1, 1, 1)])
def test_a_day_to_come_or_before_living_memory_is_refused(day):
    added = chronology.AddChronologyEntry(
        happened_on=day, source="a letter", what="moved", meaning="another school"
    )
    said = refused(play(CONTACT), added)
    assert said.code is Guard.UNKNOWN_SUBJECT
    assert said.needs == ("happened_on: a day from 1900-01-01 to 2025-09-02",)


def test_just_after_midnight_in_london_the_new_day_has_happened():
    added = chronology.AddChronologyEntry(
        happened_on=date(2025, 9, 3), source="a call", what="moved", meaning="another school"
    )
    played = play(CONTACT, at("2025-09-03", "00:30"), added)
    assert played.case.chronicle.by_hand["H1"].happened_on == date(2025, 9, 3)


def test_an_entry_is_picked_as_significant_with_a_sentence_and_each_pick_stays():
    played = play(
        CONTACT,
        chronology.MarkSignificant(version=1, why="the first time that anybody told"),
        chronology.MarkSignificant(version=1, why="and it was the school"),
    )
    picked = played.case.chronicle.significant[1]
    assert [each.why for each in picked] == [
        "the first time that anybody told",
        "and it was the school",
    ]


@pytest.mark.parametrize("version", [0, -1, 999])
def test_an_entry_that_is_not_there_cannot_be_picked(version):
    said = refused(play(CONTACT), chronology.MarkSignificant(version=version, why="none"))
    assert said.code is Guard.UNKNOWN_SUBJECT
    assert said.needs[0].startswith("version: a number from 1 to ")


def test_an_entry_by_hand_is_corrected_beside_it():
    played = play(CONTACT, LONG_AGO)
    version = played.case.chronicle.by_hand["H1"].version
    played = play(
        CONTACT,
        LONG_AGO,
        record.CorrectEntry(
            version=version, what_was_wrong="three times", what_is_right="four times"
        ),
    )
    assert played.case.chronicle.by_hand["H1"].what == "the family moved three times in a year"
