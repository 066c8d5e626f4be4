"""Chase: the time is over and nothing came."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.climbing import RETRIES, RETRY_DELAY_SECONDS, RUN_NAME, climbed


@task(
    name="chase",
    task_run_name=f"chase {RUN_NAME}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
async def chase(obligation: str, rung: int) -> bool:
    """Chase once for this rung; False where that was done already."""
    return await climbed(obligation, rung)
