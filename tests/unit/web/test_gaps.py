"""`/api/lists`: figures for managers and auditors, and the journeys behind each."""

import pytest

from tests.support.cases import ENDED
from tests.unit.casework.hubs import tell


@pytest.mark.parametrize("path", ["/api/lists", "/api/lists/contacts-not-referrals"])
@pytest.mark.parametrize(
    ("user", "status"), [("mona", 200), ("senna", 200), ("aud", 200), ("carla", 403), ("ada", 403)]
)
def test_lists_are_for_managers_and_auditors(callers, path, user, status):
    assert callers.get(user, path).status_code == status


@pytest.mark.shows("C7", "Q9")
def test_a_figure_opens_to_its_journeys(callers):
    reference = tell(callers.hub, ENDED).reference
    figures = callers.get("mona", "/api/lists").json()["lists"]
    (counted,) = [each for each in figures if each["key"] == "contacts-not-referrals"]
    opened = callers.get("mona", "/api/lists/contacts-not-referrals").json()
    assert (counted["count"], counted["of"]) == (1, 1)
    assert opened["figure"] == counted
    assert [row["reference"] for row in opened["rows"]] == [reference]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/lists/children-forgotten", 404),
        ("/api/lists/CONTACTS", 422),
        ("/api/lists/contacts-not-referrals?after=nonsense", 422),
        ("/api/lists?since=2025-09-02T09:00:00", 422),
        ("/api/lists?since=2025-09-02T09:00:00Z&until=2025-09-02T09:00:00Z", 422),
    ],
)
def test_what_is_no_list_or_no_span_is_said_so(callers, path, status):
    assert callers.get("mona", path).status_code == status
