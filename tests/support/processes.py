"""Processes of ours for tests: each on loopback, with its own folder, ended by its own id."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from deployments.beside_prefect import SMALL_SERVER

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120.0

CLOCK = "from casework.settings import Settings; from deployments.clock import run_clock; run_clock(Settings())"


def wait_until(seen, *, seconds=PATIENCE_SECONDS, every=0.1):
    """Return what *seen* returns as soon as it is truthy."""
    deadline = time.monotonic() + seconds
    while not (found := seen()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(every)
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def process(*arguments, log, **environment):
    """Run a Python program until the block ends, and everything it started with it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with Path(log).open("ab") as lines:
        running = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**clean, "PYTHONPATH": str(ROOT), **environment},
            stdout=lines,
            stderr=lines,
            start_new_session=True,
        )
    try:
        yield running
    finally:
        end(running)


def end(running):
    """End a process and what it started; harmless if it has ended."""
    try:
        started = psutil.Process(running.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        started = []
    running.send_signal(signal.SIGCONT)
    running.terminate()
    try:
        running.wait(20)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
    for child in started:
        if child.is_running():
            child.kill()


def clock(url, log, **environment):
    """Run a clock of its own on a database."""
    return process(
        "-c", CLOCK, log=log, THROUGHLINE_DATABASE_URL=url, THROUGHLINE_ENV="test", **environment
    )


@dataclass
class PrefectApi:
    """A Prefect server of a test.

    Attributes:
        url: As `PREFECT_API_URL` wants it.
        running: The process.
    """

    url: str
    home: Path
    running: subprocess.Popen

    @property
    def environment(self):
        """What a client of it needs."""
        return {"PREFECT_API_URL": self.url, "PREFECT_HOME": str(self.home)}

    def post(self, path, **body):
        # The server is one process on SQLite: while it is busy it asks to be asked again.
        for _ in range(20):
            answer = httpx.post(f"{self.url}{path}", json=body, timeout=30)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(0.5)
        answer.raise_for_status()
        return answer.json()

    def runs(self, flow):
        """Runs of a flow, newest last."""
        return self.post(
            "/flow_runs/filter", flows={"name": {"any_": [flow]}}, sort="EXPECTED_START_TIME_ASC"
        )

    def run_of(self, reference):
        """The one run that shows a journey, None before there is one."""
        found = [run for run in self.runs("child-journey") if run["name"] == reference]
        assert len(found) < 2
        return found[0] if found else None

    def database(self):
        """The server's own database, to be read."""
        return sqlite3.connect(f"file:{self.home / 'prefect.db'}?mode=ro", uri=True)

    def history(self, run_id):
        """Names of a run's states, in order."""
        answer = httpx.get(
            f"{self.url}/flow_run_states/", params={"flow_run_id": run_id}, timeout=30
        )
        answer.raise_for_status()
        states = sorted(answer.json(), key=lambda state: state["timestamp"])
        return [state["name"] for state in states]


@contextmanager
def prefect_server(folder) -> Iterator[PrefectApi]:
    """Run a Prefect server on loopback, with its database in *folder*."""
    home = folder / "prefect"
    home.mkdir()
    port = free_port()
    arguments = ("-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port))
    with process(
        *arguments, log=home / "server.log", PREFECT_HOME=str(home), **SMALL_SERVER
    ) as running:
        api = PrefectApi(f"http://127.0.0.1:{port}/api", home, running)
        wait_until(lambda: is_well(api.url), every=0.3)
        yield api


def is_well(url):
    try:
        return httpx.get(f"{url}/health", timeout=1).is_success
    except httpx.HTTPError:
        return False
