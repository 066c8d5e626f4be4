"""One table says what runs when, and whatever else says it says the same."""

from importlib import import_module

import pytest
import yaml

from deployments.clock import RunningClock
from deployments.schedules import SCHEDULES, ZONE, row
from tasks.naming import WORK_POOL
from tests.architecture.house import ROOT
from tests.support.hubs import hub_at

DEPLOYED = {
    each["name"]: each
    for each in yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
}
WITH_ENTRYPOINT = [each for each in SCHEDULES if each.entrypoint is not None]


def times_of(scheduled):
    if scheduled.every is not None:
        return [{"interval": scheduled.every.total_seconds()}]
    if scheduled.cron is not None:
        return [{"cron": scheduled.cron, "timezone": ZONE}]
    return []


def test_prefect_deploys_every_row_that_has_a_flow_and_nothing_else():
    assert list(DEPLOYED) == [each.name for each in WITH_ENTRYPOINT]


@pytest.mark.parametrize("scheduled", WITH_ENTRYPOINT, ids=lambda each: each.name)
def test_prefect_deploys_a_row_as_the_table_has_it(scheduled):
    deployed = DEPLOYED[scheduled.name]
    assert deployed["entrypoint"] == scheduled.entrypoint
    assert deployed["description"] == scheduled.why
    assert deployed["schedules"] == times_of(scheduled)
    assert deployed["work_pool"] == {"name": WORK_POOL}


@pytest.mark.parametrize("scheduled", WITH_ENTRYPOINT, ids=lambda each: each.name)
def test_a_row_leads_to_a_flow(scheduled):
    from prefect import Flow  # noqa: PLC0415 - takes seconds, which only these tests should pay

    module, _, name = scheduled.entrypoint.rpartition(".")
    assert isinstance(getattr(import_module(module), name), Flow)


def test_the_clock_does_every_row_that_has_a_time(sqlite_url):
    clock = RunningClock(hub_at(sqlite_url))
    timed = {each.name for each in SCHEDULES if each.every or each.cron}
    assert set(clock._works) == timed


def test_no_two_rows_have_one_name():
    names = [each.name for each in SCHEDULES]
    assert len(names) == len(set(names))


def test_the_clock_says_that_it_lives_many_times_before_it_counts_as_stopped():
    assert row("heartbeat").every.total_seconds() == 5
