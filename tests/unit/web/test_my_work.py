"""My work: what is owed, by urgency, with the form that meets it; and what was begun."""

import pytest

from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to
from tests.unit.web.form_reader import text_of
from tests.unit.web.test_forms import Person


def said_to(callers, user):
    page = Person(callers, user).open("/my-work")
    assert page.status_code == 200
    return page, text_of(page.text)


@pytest.mark.parametrize("user", ["aud", "ada", "police-desk"])
def test_it_is_for_those_who_work_on_journeys(callers, user):
    assert callers.get(user, "/my-work").status_code == 403


def test_an_empty_page_says_what_would_stand_there(callers):
    _, said = said_to(callers, "carla")
    assert "You owe nothing." in said
    assert "Nobody owes you anything." in said
    assert "You have no drafts." in said


def test_a_manager_sees_what_is_due_today_with_its_form(callers):
    reference = callers.journey()
    page, said = said_to(callers, "mona")
    assert f"/journeys/{reference}/do/review-history" in page.text
    assert "Due within a week (" in said
    assert "Late (" not in said


def test_what_is_late_stands_first_and_a_partners_reply_is_owed_to_the_team(callers):
    reference = callers.in_research("police")
    fresh = callers.journey()
    go_to(callers.hub, london("2025-09-05", "16:00"))
    _, said = said_to(callers, "mona")
    mine, _, others = said.partition("What others owe on your journeys")
    assert "Late (" in mine
    assert fresh in mine
    assert "Fernleigh Police chased 3 times" in others
    assert f"Reply {reference}" in others


def test_a_worker_is_owed_on_the_journeys_that_are_theirs(callers):
    reference = callers.in_research("police")
    _, before = said_to(callers, "carla")
    assert "Nobody owes you anything." in before
    callers.give("mona", reference, "allocate", {"worker": "carla", "talked_through": "By phone."})
    _, after = said_to(callers, "carla")
    assert "Fernleigh Police" in after


def test_a_form_is_not_offered_to_whom_it_is_not_open(callers):
    reference = callers.journey()
    page, _ = said_to(callers, "colin")
    assert f"/journeys/{reference}/do/review-history" not in page.text


def test_drafts_stand_there_for_their_owner_alone(callers):
    reference = callers.journey()
    mona = Person(callers, "mona")
    mona.do(reference, "hold", act="draft", reason="Begun and not ended.")
    page = mona.open("/my-work")
    assert f'href="/journeys/{reference}/do/hold"' in page.text
    assert "Begun and not ended." not in page.text
    assert "You have no drafts." in said_to(callers, "senna")[1]
