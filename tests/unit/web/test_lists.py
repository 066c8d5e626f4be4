"""Lists and alarms: every number opens to what it counts."""

import re

import pytest

from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to
from tests.unit.web.form_reader import text_of
from tests.unit.web.test_forms import Person


@pytest.mark.parametrize("user", ["mona", "senna", "aud"])
def test_managers_and_auditors_read_them(callers, user):
    assert callers.get(user, "/lists").status_code == 200


@pytest.mark.parametrize("user", ["carla", "colin", "police-desk", "ada"])
@pytest.mark.parametrize("path", ["/lists", "/lists/too-long"])
def test_others_do_not(callers, user, path):
    assert callers.get(user, path).status_code == 403


def test_on_an_empty_hub_every_number_is_nought(callers):
    page = Person(callers, "mona").open("/lists")
    said = text_of(page.text)
    assert "Plans that have lasted too long 0" in said
    assert "Late 0" in said
    assert 'href="/lists/' not in page.text


def test_an_empty_list_says_what_would_stand_there(callers):
    said = text_of(Person(callers, "mona").open("/lists/too-long").text)
    assert "Nothing stands on this list." in said


def test_each_number_opens_to_as_many_journeys(callers):
    expected = [callers.in_research("police"), callers.in_research("police")]
    go_to(callers.hub, london("2025-09-05", "16:00"))
    mona = Person(callers, "mona")
    page = mona.open("/lists?team=mash")
    assert re.search(r'href="/stuck\?finding=late&amp;team=mash">2<', page.text)
    opened = mona.open("/stuck?finding=late&team=mash")
    assert sorted(set(re.findall(r"TL25-[0-9]{6}", opened.text))) == expected


def test_there_is_no_other_list(callers):
    assert Person(callers, "mona").open("/lists/nonsense").status_code == 404
