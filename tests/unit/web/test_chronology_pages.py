"""The pages of a chronology and of a decision, and the same as JSON."""

import html
import re

import pytest

from tests.unit.web.callers import CONCERN, REASON

ENTRY = {
    "happened_on": "2017-03-01",
    "source": "an old paper file",
    "what": "the family moved three times",
    "meaning": "another school each time",
}


@pytest.fixture
def reference(callers):
    found = callers.journey()
    path = f"/api/journeys/{found}"
    assert callers.post("carla", f"{path}/add-chronology-entry", ENTRY).status_code == 200
    return found


def decided(callers, reference):
    path = f"/api/journeys/{reference}"
    history = {"searched": "the record", "none_known": True}
    assert callers.post("carla", f"{path}/review-history", history).status_code == 200
    given = {
        "outcome": "referral",
        "rationale": REASON,
        "concerns": [CONCERN],
        "identity": "taken into account",
    }
    assert callers.post("carla", f"{path}/decide-contact", given).status_code == 200


def text_of(answer):
    assert answer.status_code == 200, answer.text
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


@pytest.mark.shows("Q11")
def test_the_page_tells_the_story_with_what_was_added_by_hand_first(callers, reference):
    text = text_of(callers.get("aud", f"/journeys/{reference}/chronology"))
    assert text.index("1 March 2017") < text.index("A contact about the child")
    assert "added by hand" in text
    assert "What it meant for the child another school each time" in text
    assert "Seen by aud on" in text


def test_the_page_is_found_from_the_journey_and_hides_its_form_in_print(callers, reference):
    assert (
        f'href="/journeys/{reference}/chronology"'
        in callers.get("mona", f"/journeys/{reference}").text
    )
    page = callers.get("mona", f"/journeys/{reference}/chronology").text
    assert '<form class="tl-filter" method="get"' in page
    css = callers.client.get("/static/throughline.css").text
    assert re.search(r"@media print \{(?:[^}]*\})*[^}]*\.tl-filter", css)


def test_a_day_without_a_record_is_said_on_the_page(callers, reference):
    answer = callers.get(
        "mona", f"/journeys/{reference}/chronology?on=2030-01-01", headers={"Accept": "text/html"}
    )
    assert answer.status_code == 422
    assert (
        callers.get("mona", f"/journeys/{reference}/chronology?on=&significant=true").status_code
        == 200
    )


def test_the_story_as_json_can_be_asked_for_as_of_a_day(callers, reference):
    path = f"/api/journeys/{reference}/chronology"
    all_of_it = callers.get("aud", path).json()
    only = callers.get("aud", f"{path}?significant=true").json()
    assert [each["by_hand"] for each in only["entries"]] == [True]
    assert len(all_of_it["entries"]) > 1
    assert callers.get("aud", f"{path}?on=2020-01-01").status_code == 404
    assert callers.get("aud", f"{path}?on=2030-01-01").status_code == 422
    assert callers.get("aud", f"{path}?on=tomorrow").status_code == 422


def test_a_decision_is_shown_with_what_its_maker_could_see(callers, reference):
    decided(callers, reference)
    found = callers.get("aud", f"/api/journeys/{reference}/decisions/D1").json()
    assert found["decision"]["outcome"] == "referral"
    assert found["journey"]["stage"] == "contact"
    assert found["journey"]["version"] == found["decision"]["known_version"]
    text = text_of(callers.get("aud", f"/journeys/{reference}/decisions/D1"))
    assert "Decision D1: referral" in text
    assert f"version {found['decision']['known_version']} of the record" in text
    assert (
        f'href="/journeys/{reference}/decisions/D1"'
        in callers.get("mona", f"/journeys/{reference}").text
    )


@pytest.mark.parametrize("number", ["D9", "d1", "D0", "nonsense", "D1%00"])
def test_a_decision_that_is_not_there_is_not_found(callers, reference, number):
    assert callers.get("mona", f"/api/journeys/{reference}/decisions/{number}").status_code == 404
    assert callers.get("mona", f"/journeys/{reference}/decisions/{number}").status_code == 404


@pytest.mark.parametrize("path", ["chronology", "decisions/D1"])
def test_partners_and_administrators_are_shown_neither(callers, reference, path):
    for user in ("police-desk", "ada"):
        for room in ("", "/api"):
            assert callers.get(user, f"{room}/journeys/{reference}/{path}").status_code == 403
