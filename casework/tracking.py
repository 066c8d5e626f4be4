"""Following the log: what the flow run that shows a journey has not shown yet.

The run is a picture of the record, never the record: it may lag behind, be lost and be made
anew.  Only stages leave the house this way (`casework.stages`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from casework.errors import NotFoundError
from casework.hub import Hub
from casework.stages import Standing, standing
from journey.case import Case
from journey.events import Recorded
from journey.evolve import fold
from models import log
from models.queries import tracking

BATCH = 50
"""How many journeys are followed at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """One state that the run is to be in.

    Attributes:
        version: The journey's version that brought it about.
        at: When that was recorded.
        closed: The journey was closed: the run is completed.
    """

    version: int
    name: str
    message: str
    at: datetime
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A journey whose run has something to show.

    Attributes:
        run_id: The run, None before there is one.
        version: What the run has followed to, once it has been given the states.
        states: What it has not shown yet, in order; empty where what happened is no
            matter of stages.
        now: Where the journey stands.
    """

    reference: str
    run_id: str | None
    version: int
    states: tuple[StageChange, ...]
    now: Standing


def behind(hub: Hub, limit: int = BATCH, *, after: str = "") -> list[Behind]:
    """Return journeys whose run lags behind the log, by reference, from after *after* on."""
    with hub.store.read() as session:
        lagging = {each.reference: each for each in tracking.behind(session, limit, after=after)}
        events = dict(log.load_many(session, list(lagging)))
    zone = _zone(hub)
    return [
        _behind(each, events[reference], zone)
        for reference, each in lagging.items()
        if reference in events
    ]


def one_behind(hub: Hub, reference: str) -> Behind:
    """Return what the run of one journey has not shown yet.

    Raises:
        NotFoundError: There is no such journey.
    """
    with hub.store.read() as session:
        tracked = tracking.tracked(session, reference)
        events = log.load(session, reference)
    if tracked is None or not events:
        raise NotFoundError("journey", reference)
    return _behind(tracked, events, _zone(hub))


def is_any_behind(hub: Hub) -> bool:
    """Return whether any run lags behind; as cheap as a look into one index."""
    with hub.store.read() as session:
        return bool(tracking.behind(session, 1))


def shown_by(hub: Hub, reference: str, run_id: str) -> None:
    """Note which run shows a journey."""
    with hub.store.write() as session:
        tracking.shown_by(session, reference, run_id)


def caught_up(hub: Hub, reached: Mapping[str, int]) -> None:
    """Note that the runs of these journeys show them as of these versions."""
    with hub.store.write() as session:
        tracking.followed(session, reached)


def _zone(hub: Hub) -> ZoneInfo:
    return hub.rules().in_force(hub.clock.now()).calendar.zone


def _behind(tracked: tracking.Tracked, events: list[Recorded], zone: ZoneInfo) -> Behind:
    seen = [each for each in events if each.version <= tracked.tracked_version]
    fresh = [each for each in events if each.version > tracked.tracked_version]
    before = fold(seen)
    after, states = _states(before, fresh, zone)
    return Behind(
        reference=tracked.reference,
        run_id=tracked.run_id,
        version=after.version,
        states=states,
        now=standing(after, zone),
    )


def _states(
    case: Case, fresh: Iterable[Recorded], zone: ZoneInfo
) -> tuple[Case, tuple[StageChange, ...]]:
    """Return the case after the fresh events, and the states on the way.

    Events of one command are recorded at one instant and count as one step.  Of several
    steps in one stage only the last is shown: a run that was left behind for a day gets the
    stages it missed, and not every reply.
    """
    shown = standing(case, zone) if case.version else None
    changes: list[StageChange] = []
    for at, step in groupby(fresh, key=lambda each: each.recorded_at):
        case = fold(step, case)
        now = standing(case, zone)
        if changes and changes[-1].name == now.name:
            changes.pop()
        change = StageChange(
            version=case.version, name=now.name, message=now.message, at=at, closed=now.closed
        )
        changes.append(change)
    if changes and shown is not None and (shown.name, shown.message) == _said(changes[0]):
        changes.pop(0)
    return case, tuple(changes)


def _said(change: StageChange) -> tuple[str, str]:
    return change.name, change.message
