"""Giving commands over HTTP: versions, keys that make twice harmless, refusals."""

import pytest

from journey.commands import COMMANDS
from tests.unit.casework.hubs import events_of
from tests.unit.web.callers import CONTACT


def test_a_contact_starts_a_journey(callers_anywhere):
    answer = callers_anywhere.post("colin", "/api/contacts", CONTACT)
    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/journeys/TL25-000001"
    assert answer.headers["etag"] == '"6"'
    said = answer.json()
    assert (said["reference"], said["version"]) == ("TL25-000001", 6)
    assert said["events"][0] == "ContactReceived"
    assert said["opened"] == ["C1", "E1"]


def test_a_partner_system_makes_a_contact_too(callers):
    assert callers.post("police-desk", "/api/contacts", CONTACT).status_code == 201


def test_the_same_key_and_body_are_answered_the_same_and_done_once(callers_anywhere):
    key = {"Idempotency-Key": "a-key"}
    first = callers_anywhere.post("colin", "/api/contacts", CONTACT, headers=key)
    again = callers_anywhere.post("colin", "/api/contacts", CONTACT, headers=key)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["etag"] == first.headers["etag"]
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert callers_anywhere.get("mona", "/api/journeys/TL25-000002").status_code == 404


def test_the_same_key_with_another_body_is_refused(callers_anywhere):
    key = {"Idempotency-Key": "a-key"}
    callers_anywhere.post("colin", "/api/contacts", CONTACT, headers=key)
    other = {**CONTACT, "reason": "Another reason."}
    answer = callers_anywhere.post("colin", "/api/contacts", other, headers=key)
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["where"] == "Idempotency-Key"


def test_somebody_elses_key_of_the_same_name_is_another_key(callers):
    key = {"Idempotency-Key": "a-key"}
    callers.post("colin", "/api/contacts", CONTACT, headers=key)
    answer = callers.post("mona", "/api/contacts", CONTACT, headers=key)
    assert answer.json()["reference"] == "TL25-000002"


@pytest.mark.parametrize("key", ["", " ", "a key", "x" * 201, "ü"])
def test_a_key_that_cannot_be_kept_is_refused(callers, key):
    answer = callers.post(
        "colin", "/api/contacts", CONTACT, headers={"Idempotency-Key": key.encode("latin-1")}
    )
    assert answer.status_code == 422


def test_a_senders_reference_received_again_names_the_journey_that_exists(callers):
    contact = {**CONTACT, "source_reference": "NICHE-1"}
    assert callers.post("police-desk", "/api/contacts", contact).status_code == 201
    again = callers.post("police-desk", "/api/contacts", contact)
    assert again.status_code == 200
    assert (again.json()["reference"], again.json()["version"]) == ("TL25-000001", 6)
    other = {**contact, "child": {"name": "Robin Otherperson", "born": "2019-01-01"}}
    assert callers.post("police-desk", "/api/contacts", other).status_code == 422


def test_a_refusal_is_a_409_that_says_what_it_needs_and_changes_nothing(callers):
    reference = callers.journey()
    before = events_of(callers.hub, reference)
    answer = callers.give("mona", reference, "decide-contact", {"outcome": "referral"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "history-not-reviewed"
    assert answer.json()["sentence"] == answer.json()["detail"]
    assert answer.json()["needs"]
    assert events_of(callers.hub, reference) == before


def test_a_command_on_the_version_that_was_read_is_done(callers):
    reference = callers.journey()
    tag = callers.get("mona", f"/api/journeys/{reference}").headers["etag"]
    answer = callers.give(
        "mona",
        reference,
        "record-oversight",
        {"summary": "Looked at it."},
        headers={"If-Match": tag},
    )
    assert answer.status_code == 200
    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
    assert (
        callers.get("mona", f"/api/journeys/{reference}").headers["etag"]
        == (answer.headers["etag"])
    )


@pytest.mark.parametrize("tag", ['"1"', '"999"', 'W/"6"', '"6", "7"', "6", '"six"', ""])
def test_a_command_on_another_version_is_answered_with_412(callers, tag):
    reference = callers.journey()
    answer = callers.give(
        "mona", reference, "record-oversight", {"summary": "x"}, headers={"If-Match": tag}
    )
    assert answer.status_code == 412
    assert answer.json()["code"] == "moved-on"
    assert "OversightRecorded" not in events_of(callers.hub, reference)


def test_any_version_will_do_where_a_star_says_so(callers):
    reference = callers.journey()
    answer = callers.give(
        "mona", reference, "record-oversight", {"summary": "x"}, headers={"If-Match": "*"}
    )
    assert answer.status_code == 200


def test_every_command_of_the_registry_has_a_route(callers):
    paths = {route.path for route in callers.app.routes}
    expected = {f"/api/journeys/{{ref}}/{name}" for name in COMMANDS} - {
        "/api/journeys/{ref}/receive-contact"
    }
    assert expected <= paths
    assert callers.post("mona", "/api/journeys/TL25-000001/receive-contact", {}).status_code == 404


def test_the_list_of_commands_is_the_registrys(callers):
    listed = callers.get(None, "/api/commands").json()
    assert [each["name"] for each in listed] == list(COMMANDS)
    assert set(listed[0]) == {"name", "summary", "roles", "guards", "schema"}


@pytest.mark.parametrize(
    "text", ["=1+1", "<script>alert(1)</script>", "漢字 العربية 🙂", "a\tb\nc"]
)
def test_text_in_any_script_comes_back_as_it_was_given(callers_anywhere, text):
    reference = callers_anywhere.journey(reason=text)
    shown = callers_anywhere.get("mona", f"/api/journeys/{reference}").json()
    assert shown["reason"] == text
