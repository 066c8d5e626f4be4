"""The clock as a process of its own, without Prefect: it wakes in time, and one takes over."""

import os
import signal
import time
from datetime import timedelta

import pytest

from casework import sweeping
from casework.clock import ShiftedClock, SystemClock
from casework.leasing import CLOCK, clock_age, holder_of
from models.queries import deliveries
from tests.support.cases import RECEIVED
from tests.support.clocked import climbs, each_once, percentile, urgent_research
from tests.support.hubs import hub_at, played
from tests.support.processes import clock, end, wait_until

pytestmark = pytest.mark.slow

BEFORE = timedelta(seconds=5)
"""How long before the first rung the clock's time begins."""


@pytest.fixture
def hub(database_url):
    hub = hub_at(database_url)
    yield hub
    hub.store.close()


def running_from(hub, instant):
    """Let the hub's time run on from an instant, and return what a clock is told for that."""
    hub.clock = ShiftedClock(instant)
    return {"THROUGHLINE_NOW": instant.isoformat()}


def test_of_two_hundred_due_within_a_minute_all_but_two_are_done_within_two_seconds(hub, tmp_path):
    # Two rungs a child, three times as close as two hundred within a minute.
    references = urgent_research(hub, 100, apart=timedelta(seconds=0.2))
    already = len(climbs(hub, references))
    pretended = running_from(hub, sweeping.earliest(hub) - BEFORE)
    with clock(hub.settings.database_url, tmp_path / "log", **pretended):
        wait_until(lambda: len(climbs(hub, references)) >= already + 200, every=2.0)
    found = climbs(hub, references)
    assert each_once(found)
    assert percentile(found[already:], 0.99) <= 2.0


def test_what_another_process_makes_due_sooner_is_noticed(hub, tmp_path):
    with clock(hub.settings.database_url, tmp_path / "log", **running_from(hub, hub.clock.now())):
        wait_until(lambda: clock_age(hub), every=0.2)
        began = time.monotonic()
        reference = played(hub, [RECEIVED])
        # Receiving a contact tells the team at once; the notice is delivered by the clock.
        wait_until(lambda: all_delivered(hub, reference), seconds=15)
        assert time.monotonic() - began < 10


def all_delivered(hub, reference):
    with hub.store.read() as session:
        return all(each.state == "sent" for each in deliveries.of_journey(session, reference))


def test_a_second_clock_waits_and_takes_over_when_the_first_is_killed(hub, tmp_path):
    hub.clock = SystemClock()
    with clock(hub.settings.database_url, tmp_path / "first.log") as first:
        wait_until(lambda: holder_of(hub, CLOCK))
        with clock(hub.settings.database_url, tmp_path / "second.log") as second:
            wait_until(lambda: "clock_started" in (tmp_path / "second.log").read_text())
            assert f":{first.pid}:" in holder_of(hub, CLOCK)
            os.kill(first.pid, signal.SIGKILL)
            began = time.monotonic()
            wait_until(lambda: f":{second.pid}:" in (holder_of(hub, CLOCK) or ""), seconds=30)
            assert time.monotonic() - began < 25


def test_a_clock_that_is_stopped_gives_its_lease_back_and_says_so(hub, tmp_path):
    hub.clock = SystemClock()
    with clock(hub.settings.database_url, tmp_path / "log") as running:
        wait_until(lambda: holder_of(hub, CLOCK))
        end(running)
        assert running.returncode == 0
        assert holder_of(hub, CLOCK) is None
        assert "clock_stopped" in (tmp_path / "log").read_text()
