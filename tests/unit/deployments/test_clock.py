"""What a clock does when it looks, sweeps, keeps its lease and says that it is alive."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest

from casework import sweeping
from casework.clock import SystemClock
from casework.leasing import CLOCK, acquire, clock_age, holder_of
from deployments.clock import LEASE_FOR, RunningClock
from tests.architecture.house import ROOT
from tests.support.cases import RECEIVED
from tests.support.hubs import hub_at, played

SINCE_LONG = 61.0


@pytest.fixture
def hub(sqlite_url):
    hub = hub_at(sqlite_url)
    yield hub
    hub.store.close()


@pytest.fixture
def clock(hub):
    """A clock that acts, and whose threads do not run: the tests say when it does what."""
    clock = RunningClock(hub)
    clock.keep_lease()
    assert clock.acting
    return clock


def due(hub):
    return {each.obligation for each in sweeping.due_now(hub)}


def test_it_climbs_what_is_due(hub, clock):
    played(hub, [RECEIVED])
    hub.clock.advance(timedelta(hours=30))
    assert due(hub)
    clock.sweep()
    assert not due(hub)


def test_a_clock_without_the_lease_does_nothing(hub):
    idle = RunningClock(hub)
    acquire(hub, CLOCK, "another", LEASE_FOR)
    idle.keep_lease()
    played(hub, [RECEIVED])
    hub.clock.advance(timedelta(hours=30))
    acquire(hub, CLOCK, "another", LEASE_FOR)
    idle.look()
    idle.sweep()
    idle.beat()
    assert due(hub)
    assert clock_age(hub) is None


def test_whoever_loses_the_lease_stops_acting(hub, clock):
    hub.clock.advance(LEASE_FOR)
    acquire(hub, CLOCK, "another", LEASE_FOR)
    clock.keep_lease()
    assert not clock.acting


def test_a_clock_that_cannot_reach_the_database_stops_acting_when_its_lease_has_run_out(
    clock, monkeypatch
):
    def away(*_):
        raise ConnectionError

    monkeypatch.setattr("casework.leasing.acquire", away)
    with pytest.raises(ConnectionError):
        clock.keep_lease()
    assert clock.acting
    clock._renewed -= LEASE_FOR.total_seconds() + 1
    with pytest.raises(ConnectionError):
        clock.keep_lease()
    assert not clock.acting


def test_what_cannot_be_climbed_holds_nobody_up_and_is_tried_at_the_next_safety_sweep(
    hub, clock, monkeypatch
):
    broken = played(hub, [RECEIVED])
    well = played(hub, [RECEIVED])
    hub.clock.advance(timedelta(hours=30))
    climb = sweeping.climb

    def fails_for_one(hub, obligation, rung):
        if obligation.startswith(broken):
            raise RuntimeError("it cannot be read")
        return climb(hub, obligation, rung)

    monkeypatch.setattr(sweeping, "climb", fails_for_one)
    clock.sweep()
    assert all(each.startswith(broken) for each in due(hub))
    assert not any(each.startswith(well) for each in due(hub))
    # The look that comes every second no longer sees it …
    assert clock._due() == ()
    # … but once a minute it is tried again.
    monkeypatch.setattr(sweeping, "climb", climb)
    clock._at_its_time("sweep")
    clock.sweep()
    assert not due(hub)


def test_taking_the_lease_it_says_that_it_is_alive(hub, clock):
    assert holder_of(hub, CLOCK) == clock.holder
    assert clock_age(hub) == timedelta()


def test_with_something_due_and_nothing_done_for_a_minute_it_is_not_called_alive(hub, clock):
    played(hub, [RECEIVED])
    hub.clock.advance(timedelta(hours=30))
    clock.look()
    clock._standing_since = (clock._due(), time.monotonic() - SINCE_LONG)
    clock.look()
    clock.beat()
    assert clock_age(hub) == timedelta(hours=30)
    clock.sweep()
    clock.look()
    clock.beat()
    assert clock_age(hub) == timedelta()


def test_the_alarm_is_set_to_the_instant_at_which_the_next_rung_is_due(hub, clock):
    played(hub, [RECEIVED])
    hub.clock.set(sweeping.earliest(hub) - timedelta(minutes=10))
    clock.look()
    rings = clock._scheduler.get_job("alarm").trigger.run_date
    left = rings - SystemClock().now()
    assert timedelta(minutes=9, seconds=50) < left <= timedelta(minutes=10)


def test_pages_command_line_and_clock_start_without_loading_prefect():
    loads = "import sys, cli.main, web.app, deployments.serve; print('prefect' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", loads], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
