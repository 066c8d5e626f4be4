"""Rungs climbed in a second by the sweep as a flow, each rung a task, on a Prefect server.

The hub and the server have a PostgreSQL each, as a county would run them.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figure import Measured, scaled
from bench.figures.sweep import DUE, fill
from bench.hubs import database, new_hub
from deployments.beside_prefect import SILENT, speak_quietly
from tests.support.processes import free_port, is_well, process, wait_until


def measure(size: float) -> Iterator[Measured]:
    """Sweep once."""
    with (
        tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder,
        new_hub("PostgreSQL") as hub,
    ):
        due = fill(hub, scaled(DUE, size))
        with _prefect(Path(folder)):
            # Only now: Prefect's client reads its settings when it is imported.
            from flows.sweep import sweep  # noqa: PLC0415 - see above
            from tasks.shared_hub import use  # noqa: PLC0415 - see above

            use(hub)
            began = time.perf_counter()
            swept = asyncio.run(sweep())
            took = time.perf_counter() - began
            use(None)
        if (swept.acted, swept.failed, swept.tracked) != (due, 0, True):
            raise AssertionError(f"{due} rungs were due, and it came to {swept}")
    yield Measured(
        figure="tracked",
        what=f"sweep, {due:,} due, PostgreSQL, tracked by Prefect",
        value=due / took,
        target=80,
        unit="a second",
        at_least=True,
        details={"due": due, "seconds": round(took, 1)},
    )


@contextmanager
def _prefect(home: Path) -> Iterator[None]:
    """Run a Prefect server on a PostgreSQL of its own, and have this process use it."""
    port = free_port()
    arguments = ("-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port))
    url = f"http://127.0.0.1:{port}/api"
    with database("PostgreSQL") as address:
        environment = {
            **SILENT,
            "PREFECT_HOME": str(home),
            "PREFECT_API_DATABASE_CONNECTION_URL": address.replace("+psycopg", "+asyncpg"),
        }
        with process(*arguments, log=home / "server.log", **environment):
            wait_until(lambda: is_well(url), every=0.3)
            os.environ |= {"PREFECT_API_URL": url, "PREFECT_HOME": str(home)}
            speak_quietly()
            yield
