"""A real `throughline serve` to measure, with somebody signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
import psutil

from bench.hubs import hub_at
from casework.people import add_user, issue_token
from journey.people import Role
from tests.support.processes import free_port, process, wait_until

SERVE = "from cli.main import app; app(['serve'])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A hub that is served.

    Attributes:
        client: Speaks to it as a manager.
        log: What it printed.
    """

    process: psutil.Process
    client: httpx.Client
    log: Path

    def ours(self) -> list[psutil.Process]:
        """Return the processes that are neither Prefect's own nor started by one of them."""
        ours = [self.process]
        for each in ours:
            ours.extend(
                child for child in each.children() if "prefect" not in " ".join(child.cmdline())
            )
        return ours

    def megabytes(self) -> float:
        """Return the resident memory of our processes."""
        return float(sum(each.memory_info().rss for each in self.ours())) / 2**20


@contextmanager
def serving(url: str, folder: Path, *, now: datetime | None, prefect: bool) -> Iterator[Serving]:
    """Serve the hub of a database until the block ends."""
    with hub_at(url) as hub:
        add_user(hub, None, "bench-manager", "Invented Manager", Role.MANAGER, team="mash")
        token = issue_token(hub, "bench-manager", "bench", 3650)
    port = free_port()
    log = folder / "serve.log"
    environment = {
        "THROUGHLINE_ENV": "test",
        "THROUGHLINE_DATABASE_URL": url,
        "THROUGHLINE_PORT": str(port),
        "THROUGHLINE_PREFECT": str(prefect).lower(),
        **({"THROUGHLINE_NOW": now.isoformat()} if now else {}),
    }
    with (
        process("-c", SERVE, log=log, **environment) as running,
        httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Authorization": f"Bearer {token}"},
            timeout=60,
        ) as client,
    ):
        wait_until(lambda: _answers(client))
        yield Serving(process=psutil.Process(running.pid), client=client, log=log)


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx.TransportError:
        return False
