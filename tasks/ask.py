"""Ask: tell whoever owes something that it is owed, and by when."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.climbing import RETRIES, RETRY_DELAY_SECONDS, RUN_NAME, climbed


@task(
    name="ask",
    task_run_name=f"ask {RUN_NAME}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
async def ask(obligation: str, rung: int) -> bool:
    """Ask once; False where that was done already."""
    return await climbed(obligation, rung)
