"""The night's round: first act on everything that is due, then look for what nobody minds."""

from __future__ import annotations

import asyncio

from prefect import flow

from casework.nightly import NightlyReport, check
from flows.acting import act_on_what_is_due
from tasks.shared_hub import the_hub


@flow(name="nightly", persist_result=False)
async def nightly() -> NightlyReport:
    """Sweep, so that nothing is called silent that was only due, and then check."""
    await act_on_what_is_due()
    return await asyncio.to_thread(check, the_hub())
