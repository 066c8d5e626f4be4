"""The lane in which flows run beside the clock: one at a time, and never waited for too long.

Prefect may be slow, hang or die at any moment.  What it does then happens in a thread of its
own, which ends with the process; the clock watches what became of the work itself, and does it
without Prefect if it does not get on.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Coroutine, Hashable
from threading import Event, Lock, Thread
from typing import Any

import httpx
import structlog

from deployments.beside_prefect import api_url

log = structlog.get_logger(__name__)

Flow = Callable[[], Coroutine[Any, Any, object]]

PATIENCE_SECONDS = 0.7
"""For so long the work may stand still before it is done without Prefect."""

ANSWERS_WITHIN_SECONDS = 1.0
LOOK_SECONDS = 0.1
TURN_SECONDS = 0.3
"""A flow whose work is done still tells Prefect so; the next one waits that long for it."""


class Lane:
    """Runs one flow after another, each in a thread that nobody has to wait for."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._taken = Lock()

    def is_free(self) -> bool:
        """Return whether no flow runs in it, nor hangs."""
        return not self._taken.locked()

    def start(self, flow: Flow, *, turn: float = 0.0) -> Event | None:
        """Start a flow and return what is set when it has ended; None while another runs.

        Args:
            turn: How many seconds to wait for the other to end.
        """
        if not self._taken.acquire(timeout=turn):
            return None
        ended = Event()
        Thread(
            target=self._run, args=(flow, ended), name=f"prefect-{self._name}", daemon=True
        ).start()
        return ended

    def work(self, flow: Flow, *, left: Callable[[], Collection[Hashable]]) -> bool:
        """Run a flow while its work gets on; return whether nothing was left to do.

        Args:
            left: What is still to be done, the first of it at least.  Where none of it has
                gone for `PATIENCE_SECONDS`, however much was added, the work is the caller's
                again; the flow may still come to it, and finds that it was done.
        """
        ended = self.start(flow, turn=TURN_SECONDS)
        if ended is None:
            return False
        seen, since = left(), time.monotonic()
        while True:
            over = ended.wait(LOOK_SECONDS)
            now = left()
            if over or not now:
                return not now
            if not set(seen) <= set(now):
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > PATIENCE_SECONDS:
                log.warning("flow_stands_still", job=self._name)
                return False

    def _run(self, flow: Flow, ended: Event) -> None:
        try:
            asyncio.run(_quietly(flow))
        except BaseException as fault:  # noqa: BLE001 - whatever it is, it is Prefect's, not ours
            log.warning("flow_failed", job=self._name, fault=type(fault).__name__)
        finally:
            self._taken.release()
            ended.set()


async def _quietly(flow: Flow) -> None:
    await flow()


class PrefectServer:
    """Whether the Prefect server answers now, as far as the last question to it showed."""

    def __init__(self, greet: Flow) -> None:
        """Remember what to do when it begins to answer.

        Args:
            greet: Makes what we need there; imports Prefect, which takes seconds.
        """
        self._greet = greet
        self._lane = Lane("greeting")
        self._greeted = False
        self._answers = False

    @property
    def usable(self) -> bool:
        """Return whether it answers and has been given what we need there."""
        return self._answers and self._greeted

    def ask(self) -> None:
        """Ask whether it is well.  Takes a second at the most."""
        url = api_url()
        answered = url is not None and answers(url)
        if answered != self._answers:
            log.log(20 if answered else 30, "prefect_answers" if answered else "prefect_is_silent")
        if not answered:
            # When it comes back, it may be another one.
            self._greeted = False
        self._answers = answered
        if answered and not self._greeted:
            self._lane.start(self._say_hello)

    async def _say_hello(self) -> None:
        await self._greet()
        self._greeted = True


def answers(url: str) -> bool:
    """Return whether a Prefect server is well; False after a second without an answer."""
    try:
        response = httpx.get(f"{url}/health", timeout=ANSWERS_WITHIN_SECONDS)
    except httpx.HTTPError:
        return False
    return response.status_code < httpx.codes.INTERNAL_SERVER_ERROR
