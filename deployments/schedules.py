"""What runs when, and why: the one table.

The clock (`deployments.clock`) runs every row.  `prefect.yaml` deploys those that have an
entrypoint, for hubs whose work is spread over several machines; a test holds the two equal.

The intervals are a safety net.  A clock wakes at the very instant at which the next rung is
due, delivers what it has just made, and follows what was just committed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tasks.naming import CHILD_JOURNEY_ENTRYPOINT, WAITING

ZONE = "Europe/London"
"""Where the night is; Jersey's is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """One row.

    Attributes:
        name: Of the job, and of the deployment.
        every: Run at this interval, or
        cron: at these times in `ZONE`.  A row with neither runs when somebody asks for it.
        entrypoint: The flow, for Prefect; None for what only a clock does for itself.
    """

    name: str
    why: str
    every: timedelta | None = None
    cron: str | None = None
    entrypoint: str | None = None


SCHEDULES = (
    Scheduled(
        name="look",
        every=timedelta(seconds=1),
        why="Another process may have made something due sooner than the clock knew.",
    ),
    Scheduled(
        name="lease",
        every=timedelta(seconds=5),
        why="Only one clock acts at a time; a second takes over when the first is gone.",
    ),
    Scheduled(
        name="heartbeat",
        every=timedelta(seconds=5),
        why="Pages and the health check say so when no clock has run for two minutes.",
    ),
    Scheduled(
        name="ask-prefect",
        every=timedelta(seconds=5),
        why="Work is shown in Prefect only while it answers, and never waits for it.",
    ),
    Scheduled(
        name="sweep",
        every=timedelta(minutes=1),
        entrypoint="flows.sweep.sweep",
        why="Climbs what is due; what could not be climbed is tried again.",
    ),
    Scheduled(
        name="deliver",
        every=timedelta(minutes=1),
        entrypoint="flows.deliver.deliver",
        why="Hands over what waits in the outbox, and tries again what failed.",
    ),
    Scheduled(
        name="track",
        every=timedelta(minutes=1),
        entrypoint="flows.track.track",
        why="Shows each child's stage as the state of a run.",
    ),
    Scheduled(
        name="seal",
        cron="5 * * * *",
        entrypoint="flows.seal.seal",
        why="What is under a seal cannot be shortened unseen; an hour is the widest gap.",
    ),
    Scheduled(
        name="nightly",
        cron="15 2 * * *",
        entrypoint="flows.nightly.nightly",
        why="Lists what nobody minds, and verifies the log, when nobody works.",
    ),
    Scheduled(
        name=WAITING,
        entrypoint=CHILD_JOURNEY_ENTRYPOINT,
        why="A child's own run: it waits without a process until an operator resumes it.",
    ),
)


def row(name: str) -> Scheduled:
    """Return a row by its name."""
    return next(each for each in SCHEDULES if each.name == name)
