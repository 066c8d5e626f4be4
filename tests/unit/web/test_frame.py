"""What every answer has around it, what the log says of it, and what the figures count."""

import structlog

from casework import leasing
from tests.support.rulebook import london
from tests.unit.web.callers import callers_on


def test_every_answer_carries_safe_headers(callers):
    for path in ("/api/board", "/api/nowhere", "/sign-in", "/healthz"):
        headers = callers.get("mona", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "strict-transport-security" not in headers


def test_pages_may_use_our_own_styles_and_scripts_and_nothing_inline(callers):
    policy = callers.get(None, "/sign-in").headers["content-security-policy"]
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy


def test_the_style_sheet_may_be_kept(callers):
    first = callers.get(None, "/static/throughline.css")
    assert first.headers["cache-control"] == "public, max-age=300"
    again = callers.get(
        None, "/static/throughline.css", headers={"If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304


def test_the_log_names_route_and_reference_and_nothing_typed_in(callers):
    reference = callers.journey()
    with structlog.testing.capture_logs() as lines:
        callers.get("mona", f"/api/journeys/{reference}?as_of=Wren-Testperson")
        callers.get("mona", "/Wren-Testperson/TL25-000001x")
        callers.client.request("WREN", "/api/board")
    served = [line for line in lines if line["event"] == "request_served"]
    assert [(line["route"], line["status"]) for line in served] == [
        ("/api/journeys/{ref}", 422),
        ("none", 404),
        ("/api/board", 405),
    ]
    assert served[0]["journey"] == reference
    assert served[0]["user"] == "mona"
    assert "Wren" not in repr(lines)
    assert "as_of" not in repr(lines)


def test_what_the_log_says_is_on_the_list_of_what_it_may_say(callers):
    from casework.logs import ALLOWED  # noqa: PLC0415 - beside its only use

    with structlog.testing.capture_logs() as lines:
        callers.get("mona", "/api/journeys/TL25-000001")
    [line] = [line for line in lines if line["event"] == "request_served"]
    assert set(line) - {"log_level"} <= ALLOWED


def test_figures_count_by_pattern_and_never_by_journey(callers):
    reference = callers.journey()
    callers.get("mona", f"/api/journeys/{reference}")
    figures = callers.get("aud", "/metrics").text
    assert 'route="/api/journeys/{ref}",status="200"' in figures
    assert "throughline_clock_age_seconds 0.0" in figures
    assert reference not in figures


def test_health_fails_when_the_clock_has_never_run(sqlite_store):
    callers = callers_on(sqlite_store, clock_runs=False)
    answer = callers.get(None, "/healthz")
    assert answer.status_code == 503
    assert "never run" in answer.json()["detail"]


def test_health_fails_when_the_clock_has_not_run_for_two_minutes(callers):
    assert callers.get(None, "/healthz").json()["status"] == "well"
    callers.hub.clock.set(london("2025-09-02", "10:01"))
    assert callers.get(None, "/healthz").status_code == 200
    callers.hub.clock.set(london("2025-09-02", "10:02"))
    answer = callers.get(None, "/healthz")
    assert answer.status_code == 503
    assert answer.json()["detail"] == (
        "The clock has not run for 2 minutes: reminders and alerts are not going out."
    )
    leasing.heartbeat(callers.hub, "another clock")
    assert callers.get(None, "/healthz").status_code == 200


def test_ready_means_the_database_answers_at_the_right_revision(callers_anywhere):
    said = callers_anywhere.get(None, "/readyz").json()
    assert said["status"] == "ready"
    assert said["database"] == callers_anywhere.hub.store.dialect


def test_not_ready_where_the_database_belongs_to_a_newer_program(callers):
    from sqlalchemy import text  # noqa: PLC0415 - a test may do what the web may not

    with callers.hub.store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    answer = callers.get(None, "/readyz")
    assert answer.status_code == 503
    assert "9999" in answer.json()["detail"]


def test_version_says_what_runs(callers):
    said = callers.get(None, "/version").json()
    assert said["name"] == "throughline"
    assert set(said) == {"name", "version", "revision"}


def test_over_https_cookies_are_secure_and_browsers_stay_there(sqlite_store):
    callers = callers_on(sqlite_store)
    callers.hub.settings = callers.hub.settings.model_copy(
        update={"base_url": "https://hub.example"}
    )
    from web.app import make_app  # noqa: PLC0415 - made anew, with other settings

    app = make_app(callers.hub)
    from fastapi.testclient import TestClient  # noqa: PLC0415 - beside its only use

    answer = TestClient(app).get("/sign-in")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "; Secure" in answer.headers["set-cookie"]
