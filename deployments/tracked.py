"""The flows as the clock runs them in its own process: Prefect is imported here, late, or never."""

from __future__ import annotations

from typing import Any

# Importing Prefect takes seconds and some forty-five megabytes.  Only a clock whose Prefect
# server answers pays for it, in the lane's own thread: that is why the imports stand inside.


async def greet() -> None:
    """Make the work pool and the deployment of the children's runs, and sweep once.

    The first flow of a process takes a second longer than those that follow; no chase is to
    wait for that.
    """
    from prefect import get_client  # noqa: PLC0415 - see above

    from tasks.child_run import ensure_deployment, ensure_pool  # noqa: PLC0415 - see above

    async with get_client() as client:
        await ensure_pool(client)
        await ensure_deployment(client)
    await sweep(most=1)


async def sweep(most: int | None) -> Any:
    """Run the sweep as a flow."""
    from flows.sweep import sweep as flow  # noqa: PLC0415 - see above

    return await flow(most=most)


async def deliver(most: int) -> Any:
    """Run the delivery as a flow."""
    from flows.deliver import deliver as flow  # noqa: PLC0415 - see above

    return await flow(most=most)


async def nightly() -> Any:
    """Run the nightly check as a flow."""
    from flows.nightly import nightly as flow  # noqa: PLC0415 - see above

    return await flow()


async def track(most: int) -> int:
    """Follow the journeys.  Not as a flow: its runs would crowd out the children's."""
    from prefect import get_client  # noqa: PLC0415 - see above

    from tasks.child_run import follow  # noqa: PLC0415 - see above

    async with get_client() as client:
        return await follow(client, most=most)
