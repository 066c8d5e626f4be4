from datetime import date

import pytest

from casework import asking
from casework.errors import NotFoundError
from journey.people import Child
from tests.support.cases import (
    CLOSED,
    received,
)
from tests.unit.casework.hubs import (
    CARLA,
    tell,
)


def child(name, born=None, number=None):
    return received(child=Child(name=name, born=born, number=number))


BORN = date(2015, 4, 3)


def matched(hub, **given):
    return [
        (match.reference, match.strength, match.why[0])
        for match in asking.matches(hub, CARLA, Child(**given))
    ]


def test_the_same_number_is_certain_whatever_the_name(hub):
    tell(hub, child("Óliver O'Brien", BORN, "HC-1"))
    assert matched(hub, name="Another Name", number="HC-1") == [
        ("TL25-000001", "certain", "the same number")
    ]


def test_the_same_name_and_birth_date_is_likely_in_any_spelling_and_order(hub):
    tell(hub, child("Óliver O'Brien", BORN))
    assert matched(hub, name="OBRIEN oliver", born=BORN) == [
        ("TL25-000001", "likely", "the same name and birth date")
    ]


def test_day_and_month_swapped_are_found_and_said(hub):
    tell(hub, child("Oliver Brien", BORN))
    assert matched(hub, name="Oliver Brien", born=date(2015, 3, 4)) == [
        ("TL25-000001", "likely", "the same name, and the birth date with day and month swapped")
    ]
    assert matched(hub, name="Olivier Brien", born=date(2015, 3, 4)) == [
        ("TL25-000001", "possible", "a similar name, and the birth date with day and month swapped")
    ]


def test_a_similar_name_needs_the_birth_date(hub):
    tell(hub, child("Oliver Brien", BORN))
    assert matched(hub, name="Olivier Brien", born=BORN)[0][1] == "possible"
    assert matched(hub, name="Olivier Brien", born=date(2016, 4, 3)) == []
    assert matched(hub, name="Somebody Else", born=BORN) == []


def test_open_journeys_come_before_surer_but_closed_ones(hub):
    closed = tell(hub, child("Lee Ash", BORN), CLOSED[1:]).reference
    still_open = tell(hub, child("Lee Ash", date(2014, 1, 1))).reference
    assert [
        match.reference for match in asking.matches(hub, CARLA, Child(name="Lee Ash", born=BORN))
    ] == [
        still_open,
        closed,
    ]


def test_matches_of_a_journey_leave_that_journey_out(hub):
    first = tell(hub, child("Lee Ash", BORN)).reference
    second = tell(hub, child("Lee Ash", BORN)).reference
    assert [m.reference for m in asking.matches(hub, CARLA, second)] == [first]
    with pytest.raises(NotFoundError):
        asking.matches(hub, CARLA, "TL25-000099")


@pytest.mark.parametrize("name", ["محمد علي", "Siân Llŷr", "李小龙", "Zoë 🌻", "e\u0301lodie"])
def test_names_of_any_script_are_matched(hub, name):
    tell(hub, child(name, BORN))
    assert [m.name for m in asking.matches(hub, CARLA, Child(name=name, born=BORN))] == [name]
