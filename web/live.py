"""What happens, told to whoever listens: one look at the log for all listeners of a process.

Other processes write to the same log, so the log itself is asked, once a second and at once
after a command given here.  While nobody listens nobody asks.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from casework.hub import Hub
from journey.people import Actor, Role
from web.feed import Happening, concerns, newest, read_after

log = structlog.get_logger("web.live")

PACE_SECONDS = 1.0
"""Between two looks at the log."""

HEARTBEAT_SECONDS = 15.0
"""After so long without an event a comment is sent, so that a dead connection is noticed."""

MOST_LISTENERS = 1_000
MOST_AT_ONCE = 500
MOST_MISSED = 2_000
"""Whoever missed more is told to read everything again."""


class ListenersFullError(Exception):
    """As many listen to this process as may."""


@dataclass(frozen=True, slots=True, eq=False)
class _Listener:
    """One open stream.  A queue's None ends it."""

    actor: Actor
    queue: asyncio.Queue[Happening | None]

    def end(self) -> None:
        while self.queue.full():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Live:
    """The listeners of one process."""

    def __init__(
        self,
        hub: Hub,
        *,
        pace: float = PACE_SECONDS,
        heartbeat: float = HEARTBEAT_SECONDS,
    ) -> None:
        self._hub = hub
        self._pace = pace
        self._heartbeat = heartbeat
        self._listeners: set[_Listener] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._nudge: asyncio.Event | None = None
        self._looking: asyncio.Task[None] | None = None
        self._position = 0

    @property
    def listeners(self) -> int:
        """Return how many listen."""
        return len(self._listeners)

    def nudge(self, _reference: str) -> None:
        """Look at the log at once.  May be called from any thread."""
        if self._loop is not None and self._nudge is not None and self._listeners:
            with suppress(RuntimeError):  # the loop has just been closed
                self._loop.call_soon_threadsafe(self._nudge.set)

    def stop(self) -> None:
        """End every stream, so that the server can end.  May be called from any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has just been closed
                self._loop.call_soon_threadsafe(self._end_all)

    def _end_all(self) -> None:
        for listener in tuple(self._listeners):
            listener.end()

    async def listen(
        self, actor: Actor, after: int | None, still_allowed: Callable[[], bool]
    ) -> AsyncGenerator[bytes, None]:
        """Yield what the actor may know of as server-sent events, from after a position on.

        Args:
            actor: Who listens.
            after: The last position the listener has; None to begin with what happens now.
            still_allowed: Asked at each heartbeat; the stream ends when it says no.

        Raises:
            ListenersFullError: Before anything is yielded.
        """
        if len(self._listeners) >= MOST_LISTENERS:
            raise ListenersFullError
        listener = _Listener(actor, asyncio.Queue(MOST_AT_ONCE))
        await self._join(listener)
        try:
            yield b"retry: 2000\n: listening\n\n"
            joined = sent = self._position
            if after is not None:
                sent = after
                async for each in self._missed(after, joined):
                    if each is None:
                        sent = joined
                        yield b"event: reset\ndata: {}\n\n"
                    else:
                        sent = each.position
                        if concerns(actor, each):
                            yield _said(each)
            async for heard in self._heard(listener, sent, still_allowed):
                yield heard
        finally:
            self._listeners.discard(listener)

    async def _heard(
        self, listener: _Listener, sent: int, still_allowed: Callable[[], bool]
    ) -> AsyncIterator[bytes]:
        """Yield what happens from now on, and a sign of life where nothing does."""
        while True:
            try:
                happened = await asyncio.wait_for(listener.queue.get(), self._heartbeat)
            except TimeoutError:
                if not await asyncio.to_thread(still_allowed):
                    return
                yield b": still here\n\n"
                continue
            if happened is None:
                return
            if happened.position > sent and concerns(listener.actor, happened):
                yield _said(happened)

    async def _missed(self, after: int, joined: int) -> AsyncIterator[Happening | None]:
        """Yield what lies between two positions; None where that is too much to tell."""
        told = 0
        while after < joined:
            missed = await self._read(after, MOST_AT_ONCE)
            for each in missed:
                after = each.position
                yield each
            told += len(missed)
            if told >= MOST_MISSED:
                yield None
                return
            if not missed:
                # A smaller position is still on its way; see `models.queries.feed`.
                await asyncio.sleep(self._pace)

    async def _join(self, listener: _Listener) -> None:
        loop = asyncio.get_running_loop()
        if self._looking is None or self._looking.done() or self._loop is not loop:
            self._position = await asyncio.to_thread(newest, self._hub)
        if self._looking is None or self._looking.done() or self._loop is not loop:
            # Asked again: another listener may have come while the newest was read.
            self._loop = loop
            self._nudge = asyncio.Event()
            self._listeners.clear()
            self._listeners.add(listener)
            self._looking = loop.create_task(self._look(self._nudge))
        else:
            self._listeners.add(listener)

    async def _look(self, nudge: asyncio.Event) -> None:
        """Look at the log for all, until nobody listens."""
        while self._listeners:
            with suppress(TimeoutError):
                await asyncio.wait_for(nudge.wait(), self._pace)
            nudge.clear()
            try:
                happened = await self._read(self._position, MOST_AT_ONCE)
            except Exception as fault:  # noqa: BLE001 - the next look may succeed
                log.warning("feed_unread", fault=type(fault).__name__)
                continue
            for each in happened:
                self._position = each.position
                self._tell(each)
            if len(happened) == MOST_AT_ONCE:
                nudge.set()

    async def _read(self, position: int, most: int) -> list[Happening]:
        partners = any(each.actor.role is Role.PARTNER for each in self._listeners)
        return await asyncio.to_thread(read_after, self._hub, position, most, for_partners=partners)

    def _tell(self, happened: Happening) -> None:
        for listener in tuple(self._listeners):
            if listener.queue.full():
                # Whoever is that slow begins anew from where it is.
                listener.end()
                self._listeners.discard(listener)
            else:
                listener.queue.put_nowait(happened)


def _said(happened: Happening) -> bytes:
    told = {
        "reference": happened.reference,
        "position": happened.position,
        "type": happened.type,
    }
    return f"id: {happened.position}\ndata: {json.dumps(told)}\n\n".encode()
