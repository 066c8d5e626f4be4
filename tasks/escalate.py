"""Escalate: chasing did not help, so somebody above is told."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.climbing import RETRIES, RETRY_DELAY_SECONDS, RUN_NAME, climbed


@task(
    name="escalate",
    task_run_name=f"escalate {RUN_NAME}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
async def escalate(obligation: str, rung: int) -> bool:
    """Escalate once for this rung; False where that was done already."""
    return await climbed(obligation, rung)
