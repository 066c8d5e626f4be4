"""No alert is late because of Prefect: absent, silent from the start, hanging, or killed midway."""

import os
import signal
import socket
import time
from datetime import UTC, datetime, timedelta

import pytest

from casework.clock import ShiftedClock
from casework.sweeping import due_now
from casework.tracking import is_any_behind
from journey.terms import Outcome, Rating
from tests.support.cases import CONSENT, REFERRED, ask, decide_referral
from tests.support.clocked import climbs, each_once
from tests.support.hubs import hub_at, played, told
from tests.support.processes import clock, prefect_server, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

NOW = datetime(2025, 9, 2, 9, 0, tzinfo=UTC)
RESEARCHED = (*REFERRED, CONSENT, decide_referral(Outcome.RESEARCH, rating=Rating.RED))
LATE = timedelta(seconds=4)
"""Far longer than a climb takes on a busy machine, far shorter than any patience of Prefect's."""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with prefect_server(tmp_path_factory.mktemp("server")) as api:
        yield api


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    hub = hub_at(f"sqlite:///{tmp_path_factory.mktemp('hub')}/hub.sqlite", NOW)
    yield hub
    hub.store.close()


@pytest.fixture(scope="module")
def children(hub):
    """Children about whom partners may be asked now."""
    return [played(hub, RESEARCHED) for _ in range(40)]


@pytest.fixture(scope="module")
def ticking(hub, children, server, tmp_path_factory):
    """A clock that works with the server."""
    assert len(children) == 40
    log = tmp_path_factory.mktemp("clock") / "log"
    hub.clock = ShiftedClock(NOW + timedelta(minutes=1))
    pretended = {"THROUGHLINE_NOW": hub.clock.now().isoformat()}
    with clock(hub.settings.database_url, log, **pretended, **server.environment):
        # It greets a server with a first sweep; from then on it shows its work there.
        wait_until(lambda: server.runs("sweep"), every=0.5)
        time.sleep(1)
        yield log


def ask_about(hub, *children):
    """Have partners asked: the first rung of each reply owed is due at once."""
    for child in children:
        told(hub, ask("police", "health"), child)


def asked(hub, *children):
    """The climbed rungs of these children once both partners of each were asked."""
    found = [each for each in climbs(hub, children) if each[1] == 0]
    return found if len(found) >= 2 * len(children) else None


def done_in_time(hub, *children):
    began = time.monotonic()
    wait_until(lambda: asked(hub, *children), seconds=30)
    # The clock's own time began a little later than ours: what counts is how long it took.
    assert time.monotonic() - began < LATE.total_seconds()
    assert each_once(climbs(hub, children))


def test_with_a_server_each_piece_of_work_is_a_task_in_a_sweeps_run(server, hub, children, ticking):
    wait_until(lambda: not is_any_behind(hub), every=0.5)
    for child in children[:6]:
        ask_about(hub, child)
        done_in_time(hub, child)
        # On a busy machine a sweep may have been done without Prefect: that is what patience is.
        if "flow_stands_still" not in ticking.read_text():
            break
        time.sleep(5)
    names = wait_until(lambda: names_of_tasks(server, "ask", "deliver"), every=0.5)
    assert all(name.split()[1].partition(".")[0] in children[:6] for name in names)
    assert server.run_of(children[0])["state_name"] == "MASH research"


def names_of_tasks(server, *kinds):
    """Names of all tasks once there are some of each of these kinds, and of no other."""
    names = {each["name"] for each in server.post("/task_runs/filter")}
    return names if {name.split()[0] for name in names} == set(kinds) else None


def test_a_server_that_hangs_delays_nothing_and_is_caught_up_with(server, hub, children, ticking):
    os.kill(server.running.pid, signal.SIGSTOP)
    try:
        ask_about(hub, children[6])
        done_in_time(hub, children[6])
        wait_until(lambda: "prefect_is_silent" in ticking.read_text(), seconds=30)
        ask_about(hub, children[7])
        done_in_time(hub, children[7])
    finally:
        os.kill(server.running.pid, signal.SIGCONT)
    for child in children[6:8]:
        run = wait_until(lambda: server.run_of(child), every=0.5)  # noqa: B023 - called at once
        assert run["name"] == child


def test_a_server_that_is_killed_in_the_middle_of_a_sweep_delays_nothing(
    server, hub, children, ticking
):
    wait_until(lambda: ticking.read_text().count("prefect_answers") >= 2, seconds=60)
    crowd = children[8:]
    ask_about(hub, *crowd[:5])
    server.running.kill()
    ask_about(hub, *crowd[5:])
    wait_until(lambda: asked(hub, *crowd), seconds=60)
    wait_until(lambda: not due_now(hub), seconds=LATE.total_seconds())
    assert each_once(climbs(hub, crowd))


def test_a_server_that_accepts_and_never_answers_delays_nothing(tmp_path):
    hub = hub_at(f"sqlite:///{tmp_path}/hub.sqlite", NOW)
    child = played(hub, RESEARCHED)
    hub.clock = ShiftedClock(NOW + timedelta(minutes=1))
    pretended = {"THROUGHLINE_NOW": hub.clock.now().isoformat()}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        api = f"http://127.0.0.1:{silent.getsockname()[1]}/api"
        log = tmp_path / "log"
        with clock(hub.settings.database_url, log, **pretended, PREFECT_API_URL=api):
            wait_until(lambda: log.exists() and "clock_acts" in log.read_text())
            ask_about(hub, child)
            done_in_time(hub, child)
    hub.store.close()
