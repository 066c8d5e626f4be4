"""Limits: how large a request may be, and how many a caller may make."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.access import bearer_of, digest, session_cookie
from web.inputs import declared_length
from web.problems import TOO_LARGE, TOO_MANY, Problem

BODY_LIMIT = 1_000_000
"""Bytes in one request; the longest command with every text full is well below."""


FORM_LIMIT = 3 * BODY_LIMIT
"""Bytes in one form, which writes each byte of most scripts as three: `%C3%A9`."""


def limit_of(headers: Headers) -> int:
    """Return how many bytes a request may have."""
    a_form = headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    return FORM_LIMIT if a_form else BODY_LIMIT


def too_large(limit: int = BODY_LIMIT) -> Problem:
    """Return what a caller is told whose request is too large."""
    return Problem(TOO_LARGE, f"A request may have {limit:,} bytes at most. Nothing was kept.")


class BodyLimit:
    """Refuses a body that is too large: at once if it says so, else when it has become so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        limit = limit_of(headers)
        said = declared_length(headers)
        if said is not None and said > limit:
            raise too_large(limit)
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > limit:
                    raise too_large(limit)
            return message

        await self.app(scope, counted, send)


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class Limiter:
    """A bucket of permits for each caller, filled at a steady pace.

    A caller is a token that has proved valid, else an address: made-up tokens would
    otherwise give each attempt a bucket of its own.

    Attributes:
        per_minute: Requests a minute in the long run; 0 for no limit.
        loopback_too: Count requests from this machine as well.
        burst: How many may come at once.
        ticks: Seconds on any clock that does not jump.
    """

    per_minute: int
    loopback_too: bool = False
    remembered: int = 10_000
    ticks: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict)
    _vouched: OrderedDict[str, None] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def burst(self) -> float:
        """Return how many requests may come at once."""
        return max(10.0, self.per_minute / 4)

    def vouch(self, token_digest: str) -> None:
        """Remember that a token is valid."""
        if self.per_minute == 0:
            return
        with self._lock:
            self._vouched[token_digest] = None
            self._vouched.move_to_end(token_digest)
            while len(self._vouched) > self.remembered:
                self._vouched.popitem(last=False)

    def wait(self, address: str, token: str | None) -> int:
        """Take one permit; return 0, or the seconds after which there is one again."""
        if self.per_minute == 0 or (not self.loopback_too and _on_this_machine(address)):
            return 0
        now = self.ticks()
        with self._lock:
            known = token is not None and digest(token) in self._vouched
            caller = digest(token) if known and token is not None else f"address {address}"
            bucket = self._buckets.get(caller) or _Bucket(self.burst, now)
            a_second = self.per_minute / 60
            bucket.left = min(self.burst, bucket.left + (now - bucket.at) * a_second)
            bucket.at = now
            self._buckets[caller] = bucket
            self._buckets.move_to_end(caller)
            while len(self._buckets) > self.remembered:
                self._buckets.popitem(last=False)
            if bucket.left >= 1:
                bucket.left -= 1
                return 0
            return max(1, math.ceil((1 - bucket.left) / a_second))


class RateLimit:
    """Refuses a caller who comes too often."""

    def __init__(self, app: ASGIApp, limiter: Limiter) -> None:
        self.app = app
        self.limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            request = Request(scope)
            token = bearer_of(request) or session_cookie(request)
            address = request.client.host if request.client else "unknown"
            seconds = self.limiter.wait(address, token)
            if seconds:
                raise Problem(
                    TOO_MANY,
                    f"More than {self.limiter.per_minute} requests a minute. "
                    f"Try again in {seconds} seconds.",
                    headers={"Retry-After": str(seconds)},
                )
        await self.app(scope, receive, send)


def _on_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
