"""The page of stuck journeys, and what is done with several of them at once."""

import pytest

from casework import asking
from tests.support.cases import PEOPLE
from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to, whole
from tests.unit.web.form_reader import filled, text_of
from tests.unit.web.test_forms import Person

pytestmark = pytest.mark.shows("Q3")
HOLD = {
    "until-day": "12",
    "until-month": "9",
    "until-year": "2025",
    "until-time": "9am",
    "reason": "The family is away until then.",
}


@pytest.fixture
def two_late(callers):
    """Two journeys whose police reply is late, and one whose contact is not decided."""
    late = [callers.in_research("police"), callers.in_research("police")]
    fresh = callers.journey()
    go_to(callers.hub, london("2025-09-05", "16:00"))
    return late, fresh


def together(person, command, *references):
    chosen = "".join(f"&journey={each}" for each in references)
    return person.open(f"/stuck/together?command={command}{chosen}")


def test_without_a_stuck_journey_the_page_says_what_would_stand_there(callers):
    page = Person(callers, "mona").open("/stuck")
    assert page.status_code == 200
    assert "No journey is stuck: every one waits for something" in text_of(page.text)
    assert "With the journeys you ticked" not in page.text


@pytest.mark.parametrize("user", ["mona", "senna", "colin", "aud"])
def test_who_manages_sees_the_stuck_journeys(callers, user):
    assert callers.get(user, "/stuck").status_code == 200


@pytest.mark.parametrize("user", ["police-desk", "ada", "carla"])
def test_others_do_not(callers, user):
    assert callers.get(user, "/stuck").status_code == 403


def test_stuck_journeys_stand_by_what_would_move_them(callers, two_late):
    late, fresh = two_late
    said = text_of(Person(callers, "mona").open("/stuck").text)
    for reference in (*late, fresh):
        assert reference in said
    assert "Decide after research (2)" in said
    assert "Review the history (1)" in said
    assert "Fernleigh Police, asked on Tuesday 2 September 2025, 10am; 1 working day late" in said


def test_they_can_be_filtered_by_finding_and_team(callers, two_late):
    mona = Person(callers, "mona")
    assert "No journey fits." in text_of(mona.open("/stuck?finding=circular").text)
    assert "No journey fits." in text_of(mona.open("/stuck?team=north").text)
    found = mona.open("/stuck?finding=late&team=mash")
    assert two_late[0][0] in found.text
    assert 'href="/stuck?team=mash"' in found.text
    assert mona.open("/stuck?finding=nonsense").status_code == 422


def test_an_auditor_sees_them_and_can_do_nothing(callers, two_late):
    page = Person(callers, "aud").open("/stuck")
    assert 'type="checkbox"' not in page.text
    assert f"/journeys/{two_late[1]}/do/" not in page.text
    assert callers.get("aud", "/stuck/together?command=hold").status_code == 403


def test_nothing_ticked_is_said_at_the_list(callers, two_late):
    page = together(Person(callers, "mona"), "hold")
    assert page.status_code == 422
    assert "Tick the journeys that you mean" in page.text
    assert two_late[1] in page.text


def test_several_journeys_are_held_at_once_with_an_end(callers, two_late):
    (first, second), _ = two_late
    mona = Person(callers, "mona")
    answer = mona.send(together(mona, "hold", first, second), **HOLD)
    assert answer.status_code == 200
    assert "Done on 2 journeys." in text_of(answer.text)
    for reference in (first, second):
        held = callers.get("mona", f"/api/journeys/{reference}").json()
        assert held["held_until"] == "2025-09-12T08:00:00Z"
    assert whole(callers.hub)


def test_where_it_cannot_be_done_that_journey_stays_and_says_why(callers, two_late):
    (first, second), _ = two_late
    mona = Person(callers, "mona")
    held = {"until": "2025-09-10T09:00:00+01:00", "reason": "The family is away."}
    assert callers.give("mona", first, "hold", held).status_code == 200
    version = callers.get("mona", f"/api/journeys/{first}").json()["version"]
    answer = mona.send(together(mona, "hold", first, second), **HOLD)
    said = text_of(answer.text)
    assert answer.status_code == 200
    assert "Done on 1 journey, not done on 1." in said
    assert f"{first} Not done" in said
    assert f"{second} Done" in said
    assert callers.get("mona", f"/api/journeys/{first}").json()["version"] == version


def test_sent_twice_it_is_done_once(callers, two_late):
    (first, _), _ = two_late
    mona = Person(callers, "mona")
    page = together(mona, "chase-partner", first)
    mona.send(page)
    version = callers.get("mona", f"/api/journeys/{first}").json()["version"]
    answer = mona.send(page)
    assert "Done on 1 journey." in text_of(answer.text)
    assert callers.get("mona", f"/api/journeys/{first}").json()["version"] == version


def test_a_chase_needs_a_missing_reply(callers, two_late):
    (first, _), fresh = two_late
    mona = Person(callers, "mona")
    said = text_of(mona.send(together(mona, "chase-partner", first, fresh)).text)
    assert f"{first} Done" in said
    assert f"{fresh} Not done No reply of a partner is missing." in said


def test_where_none_can_be_done_the_answer_is_a_refusal(callers, two_late):
    mona = Person(callers, "mona")
    answer = mona.send(together(mona, "chase-partner", two_late[1]))
    assert answer.status_code == 409
    assert "Done on 0 journeys, not done on 1." in text_of(answer.text)


def test_several_journeys_go_to_another_worker(callers, two_late):
    (first, second), _ = two_late
    colin = Person(callers, "colin")
    answer = colin.send(
        together(colin, "allocate", first, second),
        worker="carla",
        talked_through="Talked through with Carla this morning.",
    )
    assert "Done on 2 journeys." in text_of(answer.text)
    assert callers.get("mona", f"/api/journeys/{second}").json()["owner"] == "carla"


def test_a_form_with_a_fault_says_so_and_keeps_what_was_typed(callers, two_late):
    (first, _), _ = two_late
    mona = Person(callers, "mona")
    typed = {**HOLD, "until-day": "nonsense", "reason": "Kept as it was typed."}
    answer = mona.send(together(mona, "hold", first), **typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "Kept as it was typed." in answer.text
    assert first in answer.text


def test_who_may_not_hold_is_told_so(callers, two_late):
    answer = together(Person(callers, "colin"), "hold", two_late[1])
    assert answer.status_code == 403
    assert "not open to the role coordinator" in answer.text


def test_another_command_is_not_given_in_bulk(callers, two_late):
    assert together(Person(callers, "mona"), "close", two_late[1]).status_code == 404


def test_a_form_from_elsewhere_changes_nothing(callers, two_late):
    (first, _), _ = two_late
    mona = Person(callers, "mona")
    action, data = filled(together(mona, "hold", first).text, **HOLD)
    answer = mona.client.post(action, data={**data, "form_token": "0" * 48})
    assert answer.status_code == 403
    assert "The family is away until then." in answer.text
    assert callers.get("mona", f"/api/journeys/{first}").json()["held_until"] is None


def test_a_journey_that_there_is_not_is_said_to_be_none(callers, two_late):
    mona = Person(callers, "mona")
    answer = mona.send(together(mona, "hold", two_late[1], "TL25-999999"), **HOLD)
    said = text_of(answer.text)
    assert "TL25-999999 Not done There is no such journey, or it is not for you to see." in said
    assert f"{two_late[1]} Done" in said


@pytest.mark.parametrize("user", ["mona", "colin"])
def test_several_journeys_are_passed_up_at_once_each_with_what_is_due_first(
    callers, two_late, user
):
    (first, second), fresh = two_late
    person = Person(callers, user)
    page = together(person, "escalate", first, second, fresh)
    assert "On each journey what is due first is passed up now" in text_of(page.text)
    answer = person.send(page, reason="Nobody has answered for days.")
    assert "Done on 3 journeys." in text_of(answer.text)
    told = [each for each in asking.alerts(callers.hub, PEOPLE["mona"]) if each.reference == second]
    assert told[0].template == "escalate"
    shown = text_of(person.open(f"/journeys/{second}").text)
    assert "passed up by hand, to a manager of team mash, a senior manager of team mash" in shown
    assert whole(callers.hub)
