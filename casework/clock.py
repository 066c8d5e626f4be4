"""The one place that asks the time.  Everything else is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the place


class VirtualClock:
    """A clock that stands still until it is set: for tests, scenarios and the invented hub."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant it was last set to."""
        return self._now

    def set(self, instant: datetime) -> None:
        """Move on to *instant*.  Time never runs backwards."""
        instant = instant.astimezone(UTC)
        if instant < self._now:
            raise ValueError(f"time cannot run back from {self._now} to {instant}")
        self._now = instant

    def advance(self, by: timedelta) -> None:
        """Move on by a stretch of time."""
        self.set(self._now + by)


class ShiftedClock:
    """A clock that runs at the machine's pace from another instant: for a server in a test."""

    def __init__(self, start: datetime) -> None:
        self._system = SystemClock()
        self._shift = start.astimezone(UTC) - self._system.now()

    def now(self) -> datetime:
        """Return the shifted instant, in UTC."""
        return self._system.now() + self._shift
