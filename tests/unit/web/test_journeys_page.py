"""Every journey is on a list, and is found by its reference or by the child's name."""

import pytest

from tests.unit.web.form_reader import filled, text_of
from tests.unit.web.test_forms import Person

ELSEWHERE = {"child": {"name": "Zoë O'Élsewhere", "born": "2012-01-30"}}


def looked_for(callers, words, user="mona"):
    person = Person(callers, user)
    action, data = filled(person.open("/journeys").text)
    return person.client.post(action, data={**data, "words": words}, follow_redirects=False)


@pytest.mark.shows("Q1")
def test_every_open_journey_is_on_the_list_with_child_stage_and_team(callers):
    reference = callers.in_research("police")
    said = text_of(Person(callers, "carla").open("/journeys").text)
    assert reference in said
    assert "Research" in said
    assert "team mash" in said


def test_an_empty_list_says_what_would_stand_there(callers):
    said = text_of(Person(callers, "mona").open("/journeys").text)
    assert "Each child whose contact was entered stands here" in said


def test_a_stage_leaves_out_the_others(callers):
    reference = callers.in_research("police")
    assert reference in callers.get("mona", "/journeys?stage=research").text
    assert reference not in callers.get("mona", "/journeys?stage=assessment").text


@pytest.mark.parametrize("words", ["zoe", "ELSEW", "oelsewhere zoë", "O'Élsewhere, Zoë"])
def test_a_child_is_found_by_any_part_of_its_name(callers, words):
    reference, other = callers.journey(**ELSEWHERE), callers.in_research("police")
    answer = looked_for(callers, words)
    assert answer.status_code == 200
    assert reference in answer.text
    assert other not in answer.text
    assert "no-store" in answer.headers["cache-control"]


def test_a_reference_leads_to_its_journey(callers):
    reference = callers.journey(**ELSEWHERE)
    answer = looked_for(callers, f" {reference.lower()} ")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/journeys/{reference}")


@pytest.mark.parametrize("words", ["", "z", "%%%", "__", "y" * 201])
def test_what_cannot_be_looked_for_is_said_so(callers, words):
    callers.journey(**ELSEWHERE)
    answer = looked_for(callers, words)
    assert answer.status_code == 422
    assert "Enter a reference, or at least two letters of the child’s name" in answer.text


@pytest.mark.parametrize("words", ["nobody", "TL99", "elsewhere nobody"])
def test_what_is_not_there_is_said_so(callers, words):
    callers.journey(**ELSEWHERE)
    assert "No journey that you may open has this" in text_of(looked_for(callers, words).text)


def test_what_is_restricted_is_found_by_those_it_is_open_to_alone(callers):
    reference = callers.journey(**ELSEWHERE)
    why = {"people": ["carla"], "reason": "a colleague's own family"}
    assert callers.give("mona", reference, "restrict-journey", why).status_code == 200
    assert reference not in looked_for(callers, "elsewhere", "colin").text
    assert reference in looked_for(callers, "elsewhere", "carla").text


@pytest.mark.parametrize("user", ["police-desk", "ada"])
def test_partners_and_administrators_have_no_such_page(callers, user):
    assert callers.get(user, "/journeys").status_code == 403
