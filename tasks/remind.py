"""Remind: say that there is still time, but not much."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.climbing import RETRIES, RETRY_DELAY_SECONDS, RUN_NAME, climbed


@task(
    name="remind",
    task_run_name=f"remind {RUN_NAME}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
async def remind(obligation: str, rung: int) -> bool:
    """Remind once; False where that was done already."""
    return await climbed(obligation, rung)
