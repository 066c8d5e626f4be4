"""The page of what changed among the stuck journeys since last week."""

import re

import pytest

from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to
from tests.unit.web.form_reader import text_of
from tests.unit.web.test_forms import Person


@pytest.fixture
def late(callers):
    """A journey that was late a week ago and is still, and one that became late since."""
    first = callers.in_research("police")
    go_to(callers.hub, london("2025-09-08", "16:00"))
    second = callers.in_research("police")
    go_to(callers.hub, london("2025-09-12", "16:00"))
    return first, second


def test_an_empty_hub_says_what_would_stand_there(callers):
    said = text_of(Person(callers, "mona").open("/stuck/changes").text)
    assert "No journey was stuck a week ago, and none is now." in said


@pytest.mark.shows("Q3")
def test_each_number_opens_to_its_journeys(callers, late):
    mona = Person(callers, "mona")
    assert 'href="/stuck/changes"' in mona.open("/stuck").text
    page = mona.open("/stuck/changes?team=mash")
    assert "what led on Friday 5 September 2025, 4pm" in text_of(page.text)
    assert re.search(r"Late 1 0 1 late, still 1 late, new 2", text_of(page.text))
    still = mona.open("/stuck/changes?finding=late&change=still").text
    assert (late[0] in still, late[1] in still) == (True, False)
    new = mona.open("/stuck/changes?finding=late&change=new")
    assert f"{late[1]} : then nothing, now late" in text_of(new.text)
    none = mona.open("/stuck/changes?finding=late&change=resolved")
    assert "None." in text_of(none.text)


@pytest.mark.parametrize(
    ("query", "status"),
    [("?finding=nonsense", 422), ("?change=gone", 422), ("?team=north", 200), ("", 200)],
)
def test_what_cannot_be_asked_is_refused(callers, query, status):
    assert callers.get("mona", f"/stuck/changes{query}").status_code == status


@pytest.mark.parametrize("user", ["police-desk", "ada", "carla"])
def test_who_does_not_manage_does_not_see_it(callers, user):
    assert callers.get(user, "/stuck/changes").status_code == 403
