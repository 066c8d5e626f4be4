"""What a reader owes, by urgency, and what others owe on the journeys that are theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from casework.asking.alerting import parties
from casework.asking.lines import DueLine
from casework.asking.listing import bounded, due_line
from casework.asking.scope import readers_only, viewer
from casework.hub import Hub
from journey.diagnosis.owed import kind_of
from journey.evolve import fold
from journey.people import Actor, Role
from journey.working_days import WorkingDays
from models import log
from models.queries import owed

MOST = 100
"""Rows of each list; what is due later waits until there is room."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One thing that is owed, with the least that would meet it.

    Attributes:
        command: What records it; None where no one form does.
    """

    due: DueLine
    step: str
    command: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyWork:
    """What a reader owes, and what is owed to them.

    Attributes:
        owed_by_me: What is due first first; by urgency, no urgency without a line.
        owed_to_me: By others, on the reader's journeys or those of their team.
    """

    owed_by_me: tuple[tuple[str, tuple[WorkLine, ...]], ...]
    owed_to_me: tuple[DueLine, ...]
    as_of: datetime


def my_work(hub: Hub, actor: Actor, *, limit: int = MOST) -> MyWork:
    """Return what this reader, and the team they answer for, owes and is owed.

    Raises:
        NotAllowedError: The reader does not read journeys.
    """
    readers_only(actor, "work on journeys")
    now, rulebook = hub.clock.now(), hub.rules()
    most = bounded(limit)
    with hub.store.read() as session:
        own = tuple(parties(session, actor))
        looking = viewer(hub, actor)
        asked = owed.OwedFilter(parties=own, viewer=looking)
        mine = owed.owed(session, asked, limit=most).rows if own else ()
        cases = {
            key: fold(events)
            for key, events in log.load_many(session, {row.reference for row in mine})
        }
        others = owed.owed(
            session, replace(_of_others(actor, own), viewer=looking), limit=most
        ).rows
    lines = []
    for row in mine:
        step = kind_of(row.obligation).step(cases[row.reference])
        lines.append(
            WorkLine(due=due_line(row, rulebook, now), step=step.what, command=step.command)
        )
    return MyWork(
        owed_by_me=_by_urgency(lines, now, rulebook.in_force(now).calendar),
        owed_to_me=tuple(due_line(row, rulebook, now) for row in others),
        as_of=now,
    )


def _of_others(actor: Actor, own: tuple[str, ...]) -> owed.OwedFilter:
    """Return what others owe: to a worker on their journeys, to the rest on those of the team."""
    if actor.role is Role.SOCIAL_WORKER:
        return owed.OwedFilter(worker=actor.user, not_by=own)
    return owed.OwedFilter(team=actor.team, not_by=own)


def _by_urgency(
    lines: Iterable[WorkLine], now: datetime, calendar: WorkingDays
) -> tuple[tuple[str, tuple[WorkLine, ...]], ...]:
    today = calendar.local_day(now)
    tomorrow = calendar.at(today + timedelta(days=1), time())
    week = calendar.at(today + WEEK, time())
    found: dict[str, list[WorkLine]] = {"late": [], "today": [], "this-week": [], "later": []}
    for line in lines:
        at = line.due.due_at
        urgency = (
            "late"
            if at <= now
            else "today"
            if at < tomorrow
            else "this-week"
            if at < week
            else "later"
        )
        found[urgency].append(line)
    return tuple((urgency, tuple(members)) for urgency, members in found.items() if members)
