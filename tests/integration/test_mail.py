"""Mail as it goes over the wire, to a real server on loopback."""

import ssl
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import AuthResult

from casework.channels import Ways
from casework.delivering import Delivered, DeliveryState, deliver, deliver_waiting, earliest
from models.queries import deliveries
from tests.support.logs import caught_logs
from tests.support.posting import (
    ASKED_HEALTH,
    ASKED_POLICE,
    NOON,
    OUTCOME,
    PERSONAL,
    REFERRER,
    asked,
    chased_for_days,
    hub_on,
    keep,
    outcome_sent,
    wait,
)
from tests.support.servers import mail_server, silent_server


@pytest.fixture
def box():
    with mail_server() as box:
        yield box


@pytest.fixture
def log():
    with caught_logs() as lines:
        yield lines


def mailing(store, box, **settings):
    return hub_on(store, mail_host="127.0.0.1", mail_port=box.port, **settings)


def text_of(message):
    return message.get_content().replace("\r\n", "\n")


def row(hub, delivery_id):
    with hub.store.read() as session:
        return deliveries.delivery(session, delivery_id)


def test_a_request_is_asked_for_by_mail(sqlite_store, box):
    hub = mailing(sqlite_store, box)
    keep(hub, asked())
    done = deliver(hub, ASKED_POLICE)
    assert (done.state, done.channel) == (DeliveryState.SENT, "mail")
    (mail,) = box.messages
    assert box.recipients == [["desk@police.fernleigh.example"]]
    assert mail["To"] == "desk@police.fernleigh.example"
    assert mail["From"] == "throughline@hub.example"
    assert mail["Subject"] == (
        "[Throughline] Reply asked for: TL25-000001 — due by the end of Wednesday 3 September 2025"
    )
    assert mail["Message-ID"] == "<TL25-000001.N29.0@hub.example>"
    assert mail["Throughline-Key"] == "TL25-000001.N29.0"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOON
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert text_of(mail) == (
        "Something is asked of you: Reply.\n"
        "\n"
        "Reference: TL25-000001\n"
        "Request: TL25-000001.R1\n"
        "Due: the end of Wednesday 3 September 2025\n"
        "Open it: https://hub.example/partner/requests/TL25-000001.R1\n"
        "\n"
        "“Nothing known” is a reply too. If you need more time, or the request should not have\n"
        "come to you, say so on the same page.\n"
        "\n"
        "This message names nobody, on purpose. Please do not answer it with anything personal.\n"
    )


def test_nothing_personal_is_in_any_mail_nor_in_any_log(sqlite_store, box, log):
    hub = mailing(sqlite_store, box)
    ids = keep(hub, chased_for_days())
    assert deliver_waiting(hub) == Delivered(sent=len(ids), failed=0, dead=0)
    assert len(box.raw) == len(ids)
    whole = "".join(
        raw.decode() + str(mail["Subject"]) + text_of(mail)
        for raw, mail in zip(box.raw, box.messages, strict=True)
    )
    for secret in PERSONAL:
        assert secret not in whole
        assert secret not in log.getvalue()
    assert "hub.example/journeys/TL25-000001" in whole


def test_the_outcome_goes_to_the_referrers_address_which_is_written_nowhere_else(
    sqlite_store, box, log
):
    hub = mailing(sqlite_store, box)
    keep(hub, outcome_sent())
    assert deliver(hub, OUTCOME).state is DeliveryState.SENT
    (mail,) = box.messages
    assert box.recipients == [[REFERRER]]
    assert mail["Subject"] == "[Throughline] Your contact TL25-000001 has been considered"
    assert "Open it" not in text_of(mail)
    for secret in PERSONAL:
        assert secret not in box.raw[0].decode()
    assert REFERRER not in log.getvalue()
    assert "delivered" in log.getvalue()
    assert REFERRER not in repr(row(hub, OUTCOME))


def test_a_refused_referrers_address_is_not_in_the_problem_nor_in_the_log(sqlite_store, box, log):
    hub = mailing(sqlite_store, box)
    box.refuse[REFERRER] = f"550 5.1.1 <{REFERRER}>: no such user"
    keep(hub, outcome_sent())
    done = deliver(hub, OUTCOME)
    assert done.state is DeliveryState.FAILED
    assert done.problem == f"the mail server 127.0.0.1:{box.port} refused the address (550)"
    assert REFERRER not in repr(row(hub, OUTCOME))
    assert REFERRER not in log.getvalue()


def test_all_managers_of_the_team_get_one_mail(sqlite_store, box):
    hub = mailing(sqlite_store, box)
    keep(hub, chased_for_days())
    deliver_waiting(hub)
    to_managers = [r for r in box.recipients if "mona@hub.example" in r]
    assert to_managers[0] == ["milo@hub.example", "mona@hub.example"]


def test_many_that_are_waiting_share_one_connection(sqlite_store, box):
    hub = mailing(sqlite_store, box)
    ids = keep(hub, chased_for_days())
    deliver_waiting(hub)
    assert len(box.raw) == len(ids) > 20
    assert box.connections == 1


def test_a_server_that_ends_the_connection_now_and_then_loses_nothing(sqlite_store, box):
    hub = mailing(sqlite_store, box)
    ids = keep(hub, asked())
    with Ways(hub.settings) as ways:
        deliver(hub, ids[0], ways=ways)
        box.answers = ["421 come again"]
        assert deliver(hub, ids[1], ways=ways).state is DeliveryState.SENT
    assert [mail["Throughline-Key"] for mail in box.messages] == ids
    assert box.connections == 2


def test_a_crash_after_sending_sends_the_same_mail_under_the_same_key(sqlite_store, box):
    hub = mailing(sqlite_store, box)
    keep(hub, asked(), notices=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deliveries, "arrived", _crash)
        with pytest.raises(KeyboardInterrupt):
            deliver(hub, ASKED_POLICE)
    assert deliver(hub, ASKED_POLICE).state is DeliveryState.WAITING
    wait(hub, timedelta(minutes=5))
    assert deliver(hub, ASKED_POLICE).state is DeliveryState.SENT
    first, second = box.messages
    assert first["Message-ID"] == second["Message-ID"] == "<TL25-000001.N29.0@hub.example>"
    assert first["Throughline-Key"] == second["Throughline-Key"]


def _crash(*_args, **_kwargs):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("answer", "code"), [("451 try later", 451), ("452 mailbox full", 452), ("554 no", 554)]
)
def test_a_refused_message_is_tried_again(sqlite_store, box, answer, code):
    hub = mailing(sqlite_store, box)
    keep(hub, asked(), notices=1)
    box.answers = [answer]
    done = deliver(hub, ASKED_POLICE)
    assert done.state is DeliveryState.FAILED
    assert done.problem == f"the mail server 127.0.0.1:{box.port} refused the message ({code})"
    hub.clock.set(earliest(hub))
    assert deliver(hub, ASKED_POLICE).state is DeliveryState.SENT
    assert hub.clock.now() == datetime(2025, 9, 2, 11, 0, 56, tzinfo=UTC)


@pytest.mark.parametrize(("answer", "dead_after"), [("550 gone", 5), ("450 greylisted", 30)])
def test_an_address_that_is_refused_for_good_is_dead_sooner(sqlite_store, box, answer, dead_after):
    hub = mailing(sqlite_store, box)
    keep(hub, asked(), notices=1)
    box.refuse["desk@police.fernleigh.example"] = answer
    attempts = 1
    while deliver(hub, ASKED_POLICE).state is not DeliveryState.DEAD:
        hub.clock.set(earliest(hub))
        attempts += 1
    assert attempts == dead_after


def test_one_refused_address_among_several_does_not_keep_the_others_from_hearing(
    sqlite_store, box, log
):
    hub = mailing(sqlite_store, box)
    keep(hub, chased_for_days())
    box.refuse["mona@hub.example"] = "550 no such user"
    assert deliver_waiting(hub).failed == 0
    assert ["milo@hub.example"] in box.recipients
    assert '"event": "recipients_refused"' in log.getvalue()


def test_a_server_that_takes_the_call_and_says_nothing_holds_one_pass_up_once(sqlite_store):
    with silent_server() as port:
        hub = hub_on(sqlite_store, mail_host="127.0.0.1", mail_port=port, mail_timeout_seconds=0.3)
        keep(hub, asked())
        assert deliver_waiting(hub) == Delivered(sent=0, failed=2, dead=0)
    for each in (ASKED_POLICE, ASKED_HEALTH):
        assert row(hub, each).problem == (
            f"the mail server 127.0.0.1:{port} did not answer within 0.3 seconds"
        )


def test_connections_that_are_kept_open_ask_for_the_server_again_after_a_while(
    sqlite_store, box, monkeypatch
):
    monkeypatch.setattr("casework.channels.mail.DOWN_FOR_SECONDS", 0.0)
    hub = mailing(sqlite_store, box, mail_timeout_seconds=0.5)
    keep(hub, asked())
    box.hang = 1.5
    with Ways(hub.settings) as ways:
        assert deliver(hub, ASKED_POLICE, ways=ways).state is DeliveryState.FAILED
        box.hang = 0
        assert deliver(hub, ASKED_HEALTH, ways=ways).state is DeliveryState.SENT


def test_a_server_that_hangs_over_a_message_counts_as_failed(sqlite_store, box):
    hub = mailing(sqlite_store, box, mail_timeout_seconds=0.5)
    keep(hub, asked(), notices=1)
    box.hang = 1.5
    assert deliver(hub, ASKED_POLICE).state is DeliveryState.FAILED
    box.hang = 0
    hub.clock.set(earliest(hub))
    assert deliver(hub, ASKED_POLICE).state is DeliveryState.SENT


def test_an_address_that_would_smuggle_in_a_header_goes_nowhere(sqlite_store, box):
    hub = hub_on(
        sqlite_store,
        agencies={"police": {"email": "desk@police.example\r\nBcc: all@elsewhere.example"}},
        mail_host="127.0.0.1",
        mail_port=box.port,
    )
    keep(hub, asked(), notices=1)
    done = deliver(hub, ASKED_POLICE)
    assert (done.state, done.problem) == (
        DeliveryState.FAILED,
        "the address on file is no mail address",
    )
    assert box.raw == []


# -- Encryption and sign-in --------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that signs itself, as file names: certificate and key."""
    folder = tmp_path_factory.mktemp("certificate")
    names = (folder / "cert.pem", folder / "key.pem")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-out", names[0], "-keyout", names[1]),
        ],
        check=True,
        capture_output=True,
    )
    return names


@pytest.fixture
def secure_box(certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)

    def authenticate(_server, _session, _envelope, _mechanism, given):
        known = (given.login, given.password) == (b"hub", b"open sesame")
        return AuthResult(success=known, handled=False)

    options = {"tls_context": context, "require_starttls": True, "authenticator": authenticate}
    with mail_server(**options, auth_required=True) as box:
        yield box


def test_mail_goes_encrypted_and_signed_in_where_the_settings_say_so(
    sqlite_store, secure_box, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    hub = mailing(
        sqlite_store, secure_box, mail_starttls=True, mail_user="hub", mail_password="open sesame"
    )
    keep(hub, asked())
    assert deliver_waiting(hub) == Delivered(sent=2, failed=0, dead=0)


def test_a_server_whose_certificate_nobody_vouches_for_is_not_spoken_to(sqlite_store, secure_box):
    hub = mailing(sqlite_store, secure_box, mail_starttls=True)
    keep(hub, asked(), notices=1)
    done = deliver(hub, ASKED_POLICE)
    assert done.state is DeliveryState.FAILED
    assert "does not do what is set" in done.problem
    assert secure_box.raw == []


def test_a_wrong_password_is_said_and_not_shown(
    sqlite_store, secure_box, certificate, monkeypatch, log
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    hub = mailing(
        sqlite_store, secure_box, mail_starttls=True, mail_user="hub", mail_password="wrong words"
    )
    keep(hub, asked(), notices=1)
    done = deliver(hub, ASKED_POLICE)
    assert done.problem == (
        f"the mail server 127.0.0.1:{secure_box.port} refused our user name and password (535)"
    )
    assert "wrong words" not in log.getvalue()


def test_a_server_without_encryption_is_not_trusted_with_mail_that_wants_it(sqlite_store, box):
    hub = mailing(sqlite_store, box, mail_starttls=True)
    keep(hub, asked(), notices=1)
    assert "does not do what is set" in deliver(hub, ASKED_POLICE).problem
    assert box.raw == []
