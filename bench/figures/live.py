"""Two hundred open boards on one process: how soon an event is heard by all, and seen by all.

Each board does what its script does: it listens, waits a moment for whatever one command caused,
and asks for the row that changed.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.figure import Measured, scaled
from bench.filled import filled
from bench.hubs import BEGINS
from bench.serving import Serving, serving

PAGES = 200
JOURNEYS = 10_000
EVENTS = 5
PAUSE_SECONDS = 0.25
"""As `web/static/live.js` waits."""


@dataclass(slots=True)
class _Seen:
    """When each board heard of an event, and when it had the row; seconds of one clock."""

    heard: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)


def measure(size: float) -> Iterator[Measured]:
    """Give a command several times, and wait each time until the last board shows it."""
    pages = scaled(PAGES, size)
    with filled(scaled(JOURNEYS, size)) as database, tempfile.TemporaryDirectory() as folder:
        references = database.references["research"][:EVENTS]
        with serving(database.url, Path(folder), now=BEGINS, prefect=False) as hub:
            heard, shown = asyncio.run(_watched(hub, references, pages))
            memory = hub.megabytes()
    yield Measured(
        figure="live",
        what=f"an event is heard by {pages} open boards of one process, the last",
        value=max(heard),
        target=2,
        unit="s",
        details={
            "heard by all, s": [round(each, 3) for each in heard],
            "new row shown by all, s": [round(each, 3) for each in shown],
            "MB": round(memory),
        },
    )


async def _watched(
    serving: Serving, references: list[str], pages: int
) -> tuple[list[float], list[float]]:
    """Return, of each event, the seconds until the last board heard and showed it."""
    # The server closes what is idle for five seconds; a browser would ask again, this does not.
    limits = httpx.Limits(max_connections=None, keepalive_expiry=1)
    async with httpx.AsyncClient(
        base_url=serving.client.base_url,
        headers=serving.client.headers,
        limits=limits,
        timeout=60,
    ) as client:
        seen = {reference: _Seen() for reference in references}
        ready = asyncio.Semaphore(0)
        began = {}
        async with asyncio.TaskGroup() as boards:
            for _ in range(pages):
                boards.create_task(_board(client, seen, ready))
            for _ in range(pages):
                await ready.acquire()
            for reference in references:
                began[reference] = time.perf_counter()
                told = await client.post(
                    f"/api/journeys/{reference}/record-oversight",
                    json={"summary": "Invented words about an invented child. " * 5},
                )
                told.raise_for_status()
                for _ in range(pages):
                    await ready.acquire()
    return (
        [max(each.heard) - began[reference] for reference, each in seen.items()],
        [max(each.shown) - began[reference] for reference, each in seen.items()],
    )


async def _board(
    client: httpx.AsyncClient, seen: dict[str, _Seen], ready: asyncio.Semaphore
) -> None:
    """Listen as an open board does, until every event has been seen."""
    waiting = set(seen)
    async with client.stream("GET", "/api/events") as stream:
        ready.release()
        async for line in stream.aiter_lines():
            reference = next((each for each in waiting if each in line), None)
            if reference is None:
                continue
            waiting.discard(reference)
            seen[reference].heard.append(time.perf_counter())
            await asyncio.sleep(PAUSE_SECONDS)
            row = await client.get("/board/changes", params={"refs": reference})
            row.raise_for_status()
            seen[reference].shown.append(time.perf_counter())
            ready.release()
            if not waiting:
                return
