"""Lists and alarms: every number opens to what it counts."""

import html
import re

import pytest

from tests.support.cases import ENDED, HANDED_OFF, REFERRED
from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to, tell
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
    assert "Contacts that did not become referrals 0" in said


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


@pytest.fixture
def gaps(callers):
    """Two contacts that went no further, of which one is early help, and one that did."""
    return [tell(callers.hub, steps).reference for steps in (ENDED, HANDED_OFF, REFERRED)]


@pytest.mark.shows("C7", "Q9")
def test_a_gap_stands_with_its_whole_and_opens_to_its_journeys(callers, gaps):
    mona = Person(callers, "mona")
    said = text_of(mona.open("/lists").text)
    assert (
        "Contacts that did not become referrals 2 contacts that did not become referrals of 3"
        in said
    )
    opened = mona.open("/lists/contacts-not-referrals")
    assert "2 of 3 contacts decided" in text_of(opened.text)
    assert sorted(set(re.findall(r"TL25-[0-9]{6}", opened.text))) == gaps[:2]
    assert "No further action" in text_of(opened.text)


def test_every_gap_has_a_page_even_when_it_is_empty(callers):
    mona = Person(callers, "mona")
    links = re.findall(r'href="(/lists/[a-z-]+)"', mona.open("/lists").text)
    assert len(links) == 20
    for link in links:
        page = mona.open(link)
        assert page.status_code == 200
        assert "Nothing stands on this list. Each journey that the figure counts" in text_of(
            page.text
        )


@pytest.mark.usefixtures("gaps")
def test_gaps_are_asked_of_a_team_and_of_a_span_of_days(callers):
    mona = Person(callers, "mona")
    for query, count in (
        ("?team=mash", 2),
        ("?team=north", 0),
        ("?first=2025-09-02&last=2025-09-02", 2),
        ("?first=2025-09-03", 0),
        ("?last=2025-09-01", 0),
    ):
        page = mona.open(f"/lists/contacts-not-referrals{query}")
        assert f"{count} of " in text_of(page.text)
    assert mona.open("/lists?first=nonsense").status_code == 422
    assert mona.open("/lists?first=2025-09-03&last=2025-09-01").status_code == 422
    assert "/lists/contacts-not-referrals?team=mash" in mona.open("/lists?team=mash").text


def test_a_long_list_goes_on_where_it_ended(callers, monkeypatch, gaps):
    monkeypatch.setattr("web.pages.gaps.SHOWN", 1)
    mona = Person(callers, "mona")
    first = mona.open("/lists/contacts-not-referrals").text
    follows = re.search(r'href="(/lists/[^"]*after=[^"]*)"', first).group(1)
    second = mona.open(html.unescape(follows)).text
    assert (gaps[0] in first, gaps[1] in first) == (True, False)
    assert (gaps[0] in second, gaps[1] in second) == (False, True)
    assert "Back to the oldest" in second
    assert "Show those that follow" not in second


def test_a_list_is_given_whole_as_a_file(callers, monkeypatch, gaps):
    monkeypatch.setattr("web.pages.gaps.IN_A_FILE", 1)
    answer = callers.get("mona", "/lists/contacts-not-referrals/file")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="contacts-not-referrals.csv"'
    )
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Journey,What,Ended,Team,Worker",
        f"{gaps[0]},No further action,2025-09-02T10:00+01:00,mash,",
        f"{gaps[1]},Early help,2025-09-02T10:00+01:00,mash,",
    ]


@pytest.mark.parametrize(
    ("user", "path", "status"),
    [
        ("carla", "/lists/contacts-not-referrals/file", 403),
        ("mona", "/lists/nonsense/file", 404),
        ("mona", "/lists/contacts-not-referrals?after=nonsense", 422),
    ],
)
def test_who_may_not_and_what_is_not_is_said_so(callers, user, path, status):
    assert callers.get(user, path).status_code == status
