from datetime import date

import pytest

from journey.people import Child
from models.queries.matching import Likeness, matches
from tests.support.cases import CLOSED, HISTORY, RECEIVED, at, received
from tests.support.keeping import kept

ONE, TWO, THREE, FOUR = (f"TL25-00000{number}" for number in (1, 2, 3, 4))
BORN = date(2019, 5, 4)
KNOWN = Child(name="Ada Invented", born=BORN, number="C-77")


def found(store, child, **how):
    with store.read() as session:
        return [(each.reference, each.likeness) for each in matches(session, child, **how)]


@pytest.mark.parametrize(
    ("child", "likeness"),
    [
        (Child(name="Someone Else", number="C-77"), Likeness.SAME_NUMBER),
        (Child(name="INVENTED, Áda", born=BORN), Likeness.SAME_NAME_AND_BIRTH),
        (Child(name="Ada Invnted", born=BORN), Likeness.SIMILAR_NAME_SAME_BIRTH),
        (Child(name="Ada", born=BORN), Likeness.SIMILAR_NAME_SAME_BIRTH),
        (Child(name="Ada Rose Invented", born=BORN), Likeness.SIMILAR_NAME_SAME_BIRTH),
        (Child(name="Ada Invented", born=date(2019, 4, 5)), Likeness.SAME_NAME_OTHER_BIRTH),
        (Child(name="Ada Invented"), Likeness.SAME_NAME_OTHER_BIRTH),
    ],
)
def test_a_child_on_record_is_found_by_what_is_alike(store, child, likeness):
    kept(store, received(child=KNOWN))
    assert found(store, child) == [(ONE, likeness)]


@pytest.mark.parametrize(
    "child",
    [
        Child(name="Zeno Otherwise", born=BORN),
        Child(name="Ada Invnted"),
        Child(name="Bea Invented", born=date(2020, 1, 1), number="C-78"),
    ],
)
def test_another_child_is_not_found(store, child):
    kept(store, received(child=KNOWN))
    assert found(store, child) == []


def test_the_family_is_not_taken_for_the_child(store):
    kept(store, RECEIVED)
    assert found(store, Child(name="Invented Mother")) == []


def test_a_child_not_yet_born_is_found_by_name(store):
    kept(store, received(child=Child(name="Unborn Invented", expected=date(2025, 12, 1))))
    unborn = Child(name="Unborn Invented", expected=date(2025, 12, 3))
    assert found(store, unborn) == [(ONE, Likeness.SAME_NAME_OTHER_BIRTH)]


def test_open_journeys_come_first_then_the_surest_then_the_newest(store):
    kept(store, received(child=Child(name="Ada Invented")), HISTORY, CLOSED[2:], reference=ONE)
    kept(store, received(child=Child(name="Ada Invented")), reference=TWO)
    kept(store, at("2025-09-03"), received(child=Child(name="Ada Invented")), reference=THREE)
    kept(store, received(child=KNOWN), reference=FOUR)
    assert [reference for reference, _ in found(store, KNOWN)] == [FOUR, THREE, TWO, ONE]
    assert [reference for reference, _ in found(store, KNOWN, limit=2)] == [FOUR, THREE]


def test_the_journey_that_asks_is_left_out(store):
    kept(store, received(child=KNOWN), reference=ONE)
    kept(store, received(child=KNOWN), reference=TWO)
    assert found(store, KNOWN, but_not=TWO) == [(ONE, Likeness.SAME_NUMBER)]


def test_matching_is_one_query(store, queries_of):
    kept(store, received(child=KNOWN))
    assert len(queries_of(store, lambda session: matches(session, KNOWN))) == 1
