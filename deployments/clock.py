"""The clock: it wakes when something is due, and sees that it is done, whatever Prefect does.

Any number of clocks may run; the one that holds the lease acts.  Nothing depends on that for
being right: a rung is climbed once however many climb, a notice carries its own key.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
import uuid
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from types import FrameType

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from casework import delivering, leasing, nightly, sweeping, tracking
from casework.clock import SystemClock
from casework.hub import Hub, open_hub
from casework.leasing import CLOCK, clock_age
from casework.logs import set_up_logs
from casework.settings import Settings
from deployments import tracked
from deployments.beside_prefect import speak_quietly
from deployments.lane import Lane, PrefectServer
from deployments.schedules import SCHEDULES, ZONE, Scheduled
from deployments.waking import Waking
from tasks.shared_hub import use

__all__ = ["RunningClock", "clock_age", "run_clock"]

log = structlog.get_logger(__name__)

LEASE_FOR = timedelta(seconds=15)
"""So long after the acting clock died, another takes over at the latest."""

STUCK_AFTER_SECONDS = 60.0
"""With something due and nothing done for so long, the clock no longer calls itself alive."""

SMALL_SERVER_BEARS = 20
"""How many tasks at once a Prefect server on SQLite takes without answering others late."""

TRACKED_AT_ONCE = 50
"""How many journeys are followed before the lane is free for others."""

SOON = timedelta(hours=1)
"""Beyond that the clock need not set an alarm: it looks every second."""


class RunningClock:
    """One clock in this process.

    Attributes:
        holder: What it calls itself in the lease and the heartbeat.
    """

    def __init__(self, hub: Hub, *, small_server: bool = False) -> None:
        """Prepare a clock; `start` sets it going.

        Args:
            small_server: The Prefect server is the local one, on SQLite: spare it.
        """
        self.hub = hub
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:6]}"
        self.acting = False
        self._most = SMALL_SERVER_BEARS if small_server else None
        self._prefect = PrefectServer(tracked.greet)
        self._sweeping, self._telling = Lane("sweep"), Lane("rest")
        self._scheduler = BackgroundScheduler(timezone=ZONE)
        self._stuck: frozenset[tuple[str, int]] = frozenset()
        self._standing_since: tuple[object, float] = (None, time.monotonic())
        self._renewed = 0.0
        self._alarm: datetime | None = None
        self._works = {
            name: Waking(name, work)
            for name, work in {
                "look": self.look,
                "lease": self.keep_lease,
                "sweep": self.sweep,
                "deliver": self.deliver,
                "track": self.track,
                "heartbeat": self.beat,
                "ask-prefect": self._prefect.ask,
                "seal": self.seal,
                "nightly": self.check,
            }.items()
        }

    def start(self) -> None:
        """Set the clock going, in threads of its own; returns at once."""
        speak_quietly()
        # It tells of every job it runs, several a second.
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        use(self.hub)
        for work in self._works.values():
            work.start()
        for row in SCHEDULES:
            if row.name in self._works:
                self._scheduler.add_job(
                    partial(self._at_its_time, row.name),
                    _trigger(row),
                    id=row.name,
                    coalesce=True,
                    misfire_grace_time=None,
                )
        self._scheduler.start()
        self.hub.after_commit.append(self._committed)
        self._works["lease"].wake()
        self._works["ask-prefect"].wake()
        log.info("clock_started", holder=self.holder)

    def stop(self, patience: float = 5.0) -> None:
        """Finish what is being done, give the lease back, and stop."""
        self.hub.after_commit.remove(self._committed)
        self._scheduler.shutdown(wait=False)
        for work in self._works.values():
            work.stop()
        until = time.monotonic() + patience
        for work in self._works.values():
            work.join(max(until - time.monotonic(), 0.1))
        if self.acting:
            self.acting = False
            leasing.release(self.hub, CLOCK, self.holder)
        log.info("clock_stopped", holder=self.holder)

    # -- what the table says ------------------------------------------------------------------

    def keep_lease(self) -> None:
        """Take or renew the lease; whoever has it acts."""
        asked, acted = time.monotonic(), self.acting
        if asked - self._renewed > LEASE_FOR.total_seconds():
            # Whatever the database says now, ours has run out.
            self.acting = False
        self.acting = leasing.acquire(self.hub, CLOCK, self.holder, LEASE_FOR)
        self._renewed = asked
        if self.acting and not acted:
            log.info("clock_acts", holder=self.holder)
            self._standing_since = (None, asked)
            self.beat()
            self._works["look"].wake()
        elif acted and not self.acting:
            log.warning("clock_lost_its_lease", holder=self.holder)

    def beat(self) -> None:
        """Say that the clock is alive, if its work gets on."""
        if self.acting and time.monotonic() - self._standing_since[1] < STUCK_AFTER_SECONDS:
            leasing.heartbeat(self.hub, self.holder)

    def look(self) -> None:
        """See what is due, have it done, and set the alarm for what comes next."""
        if not self.acting:
            return
        due = self._due()
        if due != self._standing_since[0] or not due:
            self._standing_since = (due, time.monotonic())
        if due:
            # Climbing comes first; the sweep has us look again when it has ended.
            self._works["sweep"].wake()
            return
        self._set_alarm()
        if self._waiting():
            self._works["deliver"].wake()
        if self._prefect.usable and tracking.is_any_behind(self.hub):
            self._works["track"].wake()

    def sweep(self) -> None:
        """Climb what is due, shown in Prefect if it answers, and in any case."""
        if not self.acting or not self._due():
            return
        flow = partial(tracked.sweep, self._most)
        if not (self._prefect.usable and self._sweeping.work(flow, left=self._due)):
            before = self._due()
            swept = sweeping.sweep(self.hub)
            self._stuck = self._stuck | frozenset(before).intersection(self._due())
            log.info("swept", due=swept.due, acted=swept.acted, failed=swept.failed, tracked=False)
        self._works["look"].wake()

    def deliver(self) -> None:
        """Hand over what waits in the outbox."""
        if not self.acting or not self._waiting():
            return
        flow = partial(tracked.deliver, self._most or delivering.BATCH)
        if not (self._prefect.usable and self._telling.work(flow, left=self._waiting)):
            delivering.deliver_waiting(self.hub)

    def track(self) -> None:
        """Have the children's runs follow the record, a few at a time."""
        if self.acting and self._prefect.usable:
            ended = self._telling.start(partial(tracked.track, TRACKED_AT_ONCE))
            if ended is not None:
                ended.wait(timeout=STUCK_AFTER_SECONDS)

    def seal(self) -> None:
        """Seal the log."""
        if self.acting:
            nightly.seal(self.hub)

    def check(self) -> None:
        """Look for what nobody minds."""
        if not self.acting:
            return
        ended = self._telling.start(tracked.nightly) if self._prefect.usable else None
        if ended is None or not ended.wait(timeout=STUCK_AFTER_SECONDS):
            sweeping.sweep(self.hub)
            nightly.check(self.hub)

    # -- how it gets on -------------------------------------------------------------------------

    def _at_its_time(self, name: str) -> None:
        if name == "sweep":
            # What could not be climbed is tried again, at the safety net's own pace.
            self._stuck = frozenset()
        self._works[name].wake()

    def _committed(self, _reference: str) -> None:
        self._works["look"].wake()

    def _due(self) -> tuple[tuple[str, int], ...]:
        """Return the first of what is due, without what has just proved impossible."""
        first = sweeping.earliest(self.hub)
        if first is None or first > self.hub.clock.now():
            return ()
        found = sweeping.due_now(self.hub, SMALL_SERVER_BEARS + len(self._stuck))
        return tuple(
            key for key in ((due.obligation, due.rung) for due in found) if key not in self._stuck
        )

    def _waiting(self) -> tuple[str, ...]:
        return tuple(delivering.waiting(self.hub, SMALL_SERVER_BEARS))

    def _set_alarm(self) -> None:
        first = sweeping.earliest(self.hub)
        left = None if first is None else first - self.hub.clock.now()
        if first == self._alarm or left is None or not timedelta() < left < SOON:
            return
        self._alarm = first
        # The hub's time may be pretended; the alarm rings by the machine's.
        at = SystemClock().now() + left
        self._scheduler.add_job(
            self._works["look"].wake,
            DateTrigger(at),
            id="alarm",
            replace_existing=True,
            misfire_grace_time=None,
        )


def _trigger(row: Scheduled) -> IntervalTrigger | CronTrigger:
    if row.cron is not None:
        return CronTrigger.from_crontab(row.cron, timezone=ZONE)
    if row.every is None:
        raise AssertionError(f"{row.name} has no time of its own")
    return IntervalTrigger(seconds=int(row.every.total_seconds()))


def run_clock(settings: Settings, *, small_server: bool = False) -> None:
    """Run a clock alone until the process is told to stop (SIGTERM, SIGINT)."""
    set_up_logs(settings)
    stopped = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    hub = open_hub(settings, settings.clock(ticking=True))
    clock = RunningClock(hub, small_server=small_server)
    clock.start()
    try:
        while not stopped.wait(1.0):
            pass
    finally:
        clock.stop()
        hub.store.close()
