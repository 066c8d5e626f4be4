"""Pictures of every page in its main states, from an invented hub at a fixed instant.

Run by `make screenshots`; writes docs/screenshots/*.png.  A page is one row of `PICTURES`.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casework import asking, leasing
from casework.clock import VirtualClock
from casework.hub import Hub, open_hub
from casework.logs import set_up_logs
from casework.people import actor_of, issue_token
from casework.settings import Environment, Settings
from journey.people import Actor
from simulation.building import build
from tests.support.browser import chromium, serving, visiting
from tools.pictures import smaller
from web.app import make_app

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
FRIDAY = datetime(2025, 9, 5, 15, 45, tzinfo=UTC)
"""A Friday, a quarter to five by the clock on the wall."""

WEEKS = 3
SHORTEST, TALLEST = 600, 1400
"""Pixels; what stands below is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture.

    Attributes:
        path: Where it is; `{late}` is a journey in research with a late reply, `{request}` a
            request to the police that waits.
    """

    name: str
    user: str | None
    path: str
    width: int = 1100


PICTURES = (
    Picture(name="sign-in", user=None, path="/sign-in"),
    Picture(name="board", user="carla", path="/"),
    Picture(name="board-filtered", user="carla", path="/?rating=red"),
    Picture(name="board-narrow", user="carla", path="/", width=320),
    Picture(name="journey", user="amina", path="/journeys/{late}"),
    Picture(name="partner", user="police-desk", path="/partner"),
    Picture(name="request", user="police-desk", path="/partner/requests/{request}"),
    Picture(name="more-time", user="police-desk", path="/partner/requests/{request}/more-time"),
    Picture(name="stuck", user="amina", path="/stuck"),
    Picture(
        name="stuck-together", user="amina", path="/stuck/together?command=hold&journey={late}"
    ),
    Picture(name="new-contact", user="carla", path="/contacts/new"),
    Picture(name="my-work", user="amina", path="/my-work"),
    Picture(name="alerts", user="amina", path="/alerts"),
    Picture(name="lists", user="amina", path="/lists"),
    Picture(name="administration", user="admin", path="/administration"),
    Picture(name="error", user="carla", path="/journeys/TL25-999999"),
)


def make_all(say: Callable[[str], None] = print) -> None:
    """Build the hub, open each page, and write its picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="throughline-screenshots-") as folder:
        hub = _hub(Path(folder) / "hub.sqlite")
        known = _places(hub)
        with serving(make_app(hub)) as base, chromium() as browser:
            for picture in PICTURES:
                width = picture.width
                key = picture.user and issue_token(hub, picture.user, "for pictures", 1)
                size = {"width": width, "height": SHORTEST}
                with visiting(browser, base, key, viewport=size) as visitor:
                    page = visitor.open(picture.path.format(**known))
                    tall = int(page.evaluate("document.documentElement.scrollHeight"))
                    page.set_viewport_size({"width": width, "height": min(tall, TALLEST)})
                    content = smaller(page.screenshot())
                (FOLDER / f"{picture.name}.png").write_bytes(content)
                say(f"{picture.name}.png: {len(content) // 1024} kB")
        hub.store.close()


def _hub(file: Path) -> Hub:
    clock = VirtualClock(FRIDAY - timedelta(weeks=WEEKS))
    settings = Settings(env=Environment.TEST, database_url=f"sqlite:///{file}")
    set_up_logs(settings, level=logging.WARNING)
    hub = open_hub(settings, clock)
    build(hub, clock, until=FRIDAY, weeks=WEEKS)
    clock.set(FRIDAY)
    leasing.heartbeat(hub, "the clock of the pictures")
    return hub


def _places(hub: Hub) -> dict[str, str]:
    """Return the journey and the request that pictures are taken of."""
    rows = asking.board(hub, _as(hub, "amina"), per_page=200).rows
    # The one on which most has happened: a late reply beside others that are in.
    shown = max(rows, key=lambda row: (row.late, 0 < row.replies < row.asked, row.asked))
    police = asking.requests_of(hub, _as(hub, "police-desk"), "police", open_only=True)
    return {"late": shown.reference, "request": police[0].id}


def _as(hub: Hub, user: str) -> Actor:
    actor = actor_of(hub, issue_token(hub, user, "for pictures", 1))
    if actor is None:
        raise LookupError(user)
    return actor


if __name__ == "__main__":
    make_all()
