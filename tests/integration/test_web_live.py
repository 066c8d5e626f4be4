"""The web on a real server: streams across processes, bodies in pieces, many listeners."""

import http.client
import json
import threading
import time
from contextlib import contextmanager

import httpx
import pytest

from casework.hub import Hub
from casework.people import deactivate
from models.store import Store
from tests.unit.web.callers import CONTACT, PATIENCE_SECONDS, Callers, callers_on, served
from web.app import make_app


@pytest.fixture
def live(store):
    callers = callers_on(store)
    with served(callers) as port:
        yield callers, f"http://127.0.0.1:{port}"


@contextmanager
def listening(base, key, **headers):
    shown = {"Authorization": f"Bearer {key}", **headers}
    with httpx.stream("GET", f"{base}/api/events", headers=shown, timeout=PATIENCE_SECONDS) as got:
        assert got.status_code == 200
        assert got.headers["content-type"].startswith("text/event-stream")
        lines = got.iter_lines()
        for line in lines:
            if line == ": listening":
                break
        yield lines


def heard(lines, number):
    """The next events, as (position, what is told)."""
    events, position = [], None
    for line in lines:
        if line.startswith("id: "):
            position = int(line[4:])
        elif line.startswith("data: "):
            events.append((position, json.loads(line[6:])))
        if len(events) == number:
            return events
    raise AssertionError(f"the stream ended after {events}")


def another_process(callers, url) -> Callers:
    """A hub of its own on the same database, as another process has."""
    hub = Hub(
        store=Store.open(url),
        profiles=callers.hub.profiles,
        clock=callers.hub.clock,
        settings=callers.hub.settings,
    )
    return Callers(hub, make_app(hub), httpx.Client())


def test_what_another_process_records_is_heard_within_two_seconds(live, database_url):
    callers, base = live
    other = another_process(callers, database_url)
    with listening(base, callers.key("mona")) as lines:
        from casework.giving import give  # noqa: PLC0415 - the other process's part
        from casework.registry import parse  # noqa: PLC0415 - as above
        from tests.support.cases import PEOPLE  # noqa: PLC0415 - as above

        began = time.monotonic()
        given = give(other.hub, parse("receive-contact", CONTACT), PEOPLE["colin"])
        [first, *rest] = heard(lines, len(given.events))
        assert time.monotonic() - began < 2.0
    assert first[1] == {
        "reference": given.reference,
        "position": first[0],
        "type": "ContactReceived",
    }
    assert [each["type"] for _, each in (first, *rest)] == list(given.events)
    other.hub.store.close()


def test_who_comes_back_hears_what_was_missed_once(live):
    callers, base = live
    callers.journey()
    with listening(base, callers.key("mona"), **{"Last-Event-ID": "0"}) as lines:
        before = heard(lines, 6)
    assert [position for position, _ in before] == sorted({position for position, _ in before})
    callers.give("mona", "TL25-000001", "record-oversight", {"summary": "Looked at it."})
    with listening(base, callers.key("mona"), **{"Last-Event-ID": str(before[2][0])}) as lines:
        after = heard(lines, 4)
    assert after[:3] == before[3:]
    assert after[3][1]["type"] == "OversightRecorded"


def test_a_partner_hears_of_its_own_requests_and_nothing_else(live):
    callers, base = live
    reference = callers.in_research("police", "health")
    with listening(base, callers.key("police-desk"), **{"Last-Event-ID": "0"}) as lines:
        [(_, asked)] = heard(lines, 1)
        assert (asked["reference"], asked["type"]) == (reference, "PartnerAsked")
        for user, request in (("health-desk", "R2"), ("police-desk", "R1")):
            path = f"/api/research-requests/{reference}.{request}/reply"
            assert callers.post(user, path, {"nothing_known": True}).status_code == 200
        [(_, replied)] = heard(lines, 1)
    assert replied["type"] == "ReplyReceived"
    [own] = callers.get("police-desk", "/api/research-requests?open_only=false").json()
    assert own["request"] == "R1"


def test_a_position_that_is_none_is_refused(live):
    callers, base = live
    shown = {"Authorization": f"Bearer {callers.key('mona')}", "Last-Event-ID": "soon"}
    assert httpx.get(f"{base}/api/events", headers=shown).status_code == 422


def test_a_listener_who_leaves_is_forgotten(live):
    callers, base = live
    with listening(base, callers.key("mona")):
        assert callers.app.state.live.listeners == 1
    until = time.monotonic() + PATIENCE_SECONDS
    while callers.app.state.live.listeners and time.monotonic() < until:
        time.sleep(0.05)
    assert callers.app.state.live.listeners == 0


def test_the_streams_end_when_the_server_is_about_to(live):
    callers, base = live
    with listening(base, callers.key("mona")) as lines:
        callers.app.state.live.stop()
        assert [line for line in lines if line] == []
    assert httpx.get(f"{base}/version").status_code == 200


def test_a_stream_ends_with_its_key(sqlite_store):
    callers = callers_on(sqlite_store)
    callers.app.state.live._heartbeat = 0.2
    with (
        served(callers) as port,
        listening(f"http://127.0.0.1:{port}", callers.key("carla")) as lines,
    ):
        assert next(line for line in lines if line) == ": still here"
        deactivate(callers.hub, None, "carla")
        assert set(lines) <= {"", ": still here"}


def test_a_body_in_pieces_is_refused_before_all_of_it_has_come(sqlite_store):
    callers = callers_on(sqlite_store)
    with served(callers) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        connection.putrequest("POST", "/api/contacts")
        connection.putheader("Authorization", f"Bearer {callers.key('colin')}")
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        piece = b" " * 65_536
        for _ in range(17):  # 1.1 MB, and more would follow
            connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
        answer = connection.getresponse()
        assert answer.status == 413
        assert answer.getheader("content-type") == "application/problem+json"
        assert json.loads(answer.read())["title"] == "It is too large"
        connection.close()


def test_a_body_that_says_it_is_too_large_is_refused_unread(sqlite_store):
    callers = callers_on(sqlite_store)
    with served(callers) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        connection.putrequest("POST", "/api/contacts")
        connection.putheader("Content-Length", "10000000")
        connection.endheaders()
        assert connection.getresponse().status == 413
        connection.close()


def test_forty_listeners_hear_of_one_event_by_one_look_at_the_log(sqlite_store, monkeypatch):
    callers = callers_on(sqlite_store)
    looks = []
    from web import live as module  # noqa: PLC0415 - counted below

    def counted(*arguments, **more):
        looks.append(1)
        return read_after(*arguments, **more)

    read_after = module.read_after
    monkeypatch.setattr(module, "read_after", counted)
    results = []
    with served(callers) as port:
        base = f"http://127.0.0.1:{port}"
        key = callers.key("mona")
        ready = threading.Barrier(41)

        def listener():
            with listening(base, key) as lines:
                ready.wait(PATIENCE_SECONDS)
                results.append(heard(lines, 6))

        threads = [threading.Thread(target=listener) for _ in range(40)]
        for thread in threads:
            thread.start()
        ready.wait(PATIENCE_SECONDS)
        looks.clear()
        began = time.monotonic()
        callers.journey()
        for thread in threads:
            thread.join(PATIENCE_SECONDS)
        took = time.monotonic() - began
    assert len(results) == 40
    assert all(each == results[0] for each in results)
    assert len(looks) <= took + 4
