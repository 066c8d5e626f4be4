"""Reading over HTTP: journeys, lists, and what a partner sees of them."""

import pytest

from tests.support.rulebook import london


def test_a_journey_shows_what_4_interface_promises(callers):
    reference = callers.in_research("police", "health")
    shown = callers.get("mona", f"/api/journeys/{reference}").json()
    promised = {"reference", "stage", "version", "owner", "team", "opened_at", "closed_at"}
    promised |= {"episodes", "obligations", "decisions", "findings", "timeline"}
    assert promised <= set(shown)
    assert shown["stage"] == "research"
    assert shown["opened_at"] == "2025-09-02T09:00:00Z"
    assert [each["agency"] for each in shown["requests"]] == ["police", "health"]


def test_a_journey_as_it_was_has_no_version_to_decide_on(callers):
    reference = callers.journey()
    callers.hub.clock.set(london("2025-09-02", "11:00"))
    callers.give("mona", reference, "record-oversight", {"summary": "Looked at it."})
    path = f"/api/journeys/{reference}?as_of=2025-09-02T10:30:00%2B01:00"
    then = callers.get("mona", path)
    assert then.json()["version"] == 6
    assert "etag" not in then.headers
    assert callers.get("mona", f"/api/journeys/{reference}").headers["etag"] != '"6"'


def test_the_future_is_not_known(callers):
    reference = callers.journey()
    path = f"/api/journeys/{reference}?as_of=2031-01-01T00:00:00Z"
    assert callers.get("mona", path).status_code == 422


def test_events_and_chronology_tell_the_story(callers):
    reference = callers.journey()
    events = callers.get("aud", f"/api/journeys/{reference}/events").json()
    assert [each["version"] for each in events] == [1, 2, 3, 4, 5, 6]
    story = callers.get("aud", f"/api/journeys/{reference}/chronology").json()
    assert story["journeys"] == [reference]
    assert story["entries"]


def test_a_child_that_may_be_known_already_is_pointed_out(callers):
    first, second = callers.journey(), callers.journey()
    found = callers.get("mona", f"/api/journeys/{second}/matches").json()
    assert [(each["reference"], each["open"]) for each in found] == [(first, True)]
    assert found[0]["why"]


def test_a_partner_is_not_told_who_else_a_child_may_be(callers):
    assert (
        callers.get("police-desk", f"/api/journeys/{callers.journey()}/matches").status_code == 403
    )


def test_journeys_are_paged_without_a_gap(callers):
    references = [callers.journey() for _ in range(5)]
    first = callers.get("mona", "/api/journeys?limit=2").json()
    second = callers.get("mona", f"/api/journeys?limit=2&after={first['next']}").json()
    third = callers.get("mona", f"/api/journeys?limit=2&after={second['next']}").json()
    rows = [*first["rows"], *second["rows"], *third["rows"]]
    assert sorted(row["reference"] for row in rows) == references
    assert third["next"] is None


@pytest.mark.parametrize("path", ["board", "stuck", "due", "alerts", "journeys"])
def test_an_empty_hub_has_empty_lists(callers, path):
    answer = callers.get("mona", f"/api/{path}")
    assert answer.status_code == 200
    said = answer.json()
    assert (said if isinstance(said, list) else said["rows"]) == []


def test_the_board_filters(callers):
    reference = callers.in_research("police")
    rows = callers.get("mona", "/api/board?rating=amber&agency=police").json()["rows"]
    assert [row["reference"] for row in rows] == [reference]
    assert callers.get("mona", "/api/board?rating=red").json()["rows"] == []
    assert callers.get("mona", "/api/board?mine=true").json()["rows"] == []


def test_a_partner_sees_its_own_requests_and_no_others(callers):
    reference = callers.in_research("police", "health")
    own = callers.get("police-desk", "/api/research-requests").json()
    assert [each["id"] for each in own] == [f"{reference}.R1"]
    assert own[0]["child"]["name"] == "Wren Testperson"
    assert callers.get("police-desk", f"/api/research-requests/{reference}.R1").status_code == 200
    assert callers.get("police-desk", f"/api/research-requests/{reference}.R2").status_code == 404
    others = callers.get("police-desk", "/api/research-requests?agency=health")
    assert others.status_code == 403
    assert callers.get("police-desk", f"/api/journeys/{reference}").status_code == 403


def test_somebody_of_the_hub_names_the_agency(callers):
    callers.in_research("police")
    assert len(callers.get("colin", "/api/research-requests?agency=police").json()) == 1
    missing = callers.get("colin", "/api/research-requests")
    assert missing.status_code == 422


def test_a_partner_system_answers_its_own_request_and_no_other(callers_anywhere):
    callers = callers_anywhere
    reference = callers.in_research("police", "health")
    reply = {"nothing_known": True}
    other = callers.post("police-desk", f"/api/research-requests/{reference}.R2/reply", reply)
    assert other.status_code in (403, 404, 422)
    own = callers.post("police-desk", f"/api/research-requests/{reference}.R1/reply", reply)
    assert own.status_code == 200
    assert own.json()["events"][0] == "ReplyReceived"
    again = callers.post("police-desk", f"/api/research-requests/{reference}.R1/reply", reply)
    assert again.status_code == 409
    assert callers.get("police-desk", "/api/research-requests").json() == []


def test_a_partner_asks_for_more_time_and_disputes(callers):
    reference = callers.in_research("police", "health")
    more = {"until": "2025-09-05T12:00:00+01:00", "reason": "The file is in the archive."}
    asked = callers.post("police-desk", f"/api/research-requests/{reference}.R1/more-time", more)
    assert asked.status_code == 200
    why = {"reason": "We have never worked with this family."}
    path = f"/api/research-requests/{reference}.R2/dispute"
    assert callers.post("health-desk", path, why).status_code == 200


@pytest.mark.parametrize("field", ["request", "agency"])
def test_what_the_address_says_is_not_said_again(callers, field):
    reference = callers.in_research("police", "health")
    path = f"/api/research-requests/{reference}.R1/reply"
    answer = callers.post("police-desk", path, {"nothing_known": True, field: "R2"})
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["where"] == field


def test_a_key_that_was_revoked_opens_nothing_any_more(callers):
    from casework.people import deactivate  # noqa: PLC0415 - beside its only use

    assert callers.get("carla", "/api/board").status_code == 200
    deactivate(callers.hub, None, "carla")
    assert callers.get("carla", "/api/board").status_code == 401


@pytest.mark.shows("P7")
@pytest.mark.parametrize(("user", "status"), [("mona", 200), ("senna", 200), ("carla", 403)])
def test_alarms_about_plans_are_for_managers_and_auditors(callers, user, status):
    answer = callers.get(user, "/api/alarms")
    assert answer.status_code == status
    if status == 200:
        assert answer.json()["plans"] == []
        assert [rate["key"] for rate in answer.json()["rates"]] == [
            "plans_per_conference",
            "plans_per_enquiry",
        ]
