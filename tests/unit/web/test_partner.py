"""The partner portal: a reply in two minutes, and nothing of anybody else's."""

from datetime import date

import pytest

from casework import drafting
from casework.people import change_agency
from tests.support.cases import PEOPLE
from tests.unit.web.form_reader import filled, text_of
from tests.unit.web.test_forms import Person

FULL = {
    "why_involved": "The school nurse has seen the child twice.",
    "risks": "A bruise that nobody could explain.",
    "actions": "The nurse wrote it down.",
    "difference": "The school keeps an eye on it.",
    "everyday_life": "The child likes football.",
}


@pytest.fixture
def desk(callers):
    return Person(callers, "police-desk")


@pytest.fixture
def asked(callers):
    return callers.in_research("police", "health")


def press(person, page, act, **typed):
    action, data = filled(page.text, act, **typed)
    return person.client.post(action, data=data, follow_redirects=False)


def reply_of(callers, asked):
    view = callers.get("mona", f"/api/research-requests/{asked}.R1").json()
    return view["state"], view["reply"]


def test_an_agency_without_requests_is_told_what_would_stand_there(desk):
    said = text_of(desk.open("/partner").text)
    assert "Nobody waits for a reply from your agency." in said
    assert "The hub knows of no days on which your agency is closed." in said


def test_a_full_reply_is_given_on_the_page_of_the_request(callers, desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1")
    assert "A good reply says" in page.text
    answer = press(desk, page, "give", **FULL)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/partner/requests/{asked}.R1",
    )
    state, reply = reply_of(callers, asked)
    assert (state, reply["risks"]) == ("replied", FULL["risks"])
    assert "is on the record. Thank you." in text_of(
        desk.open(f"/partner/requests/{asked}.R1").text
    )


def test_nothing_known_is_one_press(callers, desk, asked):
    answer = press(desk, desk.open(f"/partner/requests/{asked}.R1"), "nothing-known")
    assert answer.status_code == 303
    assert reply_of(callers, asked)[0] == "nothing-known"


def test_an_empty_reply_is_refused_and_nothing_is_kept(callers, desk, asked):
    answer = press(desk, desk.open(f"/partner/requests/{asked}.R1"), "give")
    assert answer.status_code in (409, 422)
    assert reply_of(callers, asked) == ("asked", None)


def test_sent_twice_it_stands_once(callers, desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1")
    press(desk, page, "give", **FULL)
    version = callers.get("mona", f"/api/journeys/{asked}").json()["version"]
    assert press(desk, page, "give", **FULL).status_code == 303
    assert callers.get("mona", f"/api/journeys/{asked}").json()["version"] == version


def test_more_time_is_asked_for_and_waits_for_the_hub(desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1/more-time")
    until = {"until-day": "4", "until-month": "9", "until-year": "2025", "until-time": "5pm"}
    assert press(desk, page, "give", reason="The file is away.", **until).status_code == 303
    said = text_of(desk.open(f"/partner/requests/{asked}.R1").text)
    assert "More time was asked for, until Thursday 4 September 2025, 5pm." in said


def test_a_wrong_date_is_said_and_what_was_typed_stays(desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1/more-time")
    answer = press(desk, page, "give", **{"reason": "Kept as typed.", "until-day": "99"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "Kept as typed." in answer.text


def test_a_request_is_disputed(desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1/dispute")
    assert press(desk, page, "give", reason="Not ours to answer.").status_code == 303
    said = text_of(desk.open(f"/partner/requests/{asked}.R1").text)
    assert "A manager has yet to answer." in said


@pytest.mark.parametrize("what", ["", "/reply", "/more-time", "/dispute"])
def test_another_agencys_request_is_none(desk, asked, what):
    page = desk.open(f"/partner/requests/{asked}.R2{what}")
    assert page.status_code == 404
    assert "football" not in page.text


def test_another_agencys_request_cannot_be_answered(callers, desk, asked):
    action, data = filled(desk.open(f"/partner/requests/{asked}.R1").text, "give", **FULL)
    wrong = action.replace(".R1", ".R2")
    assert desk.client.post(wrong, data=data, follow_redirects=False).status_code == 404
    assert callers.get("mona", f"/api/research-requests/{asked}.R2").json()["state"] == "asked"


def test_there_is_no_other_answer(desk, asked):
    assert desk.open(f"/partner/requests/{asked}.R1/nonsense").status_code == 404


def test_who_works_for_the_hub_sees_the_request_and_no_form(callers, asked):
    mona = Person(callers, "mona")
    page = mona.open(f"/partner/requests/{asked}.R1")
    assert page.status_code == 200
    assert 'id="form"' not in page.text
    assert mona.open(f"/partner/requests/{asked}.R1/reply").status_code == 403
    assert mona.open("/partner").status_code == 403


def test_a_form_from_elsewhere_changes_nothing_and_keeps_what_was_typed(callers, desk, asked):
    action, data = filled(desk.open(f"/partner/requests/{asked}.R1").text, "give", **FULL)
    answer = desk.client.post(action, data={**data, "form_token": "0" * 48})
    assert answer.status_code == 403
    assert "The child likes football." in answer.text
    assert reply_of(callers, asked)[0] == "asked"


def test_somebody_signed_out_meanwhile_loses_nothing(desk, asked):
    action, data = filled(desk.open(f"/partner/requests/{asked}.R1").text, "give", **FULL)
    desk.client.cookies.clear()
    answer = desk.client.post(action, data=data, follow_redirects=False)
    assert answer.status_code == 401
    assert "The child likes football." in answer.text


def test_the_link_of_an_old_mail_says_that_the_hub_has_its_reply(desk, asked):
    press(desk, desk.open(f"/partner/requests/{asked}.R1"), "give", **FULL)
    page = desk.open(f"/partner/requests/{asked}.R1")
    assert page.status_code == 200
    assert 'id="form"' not in page.text
    said = text_of(page.text)
    assert "Your reply of Tuesday 2 September 2025, 10am is on the record. Thank you." in said
    assert "Do you know something else that bears on the child’s safety? Enter a contact" in said


@pytest.mark.parametrize("what", ["", "/reply", "/more-time", "/dispute"])
def test_the_link_of_an_old_mail_says_that_the_request_was_taken_back(callers, desk, asked, what):
    callers.give("mona", asked, "withdraw-request", {"request": "R1", "reason": "a mistake"})
    page = desk.open(f"/partner/requests/{asked}.R1{what}")
    assert page.status_code == 200
    assert 'id="form"' not in page.text
    assert "The hub has taken this request back. Nothing is asked of you" in text_of(page.text)


def test_a_reply_to_a_request_that_was_taken_back_meanwhile_is_not_lost(callers, desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1")
    callers.give("mona", asked, "withdraw-request", {"request": "R1", "reason": "a mistake"})
    answer = press(desk, page, "give", **FULL)
    assert answer.status_code == 409
    said = text_of(answer.text)
    assert "Not sent Request R1 was withdrawn; nothing is asked any more." in said
    assert "What you had typed, and what was not sent" in said
    assert "What risks does it know of? A bruise that nobody could explain." in said
    assert reply_of(callers, asked) == ("withdrawn", None)


def test_two_at_one_desk_who_reply_at_once_lose_nothing(callers, desk, asked):
    one, other = (desk.open(f"/partner/requests/{asked}.R1") for _ in range(2))
    press(desk, one, "give", **FULL)
    answer = press(desk, other, "give", risks="Somebody was arrested last night.")
    assert answer.status_code == 409
    said = text_of(answer.text)
    assert "Request R1 was answered already." in said
    assert "Somebody was arrested last night." in said
    assert reply_of(callers, asked)[1]["risks"] == FULL["risks"]


def test_the_back_button_after_a_reply_says_that_other_words_were_not_sent(callers, desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1")
    press(desk, page, "give", **FULL)
    again = press(desk, page, "give", **{**FULL, "risks": "Other words."})
    assert again.status_code == 409
    said = text_of(again.text)
    assert "You sent this form before. What you have typed since was not sent" in said
    assert "Other words." in said
    assert reply_of(callers, asked)[1]["risks"] == FULL["risks"]


def test_after_closure_the_link_of_an_old_mail_still_takes_a_late_reply(callers, desk, asked):
    press(desk, desk.open(f"/partner/requests/{asked}.R1"), "give", **FULL)
    _closed_without_health(callers, asked)
    health = Person(callers, "health-desk")
    page = health.open(f"/partner/requests/{asked}.R2")
    assert press(health, page, "give", **FULL).status_code == 303
    assert callers.get("mona", f"/api/research-requests/{asked}.R2").json()["state"] == "replied"


def _closed_without_health(callers, asked):
    concern = {"concern": "C1", "view": "The bruise was an accident.", "disposal": "unfounded"}
    for user, command, body in (
        (
            "mona",
            "decide-after-research",
            {
                "outcome": "no-further-action",
                "rationale": "The police know how it came about.",
                "research_found": "An accident that was seen.",
                "concerns": [concern],
                "identity": "Nothing known that bears on it.",
                "missing": [{"agency": "health", "why_safe": "The police saw the child."}],
            },
        ),
        ("milo", "countersign", {"agrees": True, "reason": "I have read it all."}),
        ("carla", "tell-referrer", {"how": "by letter"}),
        ("carla", "tell-parents", {"how": "by telephone"}),
        ("mona", "close", {"reason": "Nothing is left to do."}),
    ):
        answer = callers.give(user, asked, command, body)
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("what", ["R2", "R9"])
def test_another_agencys_link_says_where_the_own_requests_stand(desk, asked, what):
    said = text_of(desk.open(f"/partner/requests/{asked}.{what}").text)
    assert "There is no such request, or it was made to another agency." in said
    assert "hand it on to the agency that it was meant for" in said


def test_a_hundred_thousand_characters_are_refused_with_the_limit_and_kept(callers, desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1")
    answer = press(desk, page, "give", risks="x" * 100_000)
    assert answer.status_code == 422
    assert "must be 20,000 characters or fewer. It has 100,000 now" in text_of(answer.text)
    assert "x" * 100_000 in answer.text
    assert reply_of(callers, asked) == ("asked", None)


def test_closed_days_and_deputies_are_shown(callers, desk):
    days = ((date(2025, 9, 8), date(2025, 9, 9), "training"),)
    change_agency(callers.hub, PEOPLE["ada"], "police", ask_instead="police-duty", closed=days)
    said = text_of(desk.open("/partner").text)
    assert "Closed from 8 September 2025 to 9 September 2025: training" in said
    assert "On these days Fernleigh Police duty desk is asked instead." in said


def test_a_full_reply_wants_five_sections_and_none_of_them_is_called_optional(desk, asked):
    said = text_of(desk.open(f"/partner/requests/{asked}.R1").text)
    assert "A full reply has all five sections below." in said
    assert "What risks does it know of? (optional)" not in said
    assert "What is its opinion? (optional)" in said


def test_what_a_partner_types_is_kept_while_they_write_and_goes_when_it_is_sent(
    callers, desk, asked
):
    page = desk.open(f"/partner/requests/{asked}.R1")
    action, data = filled(page.text, risks="Two incidents at the address.")
    kept = desk.client.post(f"{action}/draft", data=data)
    assert kept.text.startswith("Draft saved Tuesday 2 September 2025, 10am")
    again = desk.open(f"/partner/requests/{asked}.R1").text
    assert "Two incidents at the address." in again
    assert "This is your draft of" in again
    assert "Two incidents" not in Person(callers, "health-desk").open("/partner").text
    press(desk, desk.open(f"/partner/requests/{asked}.R1"), "give", **FULL)
    assert drafting.drafts_of(callers.hub, PEOPLE["police-desk"]) == []


def test_a_draft_is_saved_and_thrown_away_without_a_script(callers, desk, asked):
    where = f"/partner/requests/{asked}.R1/more-time"
    answer = press(desk, desk.open(where), "draft", reason="The file is elsewhere.")
    assert (answer.status_code, answer.headers["location"]) == (303, where)
    page = desk.open(where)
    assert "The file is elsewhere." in page.text
    assert "The file is elsewhere." not in desk.open(f"/partner/requests/{asked}.R1").text
    assert press(desk, page, "forget").status_code == 303
    assert "The file is elsewhere." not in desk.open(where).text
    assert reply_of(callers, asked) == ("asked", None)


def test_what_was_begun_is_shown_to_its_writer_when_another_has_answered(callers, desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1")
    press(desk, page, "draft", risks="Two incidents at the address.")
    body = {"request": "R1", "nothing_known": True}
    assert callers.give("mona", asked, "reply-to-research", body).status_code == 200
    said = text_of(desk.open(f"/partner/requests/{asked}.R1").text)
    assert "What you had typed, and what was not sent" in said
    assert "Two incidents at the address." in said


def test_a_draft_is_kept_for_nobody_to_whom_the_request_was_not_made(callers, desk, asked):
    page = desk.open(f"/partner/requests/{asked}.R1")
    action, data = filled(page.text, risks="Two incidents at the address.")
    other = action.replace(".R1", ".R2")
    assert desk.client.post(f"{other}/draft", data=data).status_code == 404
    assert drafting.drafts_of(callers.hub, PEOPLE["police-desk"]) == []


def test_an_empty_form_makes_no_draft(callers, desk, asked):
    action, data = filled(desk.open(f"/partner/requests/{asked}.R1").text)
    assert desk.client.post(f"{action}/draft", data=data).text == ""
    assert drafting.drafts_of(callers.hub, PEOPLE["police-desk"]) == []


def test_a_reply_with_gaps_is_taken_and_the_page_says_that_it_is_not_full(desk, asked):
    press(desk, desk.open(f"/partner/requests/{asked}.R1"), "give", risks=FULL["risks"])
    said = text_of(desk.open(f"/partner/requests/{asked}.R1").text)
    assert "It does not have all five sections." in said
