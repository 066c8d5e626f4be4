"""The page of looks, and that pages and the API both leave them."""

import re

import pytest

from casework import asking
from tests.unit.casework.hubs import AUDITOR


def words(answer):
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_a_page_and_a_call_leave_each_their_look(callers):
    reference = callers.in_research("police")
    callers.get("carla", f"/api/journeys/{reference}")
    callers.get("police-desk", f"/api/research-requests/{reference}.R1")
    callers.sign_in("mona")
    callers.client.get(f"/journeys/{reference}")
    found = [(each.user, each.what, each.way) for each in asking.looks(callers.hub, AUDITOR).rows]
    assert found == [
        ("mona", "journey", "page"),
        ("police-desk", "request", "api"),
        ("carla", "journey", "api"),
    ]


def test_an_auditor_finds_looks_by_person_journey_and_day(callers):
    reference, other = callers.journey(), callers.journey(child={"name": "Lark Testperson"})
    for user, which in (("carla", reference), ("colin", other)):
        callers.get(user, f"/api/journeys/{which}")
    callers.sign_in("aud")
    everything = words(callers.client.get("/looks"))
    assert f"carla Social worker {reference} Journey Api" in everything
    assert "carla Social" not in words(callers.client.get(f"/looks?journey={other}"))
    assert "colin Coord" not in words(callers.client.get("/looks?user=carla"))
    assert "Nobody has looked" in words(callers.client.get("/looks?day=2025-09-01&user=&journey="))
    for wrong in ("day=yesterday", "journey=x", "user=%3Cb%3E", "before=0"):
        assert callers.client.get(f"/looks?{wrong}").status_code in (404, 422)
    assert "Testperson" not in everything


@pytest.mark.parametrize(
    ("user", "status"),
    [("senna", 200), ("ada", 200), ("mona", 422), ("carla", 403), ("police-desk", 403)],
)
def test_looks_are_for_those_who_watch_over_them(callers, user, status):
    assert callers.get(user, "/looks").status_code == status


def test_a_manager_is_led_from_a_journey_to_who_looked_at_it(callers):
    reference = callers.journey()
    callers.get("carla", f"/api/journeys/{reference}")
    callers.sign_in("mona")
    assert f"/looks?journey={reference}" in callers.client.get(f"/journeys/{reference}").text
    said = words(callers.client.get(f"/looks?journey={reference}"))
    assert "carla Social worker" in said
    callers.client.cookies.clear()
    callers.sign_in("carla")
    assert "/looks" not in callers.client.get(f"/journeys/{reference}").text
