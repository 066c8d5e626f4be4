"""A Prefect server of our own on this machine, with a worker for what operators resume.

It keeps its database beside ours, listens on loopback, and reports nothing to anybody.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Thread

import structlog

from casework.settings import Settings, data_folder
from deployments.beside_prefect import API_URL, SILENT, SMALL_SERVER
from deployments.children import PATIENCE_SECONDS, Child
from deployments.lane import answers
from tasks.naming import WORK_POOL, WORK_POOL_TYPE

log = structlog.get_logger(__name__)

USUAL_PORT = 4200
LOOPBACK = "127.0.0.1"
WORKER_LOOKS_EVERY_SECONDS = 5
_SECRETS = {"mail_password", "webhook_secret"}


class LocalPrefect:
    """The server, and once it answers, the worker.

    Attributes:
        screen: Where people see the runs.
        api_url: Where clients speak to it.
    """

    def __init__(self, settings: Settings, *, port: int | None = None) -> None:
        self._settings = settings
        self._home = home_of(settings)
        self._port = port or free_port()
        self._children: list[Child] = []
        self._stopped = Event()
        self._follower = Thread(target=self._add_worker, name="prefect-worker", daemon=True)
        self.screen = f"http://{LOOPBACK}:{self._port}"
        self.api_url = f"{self.screen}/api"

    def start(self) -> None:
        """Start the server, the worker to follow; returns at once, long before they answer."""
        # Every client of this process, and every child, finds it here.
        os.environ[API_URL] = self.api_url
        arguments = ("server", "start", "--host", LOOPBACK, "--port", str(self._port))
        self._start(arguments, SMALL_SERVER, "server.log")
        self._follower.start()
        log.info("prefect_starts", url=self.screen)

    def stop(self) -> None:
        """End the server and the worker, and all that they started."""
        self._stopped.set()
        if self._follower.is_alive():
            self._follower.join(PATIENCE_SECONDS)
        for child in self._children:
            child.ask_to_stop()
        for child in reversed(self._children):
            child.stop()
        if os.environ.get(API_URL) == self.api_url:
            del os.environ[API_URL]

    def _add_worker(self) -> None:
        while not answers(self.api_url):
            if self._stopped.wait(1.0):
                return
        environment = {
            **SILENT,
            **worker_environment(self._settings),
            "PREFECT_WORKER_QUERY_SECONDS": str(WORKER_LOOKS_EVERY_SECONDS),
        }
        name = f"throughline-{os.getpid()}"
        arguments = ("worker", "start", "--name", name, "--pool", WORK_POOL)
        self._start((*arguments, "--type", WORK_POOL_TYPE), environment, "worker.log")

    def _start(
        self, arguments: tuple[str, ...], environment: Mapping[str, str], log_name: str
    ) -> None:
        self._children.append(
            Child(
                (sys.executable, "-m", "prefect", *arguments),
                environment={
                    **environment,
                    "PREFECT_HOME": str(self._home),
                    API_URL: self.api_url,
                },
                log=self._home / log_name,
            )
        )


def home_of(settings: Settings) -> Path:
    """Return the folder of the server: beside the database, if that is a file."""
    scheme, _, file = settings.url.partition(":///")
    beside = Path(file).resolve().parent if scheme == "sqlite" and file else data_folder()
    return beside / "prefect"


def worker_environment(settings: Settings) -> dict[str, str]:
    """Return what a worker needs to open the same hub, without any secret.

    The worker's own processes find our code by `PYTHONPATH`, installed or not.
    """
    said = settings.model_dump(mode="json", exclude_none=True, exclude=_SECRETS)
    code = str(Path(__file__).resolve().parent.parent)
    paths = [code, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {
        **{f"THROUGHLINE_{name.upper()}": str(value) for name, value in said.items()},
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
    }


def free_port() -> int:
    """Return Prefect's usual port if nobody has it, or one that nobody has."""
    for port in (USUAL_PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            taken: int = probe.getsockname()[1]
            return taken
    raise AssertionError("port 0 is any free one")
