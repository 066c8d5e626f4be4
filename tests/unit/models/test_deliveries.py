from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models import log, projections
from models.queries import deliveries
from tests.support.cases import ASKED, at, play

NOW = datetime(2025, 9, 2, 11, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
ASKED_POLICE = "TL25-000001.N29.0"


@pytest.fixture
def outbox(store):
    """A store with a journey in which police and health have just been asked."""
    played = play(*ASKED, at("2025-09-02", "10:05"))
    with store.write() as session:
        log.append(session, played.case.reference, played.log, expected_version=0)
        projections.write(session, None, played.case)
        deliveries.queue(session, played.case.reference, played.case.sent, now=NOW)
    return store


def take(store, *, now=NOW, until=LATER):
    with store.write() as session:
        return deliveries.take(session, ASKED_POLICE, now=now, until=until)


def state(store):
    with store.read() as session:
        row = deliveries.delivery(session, ASKED_POLICE)
    return row.state, row.attempts, row.next_attempt_at


def test_a_delivery_knows_what_its_obligation_is_about(outbox):
    with outbox.read() as session:
        delivery = deliveries.delivery(session, ASKED_POLICE)
        assert deliveries.subject(session, delivery) == deliveries.Subject("research-reply", "R1")
        assert deliveries.subject(session, replace(delivery, obligation=None)) is None


def test_what_is_taken_is_nobody_elses_until_its_time_is_over(outbox):
    assert take(outbox).attempts == 1
    assert take(outbox) is None
    assert take(outbox, now=LATER, until=LATER + timedelta(minutes=5)).attempts == 2


def test_a_failure_is_not_noted_over_a_later_attempt(outbox):
    take(outbox)
    take(outbox, now=LATER, until=LATER + timedelta(minutes=5))
    with outbox.write() as session:
        deliveries.failed(
            session, ASKED_POLICE, attempt=1, channel="mail", problem="slow", again_at=LATER
        )
        deliveries.died(session, ASKED_POLICE, attempt=1, channel="mail", problem="slow", now=LATER)
    assert state(outbox) == ("waiting", 2, LATER + timedelta(minutes=5))


def test_a_failure_is_not_noted_over_a_success(outbox):
    take(outbox)
    with outbox.write() as session:
        deliveries.arrived(session, ASKED_POLICE, channel="mail", now=NOW)
        deliveries.died(session, ASKED_POLICE, attempt=1, channel="mail", problem="slow", now=LATER)
    assert state(outbox)[0] == "sent"


def test_the_failure_of_the_newest_attempt_is_noted(outbox):
    take(outbox)
    with outbox.write() as session:
        deliveries.failed(
            session, ASKED_POLICE, attempt=1, channel="mail", problem="slow", again_at=LATER
        )
    assert state(outbox) == ("waiting", 1, LATER)


def test_dead_letters_are_found_by_the_team_of_their_journey(outbox):
    take(outbox)
    with outbox.write() as session:
        deliveries.died(session, ASKED_POLICE, attempt=1, channel="mail", problem="gone", now=LATER)
    with outbox.read() as session:
        (letter,) = deliveries.undelivered(session, ["mash", "elsewhere"], 10)
        assert deliveries.undelivered(session, ["elsewhere"], 10) == []
        assert deliveries.undelivered(session, [], 10) == []
    assert (letter.delivery.id, letter.stage, letter.team) == (ASKED_POLICE, "research", "mash")
    assert (letter.delivery.problem, letter.delivery.ended_at) == ("gone", LATER)
