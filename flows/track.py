"""Tracking: the runs that show the children's journeys are brought up to the record."""

from __future__ import annotations

from prefect import flow, get_client

from tasks.child_run import follow


@flow(name="track", persist_result=False)
async def track(most: int = 400) -> int:
    """Follow the journeys that have moved on and return how many did."""
    async with get_client() as client:
        return await follow(client, most=most)
