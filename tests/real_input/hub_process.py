"""The real program on a database: `serve` from an instant on, and single calls."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.processes import ROOT, free_port, process, wait_until

THROUGHLINE = "from cli.main import app; app({arguments!r})"


@dataclass(frozen=True)
class Installation:
    """A hub of a test: its database, its mail server, its log."""

    folder: Path
    mail_port: int

    @property
    def database(self) -> Path:
        return self.folder / "hub.sqlite"

    def environment(self, now: str) -> dict[str, str]:
        return {
            "THROUGHLINE_ENV": "test",
            "THROUGHLINE_NOW": now,
            "THROUGHLINE_DATABASE_URL": f"sqlite:///{self.database}",
            "THROUGHLINE_MAIL_HOST": "127.0.0.1",
            "THROUGHLINE_MAIL_PORT": str(self.mail_port),
            "THROUGHLINE_PREFECT": "false",
        }

    def call(self, now: str, *arguments: str) -> tuple[int, dict]:
        """Make one call of the command line, and return its exit code and its JSON."""
        done = subprocess.run(
            [sys.executable, "-c", THROUGHLINE.format(arguments=["--json", *arguments])],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **self.environment(now)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout, done.stderr[-2000:]
        return done.returncode, json.loads(done.stdout)

    def ask(self, query: str, *values: object) -> list[tuple]:
        """Look into the database, from outside."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as reading:
            return reading.execute(query, values).fetchall()

    def climbs(self) -> int:
        return self.ask("SELECT count(*) FROM journey_event WHERE type = 'RungClimbed'")[0][0]

    @contextmanager
    def served(self, now: str, token: str, **more: str) -> Iterator[tuple[httpx.Client, int]]:
        """Serve from an instant on, with further settings; gives somebody signed in, and the process."""
        port = free_port()
        with (
            process(
                "-c",
                THROUGHLINE.format(arguments=["serve"]),
                log=self.folder / "serve.log",
                **self.environment(now),
                THROUGHLINE_PORT=str(port),
                **more,
            ) as running,
            httpx.Client(
                base_url=f"http://127.0.0.1:{port}",
                headers={"Authorization": f"Bearer {token}"},
                timeout=60,
            ) as client,
        ):
            wait_until(lambda: _answers(client))
            yield client, running.pid


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx.TransportError:
        return False


def kill(pid: int) -> None:
    """End a process as a power cut would."""
    os.kill(pid, signal.SIGKILL)
