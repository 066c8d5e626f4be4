"""Sealing: what was put on the record since the last seal can no longer be shortened unseen."""

from __future__ import annotations

import asyncio

from prefect import flow

from casework.nightly import seal as put_seal
from tasks.shared_hub import the_hub


@flow(name="seal", persist_result=False)
async def seal() -> int:
    """Seal the log and return how many events are newly under the seal."""
    return await asyncio.to_thread(put_seal, the_hub())
