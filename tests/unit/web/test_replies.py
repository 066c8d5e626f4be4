"""The missing replies of one journey of the board: chased, moved or waived from one page."""

import re

import pytest

from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to, whole
from tests.unit.web.form_reader import text_of
from tests.unit.web.test_forms import Person, events_of

HTML = {"Accept": "text/html"}


@pytest.fixture
def late(callers):
    """A journey with two replies missing, both late, and one in."""
    reference = callers.in_research("police", "health", "education")
    body = {"nothing_known": True}
    answer = callers.post("education-desk", f"/api/research-requests/{reference}.R3/reply", body)
    assert answer.status_code in (200, 201)
    go_to(callers.hub, london("2025-09-05", "16:00"))
    return reference


def chase(person, page, local="R1"):
    form = re.search(rf'<form[^>]*id="chase-{local}".*?</form>', page.text, re.DOTALL).group(0)
    data = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    action = re.search(r'action="([^"]+)"', form).group(1)
    return person.client.post(action, data=data, headers=HTML, follow_redirects=False)


def test_the_board_leads_to_each_missing_reply_and_says_when_it_was_asked(callers, late):
    page = Person(callers, "colin").open("/")
    assert f'href="/board/{late}#R1"' in page.text
    assert f'href="/board/{late}#R3"' not in page.text
    assert "Chase, extend or waive" in page.text
    assert "asked 2 September 2025, chased" in text_of(page.text)


def test_the_page_says_of_each_how_it_stands_and_what_is_in(callers, late):
    said = text_of(Person(callers, "mona").open(f"/board/{late}").text)
    assert "Fernleigh Police" in said
    assert "Asked on Tuesday 2 September 2025, 10am" in said
    assert "1 working day late" in said
    assert "What is in" in said
    assert "nothing known" in said


def test_one_press_chases_and_says_so_and_a_second_press_does_not_chase_again(callers, late):
    colin = Person(callers, "colin")
    page = colin.open(f"/board/{late}")
    answer = chase(colin, page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/board/{late}")
    assert "Chase a partner now: it is on the record." in text_of(colin.open(f"/board/{late}").text)
    before = events_of(callers, late).count("PartnerChased")
    assert chase(colin, page).status_code == 303
    assert events_of(callers, late).count("PartnerChased") == before
    assert whole(callers.hub)


def test_a_reply_that_came_meanwhile_is_not_chased_and_the_page_says_why(callers, late):
    colin = Person(callers, "colin")
    page = colin.open(f"/board/{late}")
    body = {"nothing_known": True}
    callers.post("police-desk", f"/api/research-requests/{late}.R1/reply", body)
    answer = chase(colin, page)
    assert answer.status_code == 409
    assert "Not done" in text_of(answer.text)


def test_a_manager_moves_the_date_or_waives_and_a_coordinator_is_told_who_may(callers, late):
    managers = Person(callers, "mona").open(f"/board/{late}").text
    for command in ("move-due-date", "waive-obligation", "withdraw-request"):
        assert f'href="/journeys/{late}/do/{command}?about=' in managers
    page = Person(callers, "colin").open(f"/board/{late}").text
    assert "/do/waive-obligation" not in page
    assert "Go on without the reply" in text_of(page)
    assert "This is not for the role coordinator, but for: manager, senior manager." in text_of(
        page
    )


def test_the_form_of_another_date_is_filled_in_with_what_it_is_about(callers, late):
    mona = Person(callers, "mona")
    page = mona.open(f"/board/{late}").text
    link = re.search(rf'href="(/journeys/{late}/do/move-due-date\?about=O\d+)"', page).group(1)
    assert re.search(r'value="O\d+" checked|value="O\d+" selected', mona.open(link).text)


def test_a_wish_for_more_time_stands_with_its_answer(callers, late):
    wish = {"until": "2025-09-09T12:00:00+01:00", "reason": "The file is in another building."}
    callers.post("police-desk", f"/api/research-requests/{late}.R1/more-time", wish)
    page = Person(callers, "colin").open(f"/board/{late}").text
    assert "More time wanted, until Tuesday 9 September 2025, midday" in text_of(page)
    assert f"/journeys/{late}/do/answer-more-time?about=R1" in page


def test_an_auditor_sees_it_and_can_do_nothing(callers, late):
    page = Person(callers, "aud").open(f"/board/{late}")
    assert page.status_code == 200
    assert "<form method" not in page.text.split("<main")[1].split("</main")[0]
    assert callers.post("aud", f"/board/{late}/chase").status_code == 403


@pytest.mark.parametrize("user", ["police-desk", "ada"])
def test_others_do_not(callers, late, user):
    assert callers.get(user, f"/board/{late}").status_code == 403


def test_a_journey_that_waits_for_nobody_says_what_would_stand_there(callers):
    reference = callers.journey()
    said = text_of(Person(callers, "mona").open(f"/board/{reference}").text)
    assert "No reply is missing on this journey." in said


def test_a_form_from_elsewhere_chases_nobody(callers, late):
    colin = Person(callers, "colin")
    form = {"form_token": "0" * 48, "request": "R1", "_key": "a1"}
    before = events_of(callers, late).count("PartnerChased")
    answer = colin.client.post(f"/board/{late}/chase", data=form, headers=HTML)
    assert answer.status_code == 403
    assert "Press the button again" in answer.text
    assert events_of(callers, late).count("PartnerChased") == before


def test_a_request_that_there_is_not_is_said_so(callers, late):
    colin = Person(callers, "colin")
    page = colin.open(f"/board/{late}")
    token = re.search(r'name="form_token" value="([0-9a-f]+)"', page.text).group(1)
    form = {"form_token": token, "request": "R99", "_key": "a2"}
    answer = colin.client.post(f"/board/{late}/chase", data=form, headers=HTML)
    assert answer.status_code == 409
    assert "Not done" in text_of(answer.text)
