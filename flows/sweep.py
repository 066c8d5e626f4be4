"""The sweep: what is due is done, and whoever watches sees that somebody did."""

from __future__ import annotations

import asyncio
import os

from prefect import flow

from casework.leasing import heartbeat
from casework.sweeping import Swept
from flows.acting import act_on_what_is_due
from tasks.shared_hub import the_hub


@flow(name="sweep", persist_result=False)
async def sweep(most: int | None = None) -> Swept:
    """Climb every rung that is due, until none is.

    Args:
        most: Stop after so many; what is left stays due.
    """
    swept = await act_on_what_is_due(most=most)
    await asyncio.to_thread(heartbeat, the_hub(), f"sweep:{os.getpid()}")
    return swept
