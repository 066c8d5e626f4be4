"""The research board with 5,000 journeys, a long journey, and what a page weighs.

In one process, without a network: what the server itself takes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from fastapi.testclient import TestClient

from bench.copying import copy
from bench.figure import Measured, percentile, scaled
from bench.figures.replay import EVENTS, never_answered
from bench.hubs import new_hub
from bench.journeys import IN_RESEARCH, lead
from casework import leasing
from casework.hub import Hub
from casework.people import add_user, issue_token
from journey.people import Role
from web.app import make_app
from web.limits import Limiter
from web.pages.static import files

JOURNEYS = 5_000
TIMES = 60
# As a reader looks: the first page, then chosen ones.
BOARDS = ("/", "/?rating=amber", "/?agency=police", "/?page=100")
_WELL = 200


def measure(size: float) -> Iterator[Measured]:
    """Ask for the board, for changed rows of it, and for a journey, as a signed-in manager."""
    with new_hub("SQLite") as hub:
        reference = lead(hub, IN_RESEARCH.commands)
        copies = copy(hub, {reference: scaled(JOURNEYS, size) - 1}, series="TL24")[reference]
        client = _signed_in(hub)
        took, largest = _timed(client, BOARDS)
        yield Measured(
            figure="pages",
            what=f"board with {len(copies) + 1:,} journeys in research, 95th percentile",
            value=percentile(took, 0.95) * 1000,
            target=200,
            unit="ms",
        )
        yield Measured(
            figure="pages",
            what="the largest page of that board, as HTML",
            value=largest / 1000,
            target=50,
            unit="kB",
        )
    with new_hub("SQLite") as hub:
        reference = never_answered(hub)
        took, largest = _timed(_signed_in(hub), (f"/journeys/{reference}",))
        yield Measured(
            figure="pages",
            what=f"page of one journey of {EVENTS} events, 95th percentile",
            value=percentile(took, 0.95) * 1000,
            target=100,
            unit="ms",
            details={"kB": round(largest / 1000)},
        )
    loaded = [file for name, file in files().items() if name.endswith((".css", ".js"))]
    yield Measured(
        figure="pages",
        what="styles and scripts of all pages, compressed",
        value=sum(len(file.zipped) for file in loaded) / 1000,
        target=100,
        unit="kB",
    )


def _signed_in(hub: Hub) -> TestClient:
    add_user(hub, None, "bench-manager", "Invented Manager", Role.MANAGER, team="mash")
    token = issue_token(hub, "bench-manager", "bench", 30)
    leasing.heartbeat(hub, "bench")
    app = make_app(hub, limiter=Limiter(1_000_000))
    return TestClient(app, headers={"Authorization": f"Bearer {token}"})


def _timed(client: TestClient, paths: tuple[str, ...]) -> tuple[list[float], int]:
    """Return how many seconds each answer took, and the bytes of the largest."""
    took, largest = [], 0
    for turn in range(TIMES + len(paths)):
        began = time.perf_counter()
        answer = client.get(paths[turn % len(paths)])
        if turn >= len(paths):  # the first of each fills caches
            took.append(time.perf_counter() - began)
        assert answer.status_code == _WELL, answer.text
        largest = max(largest, len(answer.content))
    return took, largest
