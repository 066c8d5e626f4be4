"""The demonstration: an invented hub up to this minute, and who can sign in to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from casework import people
from casework.clock import SystemClock, VirtualClock
from casework.hub import open_hub
from casework.settings import Environment, Settings
from models.queries import deliveries
from simulation.building import STAFF, WEEKS, Built, build


@dataclass(frozen=True, slots=True)
class Demo:
    """A built demonstration.

    Attributes:
        settings: To serve it with.
        passwords: User name to password, for one person of each role.
    """

    settings: Settings
    built: Built
    passwords: Mapping[str, str]


def prepare(
    settings: Settings,
    folder: Path,
    *,
    seed: int = 1,
    weeks: int = WEEKS,
    progress: Callable[[float], None] | None = None,
) -> Demo:
    """Build the invented hub anew in *folder*, up to this minute.

    What an earlier demonstration left there is removed first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "invented-hub.sqlite"
    for old in (file, *folder.glob(f"{file.name}-*")):
        old.unlink(missing_ok=True)
    ours = settings.model_copy(
        update={"env": Environment.DEMO, "database_url": f"sqlite:///{file}", "now": None}
    )
    until = SystemClock().now().replace(second=0, microsecond=0)
    clock = VirtualClock(until - timedelta(weeks=weeks))
    hub = open_hub(ours, clock)
    try:
        built = build(hub, clock, until=until, weeks=weeks, seed=seed, progress=progress)
        with hub.store.write() as session:
            # In the invented past every notice arrived at once, and nobody needs it again.
            deliveries.settle_waiting(session, channel="invented")
        shown = (
            STAFF.coordinators[0],
            STAFF.managers[0],
            STAFF.workers[0],
            "police-desk",
            "audrey",
            "admin",
        )
        passwords = {user: people.one_time_password() for user in shown}
        for user, password in passwords.items():
            people.set_password(hub, user, password)
    finally:
        hub.store.close()
    return Demo(settings=ours, built=built, passwords=passwords)
