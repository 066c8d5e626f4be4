"""Every error is a problem (RFC 9457), whatever went wrong, and repeats nothing typed in."""

import json
import sqlite3
from uuid import UUID

import pytest

from journey.errors import CalendarExhaustedError, JourneyMovedOn, UnknownKeyError
from journey.refusals import Refused
from journey.terms import Guard
from models.errors import StoreBusyError, StoreFullError, StoreUnavailableError
from tests.unit.web.callers import CONTACT
from web.meaning import as_problem
from web.problems import KINDS, refused

TYPED = "Wren-Testperson-typed-this"


def assert_problem(answer, status, slug):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(said)
    assert said["type"] == f"urn:throughline:problem:{slug}"
    assert said["status"] == status
    UUID(said["instance"].removeprefix("urn:uuid:"))
    assert said["instance"].endswith(answer.headers["x-request-id"])
    assert TYPED not in answer.text
    return said


@pytest.mark.parametrize(
    ("method", "path", "status", "slug"),
    [
        ("GET", f"/api/{TYPED}", 404, "not-found"),
        ("GET", f"/{TYPED}", 404, "not-found"),
        ("GET", f"/api/journeys/{TYPED}", 404, "not-found"),
        ("GET", "/api/journeys/TL25-999999", 404, "not-found"),
        ("GET", "/api/journeys/TL25-000001%00", 404, "not-found"),
        ("GET", f"/api/research-requests/{TYPED}", 404, "not-found"),
        ("GET", "/api/research-requests/TL25-000001.R0", 404, "not-found"),
        ("GET", f"/api/research-requests?agency={TYPED}", 404, "not-found"),
        ("DELETE", "/api/journeys", 405, "wrong-method"),
        ("GET", "/api/contacts", 405, "wrong-method"),
        ("HEAD", "/api/contacts", 405, "wrong-method"),
        ("GET", f"/api/journeys?stage={TYPED}", 422, "bad-input"),
        ("GET", f"/api/board?{TYPED}=1", 422, "bad-input"),
        ("GET", f"/api/board?page={TYPED}", 422, "bad-input"),
        ("GET", "/api/journeys/TL25-000001?as_of=2025-09-01T09:00:00", 422, "bad-input"),
        ("GET", "/api/journeys?team=%00", 422, "bad-input"),
        ("GET", "/static/../app.py", 404, "not-found"),
    ],
)
def test_an_address_that_is_wrong(callers, method, path, status, slug):
    shown = {"Authorization": f"Bearer {callers.key('mona')}"}
    answer = callers.client.request(method, path, headers=shown)
    if method == "HEAD":
        assert answer.status_code == status
    else:
        assert_problem(answer, status, slug)


def test_405_says_what_is_allowed(callers):
    assert callers.get("mona", "/api/contacts").headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("body", "headers", "status", "slug"),
    [
        (b"{}", {"Content-Type": "text/plain"}, 415, "not-json"),
        (b"child=Wren", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "not-json"),
        (b"{}", {}, 415, "not-json"),
        (b"{", {"Content-Type": "application/json"}, 422, "bad-input"),
        (b"", {"Content-Type": "application/json"}, 422, "bad-input"),
        (b"[]", {"Content-Type": "application/json"}, 422, "bad-input"),
        (b"\xff\xfe\x00", {"Content-Type": "application/json"}, 422, "bad-input"),
        (b"[" * 100_000, {"Content-Type": "application/json"}, 422, "bad-input"),
        (b"9" * 10_000, {"Content-Type": "application/json"}, 422, "bad-input"),
        (b'{"%s": 1}' % TYPED.encode(), {"Content-Type": "application/json"}, 422, "bad-input"),
        (b'{"\\ud800": "\\ud800"}', {"Content-Type": "application/json"}, 422, "bad-input"),
        (b" " * 1_000_001, {"Content-Type": "application/json"}, 413, "too-large"),
    ],
)
def test_a_body_that_cannot_be_used(callers, body, headers, status, slug):
    shown = {"Authorization": f"Bearer {callers.key('mona')}", **headers}
    answer = callers.client.post("/api/contacts", content=body, headers=shown)
    assert_problem(answer, status, slug)


def test_bad_input_says_where_what_and_what_was_expected(callers):
    half = {**CONTACT, "child": {"born": "soon"}, TYPED: 1, "received_at": "2025-09-01T09:00:00"}
    said = assert_problem(callers.post("mona", "/api/contacts", half), 422, "bad-input")
    faults = {fault["where"]: (fault["what"], fault["expected"]) for fault in said["faults"]}
    assert faults["child.name"] == ("it is missing", "a value")
    assert faults["received_at"][0] == "the instant has no time zone"
    assert "child.born" in faults


def test_a_field_that_nobody_knows_is_not_repeated_where_it_is_no_name(callers):
    strange = {**CONTACT, "Wren's <script>": 1}
    said = assert_problem(callers.post("mona", "/api/contacts", strange), 422, "bad-input")
    assert said["faults"][0]["where"] == "a field of another name"


@pytest.mark.parametrize(
    ("code", "named", "status"),
    [
        (Guard.PREMATURE_CLOSURE, False, 409),
        (Guard.NOT_NOW, False, 409),
        (Guard.NOT_QUALIFIED, False, 403),
        (Guard.UNKNOWN_SUBJECT, False, 422),
        (Guard.MOVED_ON, False, 409),
        (Guard.MOVED_ON, True, 412),
    ],
)
def test_a_refusal_carries_its_code_its_sentence_and_what_it_needs(code, named, status):
    problem = refused(Refused(code, "It cannot be.", ("this", "that")), version_was_named=named)
    said = problem.body("0")
    assert (said["status"], said["code"]) == (status, code.value)
    assert (said["sentence"], said["needs"]) == ("It cannot be.", ["this", "that"])


@pytest.mark.parametrize(
    ("error", "status", "again"),
    [
        (JourneyMovedOn("TL25-000001", 4, 5), 409, None),
        (UnknownKeyError("agency", TYPED, ("police",)), 422, None),
        (CalendarExhaustedError(__import__("datetime").date(2028, 12, 31)), 422, None),
        (StoreBusyError(), 503, "5"),
        (StoreUnavailableError("db.example"), 503, "5"),
        (StoreFullError(), 503, None),
        (sqlite3.OperationalError(TYPED), 500, None),
    ],
)
def test_an_error_of_the_house_means_the_same_everywhere(error, status, again):
    problem = as_problem(error)
    assert problem.kind.status == status
    assert problem.headers.get("Retry-After") == again
    assert TYPED not in json.dumps(problem.body("0"))


def test_what_breaks_is_answered_and_says_nothing_of_itself(callers, monkeypatch, capsys):
    def broken(*_, **__):
        raise RuntimeError(TYPED)

    monkeypatch.setattr("web.api.lists.asking.board", broken)
    answer = callers.get("mona", "/api/board")
    assert_problem(answer, 500, "broken")
    written = capsys.readouterr()
    assert TYPED not in written.out + written.err
    assert "request_failed" in written.out
    assert "lists.py" in written.out


def test_each_status_has_one_kind_and_each_kind_a_slug_of_its_own():
    assert all(kind.status == status for status, kind in KINDS.items())
    assert len({kind.slug for kind in KINDS.values()}) == len(KINDS)
