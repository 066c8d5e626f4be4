"""The run that shows one child's journey: made at contact, moved along, completed at closure.

It waits in a paused state that bears the stage's name, without a process.  `reschedule` in
that state is what makes a resume from Prefect's own screen reach a worker; without it the run
would be called running with nobody running it.  States are set by force, because Prefect lets
only a running run pause, and because a closed journey may be reopened: its run goes on then.

Every waiting state carries the journey's version as its `pause_key`.  If we die between showing
a state and noting that we have, the run itself knows how far it came, and nothing is shown twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import FlowRun, State
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.states import Completed, Paused

from casework import tracking
from casework.clock import SystemClock
from casework.tracking import Behind, StageChange
from tasks.naming import (
    CHILD_JOURNEY,
    CHILD_JOURNEY_ENTRYPOINT,
    WAITING,
    WORK_POOL,
    WORK_POOL_TYPE,
)
from tasks.shared_hub import the_hub

HANDS_OFF_FOR: Final = timedelta(minutes=5)
"""How long a run that an operator resumed is left to the worker before we go on without it."""


async def follow(client: PrefectClient, *, most: int) -> int:
    """Bring the runs up to the record, one after the other, and return how many were.

    Args:
        most: How many journeys at the most; the rest is found behind the next time.
    """
    followed, after = 0, ""
    while followed < most:
        limit = min(tracking.BATCH, most - followed)
        batch = await asyncio.to_thread(tracking.behind, the_hub(), limit, after=after)
        if not batch:
            break
        after = batch[-1].reference
        followed += await _follow_batch(client, batch)
    return followed


async def _follow_batch(client: PrefectClient, batch: list[Behind]) -> int:
    reached = {each.reference: each.version for each in batch if not each.states}
    shown = [each for each in batch if each.states]
    try:
        runs = await _runs(client, shown) if shown else {}
        deployment = await ensure_deployment(client) if len(runs) < len(shown) else None
        for each in shown:
            run = runs.get(each.run_id or "")
            if run is not None and _is_in_other_hands(run):
                continue
            await _show(client, each, run, deployment)
            reached[each.reference] = each.version
    finally:
        await asyncio.to_thread(tracking.caught_up, the_hub(), reached)
    return len(reached)


async def _show(
    client: PrefectClient, lagging: Behind, run: FlowRun | None, deployment: UUID | None
) -> None:
    """Give a journey's run the states that it has not shown, and make the run if need be."""
    if run is None:
        if deployment is None:
            raise AssertionError("a run is made from a deployment")
        run = await _make(client, lagging.reference, lagging.states[0], deployment)
        await asyncio.to_thread(tracking.shown_by, the_hub(), lagging.reference, str(run.id))
    known = _version_shown(run.state)
    for change in lagging.states:
        if change.version > known:
            await client.set_flow_run_state(run.id, _state(change), force=True)


async def wait_again(client: PrefectClient, run: FlowRun) -> State | None:
    """Put a run that was resumed back to waiting and return its state.

    A completed state is returned without being set: the run's own engine ends it.  None where
    this is not the journey's own run, but one that somebody started beside it.
    """
    lagging = await asyncio.to_thread(tracking.one_behind, the_hub(), run.parameters["reference"])
    if lagging.run_id != str(run.id):
        return None
    now = lagging.now
    for change in lagging.states[:-1]:
        await client.set_flow_run_state(run.id, _state(change), force=True)
    if now.closed:
        state: State = Completed(name=now.name, message=now.message)
    else:
        waiting = _waiting(now.name, now.message, lagging.version)
        answer = await client.set_flow_run_state(run.id, waiting, force=True)
        state = answer.state or waiting
    await asyncio.to_thread(tracking.caught_up, the_hub(), {lagging.reference: lagging.version})
    return state


async def ensure_pool(client: PrefectClient) -> None:
    """Make the work pool unless there is one."""
    try:
        await client.create_work_pool(WorkPoolCreate(name=WORK_POOL, type=WORK_POOL_TYPE))
    except ObjectAlreadyExists:
        return


async def ensure_deployment(client: PrefectClient) -> UUID:
    """Return the deployment that children's runs belong to; make it unless `prefect deploy` has."""
    try:
        found = await client.read_deployment_by_name(f"{CHILD_JOURNEY}/{WAITING}")
    except ObjectNotFound:
        await ensure_pool(client)
        return await client.create_deployment(
            flow_id=await client.create_flow_from_name(CHILD_JOURNEY),
            name=WAITING,
            work_pool_name=WORK_POOL,
            entrypoint=CHILD_JOURNEY_ENTRYPOINT,
        )
    return found.id


async def _make(
    client: PrefectClient, reference: str, first: StageChange, deployment: UUID
) -> FlowRun:
    return await client.create_flow_run_from_deployment(
        deployment,
        name=reference,
        parameters={"reference": reference},
        state=_state(first),
        idempotency_key=reference,
    )


async def _runs(client: PrefectClient, batch: Iterable[Behind]) -> dict[str, FlowRun]:
    ids = [UUID(each.run_id) for each in batch if each.run_id is not None]
    if not ids:
        return {}
    found = await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=ids)), limit=len(ids)
    )
    return {str(run.id): run for run in found}


def _is_in_other_hands(run: FlowRun) -> bool:
    """Return whether an operator resumed it and a worker is, or will be, at it."""
    state = run.state
    if state is None or not (state.is_scheduled() or state.is_pending() or state.is_running()):
        return False
    return SystemClock().now() - state.timestamp < HANDS_OFF_FOR


def _version_shown(state: State | None) -> int:
    key = state.state_details.pause_key if state is not None else None
    return int(key) if key is not None and key.isdigit() else 0


def _state(change: StageChange) -> State:
    if change.closed:
        return Completed(name=change.name, message=change.message)
    return _waiting(change.name, change.message, change.version)


def _waiting(name: str, message: str, version: int) -> State:
    return Paused(name=name, message=message, reschedule=True, pause_key=str(version))
