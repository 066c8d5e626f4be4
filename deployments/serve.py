"""Serve: pages, clock and Prefect together, with one command, and nothing left when it ends."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from importlib import import_module
from types import FrameType
from typing import Any

import structlog
import uvicorn

from casework.hub import Hub, open_hub
from casework.logs import set_up_logs
from casework.settings import Settings
from deployments.beside_prefect import api_url
from deployments.clock import RunningClock
from deployments.local_prefect import LocalPrefect
from journey.errors import ThroughlineError

log = structlog.get_logger(__name__)

WEB = "web.app:make_app"
"""Named, not imported: pages and clock are rooms that do not know each other."""

OPEN_PAGES_MAY_TAKE_SECONDS = 3
"""A live page never ends by itself; when we stop, it is cut after this."""


class AddressTakenError(ThroughlineError):
    """Another program listens where we were to."""

    def __init__(self, host: str, port: int, problem: str) -> None:
        super().__init__(host, port, problem)
        self.host = host
        self.port = port
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"cannot listen on {self.host}:{self.port} ({self.problem}): stop the program that "
            "does, or set THROUGHLINE_PORT to another"
        )


class _Stop:
    """Set by the first SIGTERM or SIGINT, also before and after the web server listens."""

    def __init__(self) -> None:
        self.asked = False
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._ask)

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        log.info("asked_to_stop", signal=signal.Signals(number).name)
        self.asked = True


def serve(
    settings: Settings, *, web: str = WEB, started: Callable[[str | None], None] | None = None
) -> None:
    """Serve until SIGTERM or SIGINT.  The pages are up in seconds; Prefect follows.

    Args:
        web: Where the pages' factory is, which is given the hub.
        started: Called once before the pages are served, with the address of Prefect's
            screen where we start a server ourselves.

    Raises:
        AddressTakenError: Nothing was started.
    """
    door = _listen(settings)
    set_up_logs(settings)
    stop = _Stop()
    hub = open_hub(settings, settings.clock(ticking=True))
    prefect = LocalPrefect(settings) if settings.prefect and api_url() is None else None
    clock = RunningClock(hub, small_server=prefect is not None)
    try:
        clock.start()
        if prefect is not None:
            prefect.start()
        if started is not None:
            started(prefect.screen if prefect else None)
        if not stop.asked:
            _serve_pages(_factory(web)(hub), door)
    finally:
        clock.stop()
        if prefect is not None:
            prefect.stop()
        door.close()
        hub.store.close()
        log.info("stopped")


def refuse_taken_address(settings: Settings) -> None:
    """Say early that somebody else listens where this hub would be served.

    Raises:
        AddressTakenError: It is so.
    """
    _listen(settings).close()


def _factory(web: str) -> Callable[[Hub], Any]:
    module, _, name = web.partition(":")
    factory: Callable[[Hub], Any] = getattr(import_module(module), name)
    return factory


def _listen(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as fault:
        problem = fault.strerror or "it is in use"
        raise AddressTakenError(settings.host, settings.port, problem) from fault


def _serve_pages(app: Any, door: socket.socket) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            # Ours are set up already, and uvicorn's lines go through them.
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=OPEN_PAGES_MAY_TAKE_SECONDS,
        )
    )
    # It catches the signals while it runs and hands them on to us when it has ended.
    server.run(sockets=[door])
