"""The sweep: what is due is done, one rung at a time, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain

import structlog

from casework.hub import Hub
from journey.climbing import climb as climb_rung
from journey.ladders import Action, rung
from models import obligations

log = structlog.get_logger(__name__)

BATCH = 500
"""How many due obligations are looked up at once."""

ABREAST_ON_POSTGRESQL = 3
"""While one climb waits for the database, the next can be made ready; more gains nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One rung that is due to be climbed.

    Attributes:
        obligation: Its global id, `TL25-000001.O3`.
        at: Since when it is due.
    """

    obligation: str
    reference: str
    action: Action
    rung: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What one pass of the clock came to.

    Attributes:
        due: Rungs that were found due.
        acted: Rungs climbed here.
        failed: Rungs that could not be climbed; they stay due, and somebody is told.
        tracked: Whether Prefect shows the work.
    """

    due: int
    acted: int
    failed: int
    tracked: bool = False


def due_now(hub: Hub, limit: int = BATCH, *, reference: str | None = None) -> list[Due]:
    """Return the rungs that are due at this instant, the longest due first."""
    now = hub.clock.now()
    rules = hub.rules()
    with hub.store.read() as session:
        rows = obligations.due(session, now, limit, reference=reference)
    return [
        Due(
            obligation=row.id,
            reference=row.reference,
            action=rung(rules.profile(row.profile).ladders[row.ladder], row.next_rung).action,
            rung=row.next_rung,
            at=row.next_action_at,
        )
        for row in rows
    ]


def climb(hub: Hub, obligation: str, number: int) -> bool:
    """Climb one rung, in one transaction, and return whether it was climbed here.

    Harmless to repeat: False where that rung was climbed already, is not due, or another
    process is at it this moment.
    """
    now = hub.clock.now()
    rules = hub.rules()
    with hub.store.write() as session:
        claimed = obligations.claim(session, obligation)
        if claimed is None:
            return False
        owed = claimed.obligation
        if not owed.is_open or owed.next_rung != number or owed.next_action_at > now:
            return False
        climbed = climb_rung(
            owed, rulebook=rules, team=claimed.team, worker=claimed.worker, now=now
        )
        obligations.record_climb(session, claimed, climbed, now=now, policy=rules.in_force(now).id)
    hub.committed(claimed.reference)
    return True


def earliest(hub: Hub) -> datetime | None:
    """Return when the next rung of all is due, in the past if one is waiting."""
    with hub.store.read() as session:
        return obligations.earliest(session)


def sweep(hub: Hub, *, reference: str | None = None) -> Swept:
    """Climb everything that is due now, until nothing is, without Prefect.

    One journey's trouble is not another's: what cannot be climbed is logged, counted, and
    left for the next pass.
    """
    found = acted = 0
    broken: set[tuple[str, int]] = set()
    while True:
        batch = [
            due
            for due in due_now(hub, BATCH + len(broken), reference=reference)
            if (due.obligation, due.rung) not in broken
        ]
        if not batch:
            break
        found += len(batch)
        outcomes = _climb_all(hub, batch)
        climbed = sum(outcome is True for _, outcome in outcomes)
        failed = {(due.obligation, due.rung) for due, outcome in outcomes if outcome is None}
        acted += climbed
        broken |= failed
        if not climbed and not failed:
            break  # another process is at what is left
    return Swept(due=found, acted=acted, failed=len(broken))


def abreast(hub: Hub) -> int:
    """Return how many climbs may go on at once.  SQLite lets one write at a time."""
    return ABREAST_ON_POSTGRESQL if hub.store.dialect == "postgresql" else 1


def by_journey(batch: Iterable[Due]) -> list[list[Due]]:
    """Return what is due journey by journey, the longest due first.

    Rungs of one journey wait for each other; those of different journeys need not.
    """
    journeys: dict[str, list[Due]] = {}
    for due in batch:
        journeys.setdefault(due.reference, []).append(due)
    return list(journeys.values())


_Outcome = tuple[Due, bool | None]


def _climb_all(hub: Hub, batch: list[Due]) -> list[_Outcome]:
    """Climb a batch; with each rung what `climb` says, or None where it could not."""
    hands = abreast(hub)
    if hands == 1:
        return _climb_in_turn(hub, batch)
    with ThreadPoolExecutor(hands, thread_name_prefix="sweep") as pool:
        return list(chain.from_iterable(pool.map(partial(_climb_in_turn, hub), by_journey(batch))))


def _climb_in_turn(hub: Hub, rungs: list[Due]) -> list[_Outcome]:
    return [(due, _climb_or_tell(hub, due)) for due in rungs]


def _climb_or_tell(hub: Hub, due: Due) -> bool | None:
    try:
        return climb(hub, due.obligation, due.rung)
    except Exception as fault:
        log.exception(
            "rung_failed",
            journey=due.reference,
            obligation=due.obligation,
            rung=due.rung,
            fault=type(fault).__name__,
        )
        return None
