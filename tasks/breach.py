"""Breach: a limit that the rules set was not kept, and that is put on the record."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.climbing import RETRIES, RETRY_DELAY_SECONDS, RUN_NAME, climbed


@task(
    name="breach",
    task_run_name=f"breach {RUN_NAME}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
async def breach(obligation: str, rung: int) -> bool:
    """Record the breach and tell who must know; False where that was done already."""
    return await climbed(obligation, rung)
