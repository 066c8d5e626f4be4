"""Who may call what, held over every route that there is."""

import pytest
from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute

from journey.commands import COMMANDS
from journey.people import Role
from tests.unit.web.callers import callers_on
from web.access import ANYBODY, READERS, SIGNED_IN, check
from web.api import ROWS as API
from web.limits import Limiter
from web.pages import ROWS as PAGES

ROWS = {(row.method, row.path): row for row in (*API, *PAGES)}
OPEN_TO_ANYBODY = {
    ("GET", "/api/commands"),
    ("GET", "/api/openapi.json"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/version"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("POST", "/sign-out"),
    ("POST", "/language"),
    ("GET", "/sign-in/provider"),
    ("GET", "/sign-in/provider/back"),
    ("GET", "/static/{name}"),
}
USERS = {
    Role.PARTNER: "police-desk",
    Role.COORDINATOR: "colin",
    Role.SOCIAL_WORKER: "carla",
    Role.MANAGER: "mona",
    Role.SENIOR_MANAGER: "senna",
    Role.AUDITOR: "aud",
    Role.ADMINISTRATOR: "ada",
}


def without_a_rule(app: FastAPI) -> list[str]:
    """Every route of an app that does not check who calls."""
    return [
        getattr(route, "path", str(route))
        for route in app.routes
        if not isinstance(route, APIRoute)
        or not any(
            getattr(each.call, "__qualname__", "").startswith("check.")
            for each in route.dependant.dependencies
        )
    ]


def test_every_route_says_who_may_call_it(callers):
    assert len(callers.app.routes) > 60
    assert without_a_rule(callers.app) == []


def test_a_route_that_forgot_its_rule_would_be_found():
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_api_route("/good", lambda: None, dependencies=[Depends(check(READERS))])
    app.add_api_route("/forgotten", lambda: None)
    app.mount("/files", lambda *_: None)
    assert without_a_rule(app) == ["/forgotten", "/files"]


def test_what_is_open_to_anybody_is_a_short_list(sqlite_store):
    # Every route is asked at once, by one stranger: more than a stranger may ask in a minute.
    callers = callers_on(sqlite_store, limiter=Limiter(10_000))
    found = {
        (method, route.path)
        for route in callers.app.routes
        for method in route.methods
        if callers.client.request(
            method,
            route.path.replace("{ref}", "TL25-000001").replace("{id}", "TL25-000001.R1"),
            follow_redirects=False,
        ).status_code
        not in (401, 303)
    }
    assert found == OPEN_TO_ANYBODY


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "receive-contact"])
def test_a_command_is_open_to_the_roles_of_the_registry_and_no_other(name):
    row = ROWS["POST", f"/api/journeys/{{ref}}/{name}"]
    assert row.access.roles == COMMANDS[name].ROLES


@pytest.mark.parametrize("role", USERS)
def test_each_role_reaches_what_is_its_own(callers, role):
    user = USERS[role]
    reads = role not in (Role.PARTNER, Role.ADMINISTRATOR)
    watches = role in (Role.AUDITOR, Role.ADMINISTRATOR)
    assert callers.get(user, "/api/board").status_code == (200 if reads else 403)
    assert callers.get(user, "/api/journeys").status_code == (200 if reads else 403)
    assert callers.get(user, "/metrics").status_code == (200 if watches else 403)
    assert callers.get(user, "/api/alerts").status_code == 200
    gives = role not in (Role.AUDITOR, Role.ADMINISTRATOR)
    contact = callers.post(user, "/api/contacts", {})
    assert contact.status_code == (422 if gives else 403)


def test_a_role_that_may_not_is_told_who_may(callers):
    answer = callers.get("police-desk", "/api/board")
    assert answer.status_code == 403
    assert answer.json()["code"] == "not-qualified"
    assert answer.json()["needs"] == [
        "somebody who may: everybody who works with the children, and auditors"
    ]


@pytest.mark.parametrize(
    "shown",
    ["", "Bearer", "Bearer wrong", "Basic bW9uYTptb25h", "Bearer " + "x" * 10_000, "Bearer \xff"],
)
def test_a_key_that_opens_nothing_is_answered_with_401(callers, shown):
    answer = callers.get(None, "/api/board", headers={"Authorization": shown.encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="throughline"'
    assert answer.json()["type"] == "urn:throughline:problem:not-signed-in"


def test_a_cookie_reads_but_gives_no_command(callers):
    callers.sign_in("mona")
    assert callers.client.get("/api/board").status_code == 200
    assert callers.client.post("/api/contacts", json={}).status_code == 401


def test_the_metrics_token_opens_the_figures_and_nothing_else(sqlite_store):
    callers = callers_on(sqlite_store)
    settings = callers.hub.settings.model_copy(update={"metrics_token": _secret("for-the-watch")})
    callers.hub.settings = settings
    shown = {"Authorization": "Bearer for-the-watch"}
    assert callers.get(None, "/metrics", headers=shown).status_code == 200
    assert callers.get(None, "/api/board", headers=shown).status_code == 401


def test_rules_for_anybody_and_everybody_differ():
    assert ANYBODY.roles is None
    assert SIGNED_IN.roles == set(USERS)


def _secret(text):
    from pydantic import SecretStr  # noqa: PLC0415 - beside its only use

    return SecretStr(text)
