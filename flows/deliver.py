"""Delivering: every notice that waits in the outbox is tried once, the longest waiting first."""

from __future__ import annotations

import asyncio

from prefect import flow

from casework.delivering import waiting
from tasks import deliver as delivering
from tasks.shared_hub import the_hub


@flow(name="deliver", persist_result=False)
async def deliver(most: int = 200) -> int:
    """Deliver what waits and return how many were tried; what is left waits for the next run."""
    batch = await asyncio.to_thread(waiting, the_hub(), most)
    for delivery in batch:
        await delivering.deliver(delivery)
    return len(batch)
