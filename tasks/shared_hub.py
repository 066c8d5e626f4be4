"""The hub that this process's tasks work with: opened once, or handed over by whoever has one."""

from __future__ import annotations

from threading import Lock

from casework.hub import Hub, open_hub
from casework.settings import Settings

_lock = Lock()
_hubs: list[Hub] = []


def the_hub() -> Hub:
    """Return the process's hub; where nobody handed one over, open it from the settings.

    Worker processes take the second way.  They never migrate: the hub does that when it
    starts, and a worker that is newer than the database says so and stops.
    """
    with _lock:
        if not _hubs:
            settings = Settings()
            _hubs.append(open_hub(settings, settings.clock(ticking=True), migrate=False))
        return _hubs[0]


def use(hub: Hub | None) -> None:
    """Hand over the hub to work with; None forgets it."""
    with _lock:
        _hubs[:] = [] if hub is None else [hub]
