"""Alerts: what one was told, seen once, by whom and when."""

import pytest

from casework import asking, digesting
from casework.wording import TEMPLATES
from tests.support.cases import PEOPLE
from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to
from tests.unit.web.form_reader import filled, text_of
from tests.unit.web.test_forms import Person
from web.pages.alerts import _KINDS, TOLD, told_once


@pytest.fixture
def told(callers):
    """A hub in which the manager was told of several things that are late."""
    reference = callers.in_research("police")
    callers.journey()
    go_to(callers.hub, london("2025-09-05", "16:00"))
    return reference


def unseen(callers, user="mona"):
    return asking.alerts(callers.hub, PEOPLE[user])


@pytest.mark.parametrize("user", ["police-desk", "ada"])
def test_partners_and_administrators_have_no_such_page(callers, user):
    assert callers.get(user, "/alerts").status_code == 403


def test_an_empty_page_says_what_would_stand_there(callers):
    said = text_of(Person(callers, "mona").open("/alerts").text)
    assert "There is nothing that you have not seen." in said


@pytest.mark.usefixtures("told")
def test_an_auditor_is_told_nothing(callers):
    assert "An auditor is told nothing." in text_of(Person(callers, "aud").open("/alerts").text)


def test_each_alert_says_what_it_is_about(callers, told):
    said = text_of(Person(callers, "mona").open("/alerts").text)
    assert "Reply: late, and passed up to you" in said
    assert told in said
    assert "Told to a manager of team mash on" in said


@pytest.mark.usefixtures("told")
def test_one_is_seen_and_the_others_stay(callers):
    mona = Person(callers, "mona")
    before = unseen(callers)
    assert len(before) > 1
    action, data = filled(mona.open("/alerts").text)
    answer = mona.client.post(action, data={**data, "one": before[0].id}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/alerts")
    assert [each.id for each in unseen(callers)] == [each.id for each in before[1:]]


@pytest.mark.usefixtures("told")
def test_what_went_to_a_team_and_to_its_manager_stands_once_and_is_seen_at_once(callers):
    mona = Person(callers, "mona")
    page = mona.open("/alerts").text
    said = text_of(page)
    both = next(one for one in told_once(unseen(callers)) if len(one.ids) > 1)
    assert "Told to a manager of team mash and team mash on" in said
    action, data = filled(page)
    pressed = {**data, "one": " ".join(both.ids)}
    assert mona.client.post(action, data=pressed, follow_redirects=False).status_code == 303
    assert set(both.ids) & {each.id for each in unseen(callers)} == set()


@pytest.mark.usefixtures("told")
def test_all_that_were_shown_are_seen_and_it_is_said_by_whom(callers):
    mona = Person(callers, "mona")
    action, data = filled(mona.open("/alerts").text)
    assert mona.client.post(action, data=data, follow_redirects=False).status_code == 303
    assert unseen(callers) == []
    milo = Person(callers, "milo").open("/alerts")
    assert "Seen by mona on Friday 5 September 2025, 4pm" in text_of(milo.text)
    assert "I have seen all of these" in milo.text


@pytest.mark.usefixtures("told")
def test_seen_once_more_the_first_time_stays(callers):
    mona = Person(callers, "mona")
    action, data = filled(mona.open("/alerts").text)
    mona.client.post(action, data=data)
    go_to(callers.hub, london("2025-09-05", "16:10"))
    assert mona.client.post(action, data=data, follow_redirects=False).status_code == 303
    said = text_of(mona.open("/alerts?seen=true").text)
    assert "Seen by mona on Friday 5 September 2025, 4pm" in said
    assert "Seen by mona on Friday 5 September 2025, 4:10pm" not in said


def test_what_was_told_to_others_cannot_be_seen_and_nothing_else_is_either(callers, told):
    mona, before = Person(callers, "mona"), unseen(callers)
    action, data = filled(mona.open("/alerts").text)
    wrong = {**data, "shown": [before[0].id, f"{told}.N999"]}
    assert mona.client.post(action, data=wrong, follow_redirects=False).status_code == 404
    assert unseen(callers) == before


@pytest.mark.usefixtures("told")
def test_a_form_from_elsewhere_is_refused(callers):
    mona = Person(callers, "mona")
    action, data = filled(mona.open("/alerts").text)
    assert mona.client.post(action, data={**data, "form_token": "0" * 48}).status_code == 403
    assert unseen(callers) != []


def test_every_message_that_people_are_sent_has_its_sentence():
    assert set(TEMPLATES) <= set(TOLD)
    for template in TOLD:
        assert template.replace("-", " ").capitalize() != TOLD[template]


def test_what_may_wait_has_its_words():
    assert tuple(_KINDS) == digesting.CAN_WAIT


@pytest.mark.shows("Q4")
def test_somebody_chooses_what_waits_and_the_page_says_so(callers):
    mona = Person(callers, "mona")
    assert "Every alert is sent to you at once." in text_of(mona.open("/alerts").text)
    page = mona.open("/alerts/choices")
    assert "The hub has no mail address of yours" in text_of(page.text)
    action, data = filled(page.text)
    kinds = {"kinds": ["remind", "ask"], "at": "16:45"}
    answer = mona.client.post(action, data={**data, **kinds}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/alerts")
    assert digesting.choices(callers.hub, PEOPLE["mona"]) == digesting.Choices(
        at="16:45", kinds=frozenset({"ask", "remind"})
    )
    assert "wait for one message a day, at 16:45" in text_of(mona.open("/alerts").text)
    assert mona.open("/alerts/choices").text.count(" checked") == 2


def test_a_choice_that_cannot_be_is_said_so_and_what_was_typed_stays(callers):
    mona = Person(callers, "mona")
    action, data = filled(mona.open("/alerts/choices").text)
    answer = mona.client.post(action, data={**data, "at": "25:99", "kinds": "breach"})
    assert answer.status_code == 422
    assert "Enter a time of day, such as 08:30" in answer.text
    assert "Choose among the kinds of alerts that are shown" in answer.text
    assert 'value="25:99"' in answer.text
    assert digesting.choices(callers.hub, PEOPLE["mona"]).kinds == frozenset()


@pytest.mark.parametrize("user", ["aud", "ada", "police-desk"])
def test_who_is_told_nothing_has_nothing_to_choose(callers, user):
    assert callers.get(user, "/alerts/choices").status_code == 403
