"""A restricted journey on pages and in the API."""

import re

import pytest

WHY = {"people": ["carla"], "reason": "a colleague's own family"}
HTML = {"Accept": "text/html"}


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


@pytest.fixture
def reference(callers):
    reference = callers.in_research("police")
    assert callers.give("mona", reference, "restrict-journey", WHY).status_code == 200
    return reference


def test_a_page_says_that_it_is_restricted_and_whom_to_ask_and_names_nobody(callers, reference):
    callers.sign_in("colin")
    answer = callers.client.get(f"/journeys/{reference}", headers=HTML)
    assert answer.status_code == 403
    said = words(answer)
    assert f"Journey {reference} is restricted" in said
    assert "mona restricted it: ask them if you need to know" in said
    assert "Testperson" not in said
    assert "Why do you have to open it?" not in said
    for path in ("/", "/looks", f"/journeys/{reference}/do/hold"):
        shown = callers.client.get(path, headers=HTML, follow_redirects=True)
        assert "Wren Testperson" not in shown.text


def test_a_senior_manager_opens_it_with_a_reason_and_without_one_is_told_so(callers, reference):
    callers.sign_in("senna")
    path = f"/journeys/{reference}"
    assert "Why do you have to open it?" in words(callers.client.get(path))
    empty = callers.send_form(path, f"{path}/open-restricted", reason="  ")
    assert empty.status_code == 422
    assert "Say why you have to open it" in words(empty)
    given = callers.send_form(path, f"{path}/open-restricted", reason="the police wait")
    assert (given.status_code, given.headers["location"]) == (303, path)
    said = words(callers.client.get(path))
    assert "Restricted to carla, mona" in said
    assert "Wren Testperson" in said
    looks = words(callers.client.get(f"/looks?journey={reference}&user=senna"))
    assert "Opened though restricted" in looks


def test_who_may_not_override_is_refused_in_the_api_as_well(callers, reference):
    for path in ("", "/events", "/chronology", "/matches"):
        answer = callers.get("colin", f"/api/journeys/{reference}{path}")
        assert (answer.status_code, answer.json()["type"]) == (
            403,
            "urn:throughline:problem:restricted",
        )
        assert answer.json()["needs"]
    body = {"reason": "curious"}
    assert callers.give("colin", reference, "open-restricted", body).status_code == 403
    assert callers.give("colin", reference, "add-concern", {}).status_code in (403, 422)
    listed = callers.get("colin", "/api/board").json()
    assert (listed["rows"], listed["totals"]["journeys"]) == ([], 0)


def test_bad_names_are_refused_in_words(callers):
    reference = callers.journey()
    wrong = {"people": ["nobody"], "reason": "a colleague's own family"}
    answer = callers.give("mona", reference, "restrict-journey", wrong)
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["where"] == "people"
