"""What `prefect.yaml` deploys, on a real Prefect server with a real worker.

The server has a database of its own, and the hub's time is pretended: ten days after the
journeys began, so that all that can be due is.
"""

import asyncio
import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import text

from casework import tracking
from casework.clock import ShiftedClock, VirtualClock
from casework.sweeping import due_now
from deployments.beside_prefect import CLIENT
from deployments.schedules import SCHEDULES
from journey.commands.running import Reopen
from journey.terms import Outcome
from tasks.naming import WORK_POOL, WORK_POOL_TYPE
from tests.support.cases import CLOSED, CONSENT, RECEIVED, REFERRED, ask, decide_referral
from tests.support.clocked import climbs, each_once
from tests.support.hubs import hub_at, played, told
from tests.support.processes import ROOT, prefect_server, process, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

NOW = datetime(2025, 9, 12, 9, 0, tzinfo=UTC)
RESEARCHING = (*REFERRED, CONSENT, decide_referral(Outcome.RESEARCH), ask("police", "health"))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with prefect_server(tmp_path_factory.mktemp("server")) as api:
        yield api


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    hub = hub_at(f"sqlite:///{tmp_path_factory.mktemp('hub')}/hub.sqlite")
    yield hub
    hub.store.close()


@pytest.fixture(scope="module")
def journeys(hub):
    """A child in contact, one in research and one whose journey is closed, ten days ago."""
    references = [played(hub, each) for each in ([RECEIVED], RESEARCHING, CLOSED)]
    hub.clock = ShiftedClock(NOW)
    return references


@pytest.fixture(scope="module")
def deployed(server):
    """Deploy `prefect.yaml`, and stop its schedules: the tests say when something runs."""
    server.post("/work_pools/", name=WORK_POOL, type=WORK_POOL_TYPE)
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"],
        cwd=ROOT,
        env=environment_of(server),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = {each["name"]: each for each in server.post("/deployments/filter")}
    for each in found.values():
        server.post(f"/deployments/{each['id']}/pause_deployment")
    return found


@pytest.fixture(scope="module")
def worker(server, hub, deployed, tmp_path_factory):
    log = tmp_path_factory.mktemp("worker") / "log"
    arguments = ("-m", "prefect", "worker", "start", "--pool", WORK_POOL, "--name", "test")
    with process(*arguments, log=log, **environment_of(server), **settings_of(hub)):
        yield deployed


def environment_of(server):
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **inherited,
        **CLIENT,
        **server.environment,
        "PYTHONPATH": str(ROOT),
        "PREFECT_WORKER_QUERY_SECONDS": "1",
    }


def settings_of(hub):
    return {
        "THROUGHLINE_DATABASE_URL": hub.settings.database_url,
        "THROUGHLINE_ENV": "test",
        "THROUGHLINE_NOW": NOW.isoformat(),
    }


def run_deployed(server, deployment):
    """Run a deployment on the worker and wait until it has ended well."""
    run = server.post(
        f"/deployments/{deployment['id']}/create_flow_run", state={"type": "SCHEDULED"}
    )
    ended = wait_until(lambda: ended_run(server, run["id"]), every=0.5)
    assert ended["state_type"] == "COMPLETED", ended["state"]["message"]
    return ended


def ended_run(server, run_id):
    [run] = server.post("/flow_runs/filter", flow_runs={"id": {"any_": [run_id]}})
    return run if run["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"} else None


def follow_here(server, hub):
    """Bring the children's runs up to the record, from this process."""
    from prefect.client.orchestration import PrefectClient  # noqa: PLC0415 - takes seconds

    from tasks import child_run, shared_hub  # noqa: PLC0415 - takes seconds

    async def follow():
        async with PrefectClient(server.url) as client:
            return await child_run.follow(client, most=100)

    shared_hub.use(hub)
    try:
        return asyncio.run(follow())
    finally:
        shared_hub.use(None)


def test_what_is_deployed_is_what_the_table_says(deployed):
    table = {each.name: each.entrypoint for each in SCHEDULES if each.entrypoint is not None}
    assert {name: each["entrypoint"] for name, each in deployed.items()} == table


def test_a_worker_runs_the_tracking_and_every_child_gets_a_run(server, worker, journeys):
    run_deployed(server, worker["track"])
    contact, research, closed = (server.run_of(each) for each in journeys)
    assert (contact["state_name"], contact["state_type"]) == ("Contact", "PAUSED")
    assert (research["state_name"], research["state_type"]) == ("MASH research", "PAUSED")
    assert research["state"]["message"].startswith("MASH research: 0 of 2 replies, due ")
    assert (closed["state_name"], closed["state_type"]) == ("Closed", "COMPLETED")
    assert contact["deployment_id"] == worker["waiting"]["id"]


@pytest.mark.usefixtures("worker")
def test_an_operators_resume_acts_on_what_is_due_for_that_child_and_waits_again(
    server, hub, journeys
):
    contact, research, _ = journeys
    run = server.run_of(research)
    assert due_now(hub, reference=research)
    server.post(f"/flow_runs/{run['id']}/resume")
    wait_until(lambda: not due_now(hub, reference=research), every=0.5)
    wait_until(lambda: server.run_of(research)["state_type"] == "PAUSED", every=0.5)
    after = server.run_of(research)
    assert after["state_name"] == "MASH research"
    assert after["state"]["state_details"]["pause_reschedule"] is True
    assert server.history(run["id"])[-5:] == [
        "Resuming",
        "Pending",
        "Submitting",
        "Running",
        "MASH research",
    ]
    assert due_now(hub, reference=contact)
    assert each_once(climbs(hub, [research]))


def test_a_worker_runs_the_sweep_and_each_due_rung_is_climbed_once(server, worker, hub, journeys):
    run = run_deployed(server, worker["sweep"])
    assert due_now(hub) == []
    found = climbs(hub, journeys)
    assert each_once(found)
    contact = journeys[0]
    rungs = [each for each in found if each[0].startswith(contact)]
    # Prefect hears of tasks a little later than of the flow.
    tasks = wait_until(lambda: tasks_of(server, run, len(rungs)), every=0.5)
    assert all(contact in each["name"] for each in tasks)
    assert {each["name"].split()[0] for each in tasks} <= {
        "ask",
        "remind",
        "chase",
        "escalate",
        "breach",
    }


def tasks_of(server, run, at_least):
    found = server.post("/task_runs/filter", flow_runs={"id": {"any_": [run["id"]]}})
    return found if len(found) >= at_least else None


def test_a_worker_runs_the_nightly_check(server, worker):
    run_deployed(server, worker["nightly"])


def test_a_run_moves_with_its_stage_is_completed_at_closure_and_goes_on_when_reopened(server, hub):
    hub.clock = VirtualClock(NOW)
    reference = played(hub, [RECEIVED])
    assert follow_here(server, hub) > 0
    run = server.run_of(reference)
    for command in CLOSED[1:]:
        told(hub, command, reference)
        follow_here(server, hub)
    assert server.run_of(reference)["state_type"] == "COMPLETED"
    told(hub, Reopen(reason="new concerns"), reference)
    follow_here(server, hub)
    again = server.run_of(reference)
    assert (again["id"], again["state_type"]) == (run["id"], "PAUSED")
    stages = server.history(run["id"])
    assert [name for n, name in enumerate(stages) if stages[n - 1 : n] != [name]] == [
        "Contact",
        "Closure",
        "Closed",
        again["state_name"],
    ]


def test_if_we_die_between_showing_and_noting_it_nothing_is_shown_twice(server, hub):
    hub.clock = VirtualClock(NOW)
    reference = played(hub, RESEARCHING)
    follow_here(server, hub)
    run = server.run_of(reference)
    before = server.history(run["id"])
    with hub.store.write() as session:
        session.connection().execute(
            text("UPDATE log_head SET run_id = NULL, tracked_version = 0 WHERE reference = :it"),
            {"it": reference},
        )
    assert tracking.is_any_behind(hub)
    follow_here(server, hub)
    assert not tracking.is_any_behind(hub)
    assert server.run_of(reference)["id"] == run["id"]
    assert server.history(run["id"]) == before


def test_a_run_that_somebody_deleted_is_made_anew(server, hub):
    hub.clock = VirtualClock(NOW)
    reference = played(hub, RESEARCHING[:-1])
    follow_here(server, hub)
    gone = server.run_of(reference)["id"]
    httpx.delete(f"{server.url}/flow_runs/{gone}", timeout=30).raise_for_status()
    told(hub, RESEARCHING[-1], reference)
    follow_here(server, hub)
    made = server.run_of(reference)
    assert made["id"] != gone
    assert made["state_name"] == "MASH research"


def test_prefect_never_learns_a_name_or_a_concern(server, journeys):
    with closing(server.database()) as database:
        said = "\n".join(database.iterdump())
    assert journeys[0] in said
    for private in ("Invented", "hungry", "neglect", "teacher@"):
        assert private not in said
