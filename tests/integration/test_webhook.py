"""Webhooks as a partner's system receives them, on loopback."""

import hashlib
import hmac
import json
import threading

import pytest

from casework.delivering import DeliveryState, deliver, earliest
from models.queries import deliveries
from tests.support.logs import caught_logs
from tests.support.posting import ASKED_POLICE, PERSONAL, asked, chased_for_days, hub_on, keep
from tests.support.servers import free_port, silent_server, web_server


@pytest.fixture
def partner():
    with web_server() as server:
        yield server


def telling(store, url, **settings):
    hub = hub_on(store, agencies={"police": {"webhook": url}}, **settings)
    keep(hub, asked(), notices=1)
    return hub


def test_a_partners_system_is_told_of_a_request_and_where_to_post_the_reply(sqlite_store, partner):
    hub = telling(sqlite_store, f"{partner.url}/hooks/throughline")
    done = deliver(hub, ASKED_POLICE)
    assert (done.state, done.channel) == (DeliveryState.SENT, "webhook")
    (post,) = partner.posted
    assert post.path == "/hooks/throughline"
    assert post.headers["Content-Type"] == "application/json"
    assert post.headers["Idempotency-Key"] == "TL25-000001.N29.0"
    assert json.loads(post.body) == {
        "key": "TL25-000001.N29.0",
        "template": "ask",
        "reference": "TL25-000001",
        "request": "TL25-000001.R1",
        "due_at": "2025-09-03T23:00:00+00:00",
        "link": "https://hub.example/partner/requests/TL25-000001.R1",
        "api": "https://hub.example/api/research-requests/TL25-000001.R1/reply",
    }


def test_what_is_posted_is_signed_with_its_time(sqlite_store, partner):
    hub = telling(sqlite_store, partner.url, webhook_secret="open sesame")
    deliver(hub, ASKED_POLICE)
    (post,) = partner.posted
    # 2 September 2025, 11:00:00 UTC
    at = "1756810800"
    expected = hmac.new(b"open sesame", at.encode() + b"." + post.body, hashlib.sha256).hexdigest()
    assert post.headers["Throughline-Signature"] == f"t={at},v1={expected}"


def test_without_a_secret_nothing_pretends_to_be_signed(sqlite_store, partner):
    hub = telling(sqlite_store, partner.url)
    deliver(hub, ASKED_POLICE)
    assert "Throughline-Signature" not in partner.posted[0].headers


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_answer_of_success_means_that_it_arrived(sqlite_store, partner, status):
    partner.status = status
    hub = telling(sqlite_store, partner.url)
    assert deliver(hub, ASKED_POLICE).state is DeliveryState.SENT


@pytest.mark.parametrize(
    ("status", "dead_after"), [(500, 30), (503, 30), (429, 30), (400, 5), (404, 5), (410, 5)]
)
def test_a_refusal_is_tried_again_while_that_may_help(sqlite_store, partner, status, dead_after):
    partner.status = status
    hub = telling(sqlite_store, partner.url)
    while (done := deliver(hub, ASKED_POLICE)).state is not DeliveryState.DEAD:
        hub.clock.set(earliest(hub))
    assert done.problem == f"the webhook of police answered {status}"
    assert len(partner.posted) == dead_after
    assert {post.headers["Idempotency-Key"] for post in partner.posted} == {ASKED_POLICE}


def test_a_redirection_is_not_followed(sqlite_store, partner):
    with web_server() as elsewhere:
        partner.status = 307
        partner.headers = {"Location": f"{elsewhere.url}/"}
        hub = telling(sqlite_store, partner.url)
        done = deliver(hub, ASKED_POLICE)
        assert (done.state, done.problem) == (
            DeliveryState.FAILED,
            "the webhook of police answered 307",
        )
        assert elsewhere.posted == []


def test_a_system_that_does_not_answer_counts_as_failed(sqlite_store, partner):
    partner.hang = threading.Event()
    hub = telling(sqlite_store, partner.url, mail_timeout_seconds=0.3)
    done = deliver(hub, ASKED_POLICE)
    assert done.problem == "the webhook of police did not answer within 0.3 seconds"
    partner.hang.set()
    partner.hang = None
    hub.clock.set(earliest(hub))
    assert deliver(hub, ASKED_POLICE).state is DeliveryState.SENT


def test_a_system_that_never_says_a_word_counts_as_failed(sqlite_store):
    with silent_server() as port:
        hub = telling(sqlite_store, f"http://127.0.0.1:{port}", mail_timeout_seconds=0.3)
        assert deliver(hub, ASKED_POLICE).problem == (
            "the webhook of police did not answer within 0.3 seconds"
        )


def test_a_system_that_is_down_counts_as_failed(sqlite_store):
    hub = telling(sqlite_store, f"http://127.0.0.1:{free_port()}")
    assert deliver(hub, ASKED_POLICE).problem == (
        "the webhook of police cannot be reached (ConnectError)"
    )


@pytest.mark.parametrize(
    "address", ["file:here.txt", "ftp://127.0.0.1/", "127.0.0.1:80", "http://", "http://["]
)
def test_an_address_that_is_not_of_the_web_is_refused(sqlite_store, address):
    hub = telling(sqlite_store, address)
    assert deliver(hub, ASKED_POLICE).problem == (
        "the webhook of police is no http or https address"
    )


def test_nothing_personal_nor_the_address_itself_is_written_down(sqlite_store, partner):
    with caught_logs() as log:
        hub = hub_on(
            sqlite_store,
            agencies={"police": {"webhook": f"{partner.url}/hook?token=sesame"}},
            webhook_secret="open sesame",
        )
        ids = keep(hub, chased_for_days())
        for each in ids:
            deliver(hub, each)
        assert "sesame" not in log.getvalue()
        for secret in PERSONAL:
            assert secret not in log.getvalue()
            assert not any(secret in post.body.decode() for post in partner.posted)
    assert len(partner.posted) > 3
    with hub.store.read() as session:
        channels = {row.party: row.channel for row in deliveries.of_journey(session, "TL25-000001")}
    assert channels["agency:police"] == "webhook"
    assert channels["agency:health"] == "console"
