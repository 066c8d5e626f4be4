"""The outermost layer: each request gets an id, safe headers, one line in the log, and an answer.

An error never leaves this layer: what an exception says may hold what somebody typed in, so
the log gets its kind and where it arose, and the caller gets a problem.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casework.logs import describe
from casework.looking import Way, through
from web.inputs import REFERENCE
from web.languages import LANGUAGE_COOKIE, chosen_language, speaking
from web.meaning import as_problem
from web.metrics import Metrics
from web.problems import Problem

log = structlog.get_logger("web")

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_OURS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: forms of ours would then arrive with an Origin of null.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SERVER_SIDE = 500
"""From this status on the fault is ours."""

_ONE_YEAR = 31_536_000
_IN_A_PATH = re.compile(rf"(?<![A-Z0-9-])({REFERENCE})(?![0-9])")

Answer = Callable[[Request, Problem], Response]


class Frame:
    """See the module's text."""

    def __init__(self, app: ASGIApp, metrics: Metrics, answer: Answer, *, https: bool) -> None:
        self.app = app
        self.metrics = metrics
        self.answer = answer
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        scope.setdefault("state", {})["request_id"] = request_id = str(uuid.uuid4())
        status: int | None = None
        content = ""

        async def framed(message: Message) -> None:
            nonlocal status, content
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                content = headers.get("content-type", "")
                self._protect(headers, content)
                headers["X-Request-ID"] = request_id
            await send(message)

        language = chosen_language(Request(scope).cookies.get(LANGUAGE_COOKIE))
        way = Way.API if scope["path"].startswith("/api/") else Way.PAGE
        with (
            structlog.contextvars.bound_contextvars(request=request_id),
            speaking(language),
            through(way),
        ):
            try:
                await self.app(scope, receive, framed)
            except Exception as error:  # noqa: BLE001 - the last layer answers whatever arose
                problem = as_problem(error)
                if isinstance(error, Problem):
                    log.debug("request_ended", problem=problem.kind.slug)
                elif problem.kind.status >= SERVER_SIDE:
                    # Not `exception`: it would add what the error says.
                    log.error("request_failed", exception=describe(error))  # noqa: TRY400 - as above
                if status is None and not isinstance(error, ClientDisconnect):
                    response = await run_in_threadpool(self.answer, Request(scope), problem)
                    await response(scope, receive, framed)
            took = time.perf_counter() - began
            self._note(scope, status or 0, took, stream=content.startswith("text/event-stream"))

    def _protect(self, headers: MutableHeaders, content: str) -> None:
        for name, value in _HEADERS.items():
            headers[name] = value
        page = content.startswith("text/html")
        headers["Content-Security-Policy"] = _OURS if page else _NOTHING
        # All but styles and scripts is about somebody.
        headers.setdefault("Cache-Control", "no-store")
        if self.https:
            headers["Strict-Transport-Security"] = f"max-age={_ONE_YEAR}"

    def _note(self, scope: Scope, status: int, took: float, *, stream: bool) -> None:
        method: str = scope["method"]
        route: str = getattr(scope.get("route"), "path", "none")
        self.metrics.served(method, route, status, None if stream else took)
        # Never the path as it came: a wrong address may hold anything.
        named: dict[str, Any] = {}
        if found := _IN_A_PATH.search(scope["path"]):
            named["journey"] = found.group(1)
        if actor := scope["state"].get("actor"):
            named["user"] = actor.user
        log.info(
            "request_served",
            method=method if method.isalpha() and len(method) < 10 else "other",  # noqa: PLR2004 - no method is longer
            route=route,
            status=status,
            seconds=round(took, 4),
            **named,
        )


def request_id_of(request: Request) -> str:
    """Return the id under which the log knows this request."""
    return str(request.scope["state"]["request_id"])
