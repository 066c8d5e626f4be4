import dataclasses
import threading
from datetime import timedelta

import pytest

from casework import asking
from casework.delivering import (
    Delivered,
    DeliveryState,
    dead_letters,
    deliver,
    deliver_waiting,
    earliest,
    retry,
    waiting,
)
from casework.errors import NotFoundError
from casework.trying_again import wait_after
from journey.people import Actor, Role
from models.queries import deliveries, people
from tests.support.logs import caught_logs
from tests.support.posting import (
    ASKED_HEALTH,
    ASKED_POLICE,
    NOON,
    PERSONAL,
    asked,
    chased_for_days,
    hub_on,
    keep,
    wait,
)
from tests.support.servers import free_port

MONA = Actor(user="mona", role=Role.MANAGER, team="mash")
MILO = Actor(user="milo", role=Role.MANAGER, team="mash")


@pytest.fixture
def console(sqlite_store):
    """A hub in its default installation: no mail server."""
    return hub_on(sqlite_store)


@pytest.fixture
def broken(sqlite_store):
    """A hub whose mail server is down."""
    return hub_on(sqlite_store, mail_host="127.0.0.1", mail_port=free_port())


@pytest.fixture
def log():
    with caught_logs() as lines:
        yield lines


def row(hub, delivery_id):
    with hub.store.read() as session:
        return deliveries.delivery(session, delivery_id)


def deliver_until_dead(hub):
    attempts = 1
    while deliver(hub, ASKED_POLICE).state is not DeliveryState.DEAD:
        hub.clock.set(row(hub, ASKED_POLICE).next_attempt_at)
        attempts += 1
    return attempts


def test_what_is_queued_waits_for_its_first_attempt_at_once(console):
    keep(console, asked())
    assert waiting(console) == [ASKED_POLICE, ASKED_HEALTH]
    assert earliest(console) == NOON


def test_no_more_are_looked_up_than_asked_for(console):
    keep(console, asked())
    assert waiting(console, 1) == [ASKED_POLICE]


def test_without_a_mail_server_messages_are_written_on_the_console_and_sent(console):
    keep(console, asked())
    done = deliver(console, ASKED_POLICE)
    assert (done.state, done.channel) == (DeliveryState.SENT, "console")
    kept = row(console, ASKED_POLICE)
    assert (kept.state, kept.channel, kept.attempts) == ("sent", "console", 1)
    assert kept.ended_at == NOON
    assert waiting(console) == [ASKED_HEALTH]


def test_delivering_what_is_sent_does_nothing(console):
    keep(console, asked())
    deliver(console, ASKED_POLICE)
    again = deliver(console, ASKED_POLICE)
    assert again.state is DeliveryState.SENT
    assert row(console, ASKED_POLICE).attempts == 1


def test_a_delivery_nobody_knows_is_said_to_be_unknown(console):
    with pytest.raises(NotFoundError, match=r"TL25-000009\.N1\.0"):
        deliver(console, "TL25-000009.N1.0")
    with pytest.raises(NotFoundError, match=r"TL25-000009\.N1\.0"):
        retry(console, "TL25-000009.N1.0")


def test_one_pass_delivers_everything_that_is_due(console):
    ids = keep(console, chased_for_days())
    assert deliver_waiting(console) == Delivered(sent=len(ids), failed=0, dead=0)
    assert len(ids) > 20
    assert deliver_waiting(console) == Delivered(sent=0, failed=0, dead=0)
    assert earliest(console) is None


def test_what_another_has_taken_is_left_alone_until_its_time_is_over(console):
    keep(console, asked())
    with console.store.write() as session:
        deliveries.take(session, ASKED_POLICE, now=NOON, until=NOON + timedelta(minutes=5))
    assert deliver(console, ASKED_POLICE).state is DeliveryState.WAITING
    assert waiting(console) == [ASKED_HEALTH]
    wait(console, timedelta(minutes=5))
    assert deliver(console, ASKED_POLICE).state is DeliveryState.SENT
    assert row(console, ASKED_POLICE).attempts == 2


def test_of_many_that_deliver_the_same_at_once_one_does(store):
    hub = hub_on(store)
    keep(hub, asked())
    gate = threading.Barrier(4)
    states = []

    def one():
        gate.wait()
        states.append(deliver(hub, ASKED_POLICE).state)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert row(hub, ASKED_POLICE).attempts == 1
    assert DeliveryState.SENT in states
    assert len(states) == 4


def test_a_failed_attempt_waits_and_says_why(broken):
    keep(broken, asked())
    done = deliver(broken, ASKED_POLICE)
    assert (done.state, done.channel) == (DeliveryState.FAILED, "mail")
    assert (
        done.problem == f"the mail server 127.0.0.1:{broken.settings.mail_port} cannot be reached"
    )
    kept = row(broken, ASKED_POLICE)
    assert (kept.state, kept.channel, kept.problem) == ("waiting", "mail", done.problem)
    assert waiting(broken) == [ASKED_HEALTH]


def test_each_wait_is_twice_the_last_until_it_is_an_hour(broken):
    keep(broken, asked(), notices=1)
    tried = []
    for _ in range(8):
        tried.append(broken.clock.now())
        deliver(broken, ASKED_POLICE)
        broken.clock.set(earliest(broken))
    # Up to a tenth less than 1, 2, 4, 8, 16, 32, 60, 60 minutes, by the delivery's own measure.
    assert [f"{instant:%H:%M:%S}" for instant in [*tried, broken.clock.now()]] == [
        "11:00:00",
        "11:00:56",
        "11:02:47",
        "11:06:25",
        "11:14:12",
        "11:28:43",
        "11:58:58",
        "12:56:34",
        "13:55:46",
    ]


def test_waits_are_the_deliverys_own_and_the_same_each_time():
    assert wait_after(ASKED_POLICE, 3) == wait_after(ASKED_POLICE, 3)
    assert wait_after(ASKED_POLICE, 3) != wait_after(ASKED_HEALTH, 3)


@pytest.mark.parametrize(
    ("attempt", "minutes"),
    [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60), (29, 60), (400, 60)],
)
def test_a_wait_is_at_most_its_measure_and_a_tenth_less_at_most(attempt, minutes):
    for number in range(40):
        waited = wait_after(f"TL25-{number:06}.N1.0", attempt)
        assert timedelta(minutes=minutes) * 0.9 <= waited <= timedelta(minutes=minutes)


def test_after_about_a_day_of_attempts_it_is_a_dead_letter(broken):
    keep(broken, asked(), notices=1)
    attempts = deliver_until_dead(broken)
    assert attempts == 30
    passed = broken.clock.now() - NOON
    assert timedelta(hours=21) < passed < timedelta(hours=25)
    (letter,) = dead_letters(broken)
    assert (letter.id, letter.party, letter.template) == (ASKED_POLICE, "agency:police", "ask")
    assert (letter.reference, letter.attempts) == ("TL25-000001", 30)
    assert (letter.since, letter.died_at) == (NOON, broken.clock.now())
    assert letter.problem.endswith("cannot be reached")


def test_a_manager_is_told_of_a_dead_letter_once_a_day_for_each_journey(broken):
    keep(broken, asked(), notices=1)
    deliver_until_dead(broken)
    (notice,) = waiting(broken)
    assert notice == "TL25-000001.undelivered-2025-09-03"
    told = row(broken, notice)
    assert (told.party, told.template) == ("manager:mash", "undelivered")
    retry(broken, ASKED_POLICE)
    assert sorted(waiting(broken)) == [ASKED_POLICE, notice]


def test_that_a_manager_could_not_be_told_of_a_dead_letter_tells_no_further_manager(broken):
    keep(broken, asked(), notices=1)
    for _ in range(80):
        if earliest(broken) is None:
            break
        broken.clock.set(earliest(broken))
        deliver_waiting(broken)
    assert earliest(broken) is None
    assert [letter.template for letter in dead_letters(broken)] == ["undelivered", "ask"]


def test_managers_see_a_dead_letter_among_their_alerts_until_they_have_seen_it(broken):
    keep(broken, asked(), notices=1)
    assert asking.alerts(broken, MONA) == []
    deliver_until_dead(broken)
    (alert,) = asking.alerts(broken, MONA)
    assert (alert.template, alert.to, alert.reference) == (
        "undelivered",
        "agency:police",
        "TL25-000001",
    )
    assert alert.at == broken.clock.now()
    assert alert.problem.endswith("cannot be reached")
    asking.see(broken, MONA, alert.id)
    assert asking.alerts(broken, MONA) == []
    (seen,) = asking.alerts(broken, MONA, unseen_only=False)
    assert [each.user for each in seen.seen] == ["mona"]
    assert len(asking.alerts(broken, MILO)) == 1


def test_a_letter_that_dies_again_is_a_new_alert(broken):
    keep(broken, asked(), notices=1)
    deliver_until_dead(broken)
    asking.see(broken, MONA, asking.alerts(broken, MONA)[0].id)
    retry(broken, ASKED_POLICE)
    assert asking.alerts(broken, MONA, unseen_only=False) == []
    deliver_until_dead(broken)
    assert len(asking.alerts(broken, MONA)) == 1


@pytest.mark.parametrize(
    "actor",
    [
        Actor(user="elsie", role=Role.MANAGER, team="elsewhere"),
        Actor(user="colin", role=Role.COORDINATOR, team="mash"),
        Actor(user="homes-desk", role=Role.PARTNER, agency="housing"),
        Actor(user="aud", role=Role.AUDITOR),
    ],
    ids=lambda actor: actor.user,
)
def test_nobody_else_sees_a_dead_letter_or_can_say_that_it_was_seen(broken, actor):
    keep(broken, asked(), notices=1)
    deliver_until_dead(broken)
    (alert,) = asking.alerts(broken, MONA)
    assert asking.alerts(broken, actor) == []
    with pytest.raises(NotFoundError):
        asking.see(broken, actor, alert.id)


def test_a_senior_manager_over_all_teams_sees_the_dead_letters_of_each(broken):
    keep(broken, asked(), notices=1)
    deliver_until_dead(broken)
    chief = Actor(user="senna", role=Role.SENIOR_MANAGER)
    assert [alert.template for alert in asking.alerts(broken, chief)] == ["undelivered"]


def test_a_dead_letter_is_tried_again_by_hand_from_the_first_attempt(broken):
    keep(broken, asked(), notices=1)
    deliver_until_dead(broken)
    assert deliver(broken, ASKED_POLICE).state is DeliveryState.DEAD
    assert retry(broken, ASKED_POLICE)
    assert not retry(broken, ASKED_POLICE)
    assert dead_letters(broken) == []
    broken.settings.mail_host = None
    assert deliver(broken, ASKED_POLICE).state is DeliveryState.SENT
    assert row(broken, ASKED_POLICE).attempts == 1


def test_what_only_a_person_can_mend_is_dead_within_a_quarter_of_an_hour(sqlite_store):
    hub = hub_on(sqlite_store, mail_host="127.0.0.1", mail_port=free_port())
    keep(hub, asked(), notices=1)
    with hub.store.write() as session:
        people.save_agencies(
            session, [dataclasses.replace(hub.rules().agencies["police"], email=None)]
        )
    hub.forget_rules()
    deliver_until_dead(hub)
    (letter,) = dead_letters(hub)
    assert letter.attempts == 5
    assert letter.problem == "agency police has no mail address"
    assert hub.clock.now() - NOON <= timedelta(minutes=15)


def test_with_nobody_there_it_stands_on_the_console_and_is_not_called_sent(console, log):
    keep(console, asked(), notices=1)
    with console.store.write() as session:
        session.connection().exec_driver_sql("DELETE FROM agency WHERE key = 'police'")
    console.forget_rules()
    done = deliver(console, ASKED_POLICE)
    assert (done.state, done.channel) == (DeliveryState.FAILED, "console")
    assert done.problem == "there is no agency 'police'"
    assert "notice_on_console" in log.getvalue()


def test_a_message_that_breaks_the_program_does_not_keep_the_others_back(console, monkeypatch):
    keep(console, asked())

    def broken(_hub, party, *, reference):
        if party == "agency:police":
            raise RuntimeError("Perpetua Quillfeather")
        return found(_hub, party, reference=reference)

    from casework import delivering  # noqa: PLC0415 - the module is what is changed here

    found = delivering.find_addressees
    monkeypatch.setattr(delivering, "find_addressees", broken)
    assert deliver_waiting(console) == Delivered(sent=1, failed=1, dead=0)
    assert row(console, ASKED_POLICE).problem == "a fault of the program: RuntimeError"


def test_whoever_breaks_off_each_time_leaves_a_dead_letter_in_the_end(console):
    keep(console, asked(), notices=1)
    now = NOON
    with console.store.write() as session:
        for _ in range(30):
            deliveries.take(session, ASKED_POLICE, now=now, until=now + timedelta(minutes=5))
            now += timedelta(minutes=5)
    console.clock.set(now)
    done = deliver(console, ASKED_POLICE)
    assert done.state is DeliveryState.DEAD
    assert done.problem == "whoever tried to send it broke off each time"


def test_nothing_personal_is_on_the_console_or_in_the_outbox(console, log):
    keep(console, chased_for_days())
    deliver_waiting(console)
    with console.store.read() as session:
        kept = repr(deliveries.of_journey(session, "TL25-000001"))
    for secret in PERSONAL:
        assert secret not in log.getvalue()
        assert secret not in kept
    assert "TL25-000001" in log.getvalue()


def test_the_console_says_what_is_asked_by_when_and_where(console, log):
    keep(console, asked(), notices=1)
    deliver(console, ASKED_POLICE)
    assert (
        "[Throughline] Reply asked for: TL25-000001 — due by the end of Wednesday 3 September 2025"
        in log.getvalue()
    )
    assert "https://hub.example/partner/requests/TL25-000001.R1" in log.getvalue()
