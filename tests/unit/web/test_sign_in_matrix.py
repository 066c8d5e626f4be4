"""Every route as every role: who may is let through to the route, who may not is told who may."""

import pytest

from journey.people import Role
from tests.unit.web.callers import callers_on
from tests.unit.web.test_access import USERS
from web.api import ROWS as API
from web.limits import Limiter
from web.pages import ROWS as PAGES

ROWS = [row for row in (*API, *PAGES) if row.access.roles is not None]
LETS_STAND = "/api/events"
"""A stream does not end by itself."""


@pytest.fixture
def callers(sqlite_store):
    """An app that lets anybody call as often as there are routes."""
    return callers_on(sqlite_store, limiter=Limiter(per_minute=0))


def filled(path):
    known = {"ref": "TL25-000001", "id": "TL25-000001.R1", "name": "nothing"}
    for name, value in known.items():
        path = path.replace(f"{{{name}}}", value)
    return path


@pytest.mark.parametrize("role", USERS)
def test_each_route_is_open_to_its_roles_and_closed_to_every_other(callers, role):
    wrong = []
    for row in ROWS:
        if row.path == LETS_STAND and role in row.access.roles:
            continue
        answer = callers._call(row.method, USERS[role], filled(row.path))
        closed = answer.status_code == 403 and answer.json().get("code") == "not-qualified"
        if closed is (role in row.access.roles):
            wrong.append((row.method, row.path, answer.status_code))
    assert wrong == []


def test_the_matrix_is_over_every_role_and_many_routes():
    assert set(USERS) == set(Role) - {Role.SYSTEM}
    assert len(ROWS) > 60


def test_a_partner_sees_its_own_agencys_requests_and_no_others(callers):
    reference = callers.in_research("police", "health")
    own, other = f"{reference}.R1", f"{reference}.R2"
    for path in (f"/partner/requests/{own}", f"/api/research-requests/{own}"):
        assert callers.get("police-desk", path).status_code == 200
    for path in (f"/partner/requests/{other}", f"/api/research-requests/{other}"):
        assert callers.get("police-desk", path).status_code == 404
    shown = callers.get("police-desk", "/partner").text
    assert own in shown
    assert other not in shown
    listed = callers.get("police-desk", "/api/research-requests").json()
    assert [each["agency"] for each in listed] == ["police"]
    assert callers.get("police-desk", "/api/research-requests?agency=health").status_code == 403
    for path in (
        f"/journeys/{reference}",
        f"/api/journeys/{reference}",
        "/api/board",
        "/api/stuck",
    ):
        assert callers.get("police-desk", path).status_code == 403
