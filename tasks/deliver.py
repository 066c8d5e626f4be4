"""Deliver: carry one notice from the outbox to whoever it is for."""

from __future__ import annotations

import asyncio

from prefect import task
from prefect.cache_policies import NO_CACHE

from casework.delivering import deliver as carry
from tasks.shared_hub import the_hub


@task(
    name="deliver",
    task_run_name="deliver {delivery}",
    cache_policy=NO_CACHE,
    persist_result=False,
)
async def deliver(delivery: str) -> str:
    """Try once and return what came of it: sent, again later, dead, or in other hands.

    Not retried here: the outbox itself says when to try again, and a receiver knows the
    notice by its id.
    """
    result = await asyncio.to_thread(carry, the_hub(), delivery)
    return result.state
