"""Only one clock acts at a time, and everybody can see whether one does."""

from datetime import timedelta

import pytest

from casework import leasing
from casework.leasing import CLOCK, acquire, clock_age, clock_is_silent, heartbeat, holder_of
from tests.support.hubs import hub_at

TTL = timedelta(seconds=15)


@pytest.fixture
def hub(database_url):
    hub = hub_at(database_url)
    yield hub
    hub.store.close()


def test_a_free_lease_is_taken(hub):
    assert acquire(hub, CLOCK, "first", TTL)
    assert holder_of(hub, CLOCK) == "first"


def test_nobody_takes_a_lease_that_another_has(hub):
    acquire(hub, CLOCK, "first", TTL)
    hub.clock.advance(timedelta(seconds=14))
    assert not acquire(hub, CLOCK, "second", TTL)
    assert holder_of(hub, CLOCK) == "first"


def test_a_lease_runs_out_at_its_very_end(hub):
    acquire(hub, CLOCK, "first", TTL)
    hub.clock.advance(timedelta(seconds=15))
    assert holder_of(hub, CLOCK) is None
    assert acquire(hub, CLOCK, "second", TTL)


def test_whoever_renews_keeps_it(hub):
    acquire(hub, CLOCK, "first", TTL)
    hub.clock.advance(timedelta(seconds=10))
    assert leasing.renew(hub, CLOCK, "first", TTL)
    hub.clock.advance(timedelta(seconds=10))
    assert not acquire(hub, CLOCK, "second", TTL)


def test_whoever_lost_a_lease_cannot_renew_it(hub):
    acquire(hub, CLOCK, "first", TTL)
    hub.clock.advance(timedelta(seconds=20))
    acquire(hub, CLOCK, "second", TTL)
    assert not leasing.renew(hub, CLOCK, "first", TTL)


def test_a_lease_given_back_is_free_at_once(hub):
    acquire(hub, CLOCK, "first", TTL)
    leasing.release(hub, CLOCK, "first")
    assert acquire(hub, CLOCK, "second", TTL)


def test_nobody_gives_back_what_another_has(hub):
    acquire(hub, CLOCK, "first", TTL)
    leasing.release(hub, CLOCK, "second")
    assert holder_of(hub, CLOCK) == "first"


def test_leases_of_different_names_do_not_meet(hub):
    assert acquire(hub, "clock", "first", TTL)
    assert acquire(hub, "import", "second", TTL)


def test_a_clock_that_never_ran_has_no_age_and_is_silent(hub):
    assert clock_age(hub) is None
    assert clock_is_silent(hub)


def test_the_age_counts_from_the_last_heartbeat_whoever_gave_it(hub):
    heartbeat(hub, "first")
    hub.clock.advance(timedelta(seconds=50))
    heartbeat(hub, "second")
    hub.clock.advance(timedelta(seconds=7))
    assert clock_age(hub) == timedelta(seconds=7)


def test_after_two_minutes_without_a_heartbeat_the_clock_is_silent(hub):
    heartbeat(hub, "first")
    hub.clock.advance(timedelta(seconds=119))
    assert not clock_is_silent(hub)
    hub.clock.advance(timedelta(seconds=1))
    assert clock_is_silent(hub)
