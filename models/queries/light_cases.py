"""Cases built of projection rows: as much of each journey as ranks it among thousands.

Folding a journey reads its whole log; of thousands at once that is too heavy.  What a
diagnosis finds, and how grave it is, hangs on few rows: the journey, its episodes and what
is owed.  How it is worded may need more, so a case from here is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import RowMapping, Select, Table, or_, select, text
from sqlmodel import Session

from journey.case import Case, Episode, Obligation
from journey.evolve import fold
from journey.plans import PlanDrift, PlanWork
from journey.terms import Kind, Outcome, Rating, ResearchScope
from models.log import load_many
from models.projections import as_obligation
from models.queries.restrictions import Viewer, shown_to
from models.tables import EpisodeRow, JourneyRow, ObligationRow, PlanRow, table_of

_JOURNEY = table_of(JourneyRow)
_EPISODE = table_of(EpisodeRow)
_OBLIGATION = table_of(ObligationRow)
_PLAN = table_of(PlanRow)
Part = TypeVar("Part", Episode, Obligation)
_OWED = text("obligation.state = 'open'")
_IS_OPEN = text("journey.closed_at IS NULL")


BATCH = 500
"""How many journeys are held in memory at once."""


def light_cases(
    session: Session, *, team: str | None = None, viewer: Viewer | None = None
) -> Iterator[Case]:
    """Yield every journey that is open or owes something, by reference; few queries a batch.

    A journey with a decision that waits for its second signature is folded whole: what was
    replied after which version stands in the log alone.

    Args:
        viewer: Only what is not restricted, or open to them; None for everything.
    """
    references = list(session.execute(_those(team, viewer)).scalars())
    for start in range(0, len(references), BATCH):
        yield from _batch(session, references[start : start + BATCH])


def busy_since(
    session: Session, then: datetime, *, team: str | None = None, viewer: Viewer | None = None
) -> list[str]:
    """Return the journeys that were there at an instant and have had an event since."""
    found = select(_JOURNEY.c.reference).where(
        _JOURNEY.c.opened_at <= then, _JOURNEY.c.last_event_at > then
    )
    return list(session.execute(_shown(found, team, viewer)).scalars())


def _those(team: str | None, viewer: Viewer | None) -> Select[Any]:
    owing = select(_OBLIGATION.c.reference).where(_OWED)
    found = select(_JOURNEY.c.reference).where(or_(_IS_OPEN, _JOURNEY.c.reference.in_(owing)))
    return _shown(found, team, viewer)


def _shown(found: Select[Any], team: str | None, viewer: Viewer | None) -> Select[Any]:
    if team is not None:
        found = found.where(_JOURNEY.c.team == team)
    if viewer is not None:
        found = found.where(shown_to(_JOURNEY.c.reference, viewer))
    return found.order_by(_JOURNEY.c.reference)


def _batch(session: Session, references: Collection[str]) -> Iterator[Case]:
    found = select(_JOURNEY).where(_JOURNEY.c.reference.in_(references))
    journeys = _rows(session, found.order_by(_JOURNEY.c.reference))
    signing = [row["reference"] for row in journeys if row["awaiting_signature"]]
    whole = {reference: fold(events) for reference, events in load_many(session, signing)}
    episodes = _grouped(_rows(session, _parts(_EPISODE, references)), _episode)
    counting = _parts(_OBLIGATION, references).where(_COUNTS)
    owed = _grouped(_rows(session, counting), as_obligation)
    unclocked = [
        key for key in references if _lacks_clock(episodes.get(key, {}), owed.get(key, {}))
    ]
    if unclocked:
        owed.update(_grouped(_rows(session, _parts(_OBLIGATION, unclocked)), as_obligation))
    drift = _drift(session, references)
    for row in journeys:
        key = row["reference"]
        yield whole.get(key) or _case(
            row, episodes.get(key, {}), owed.get(key, {}), drift.get(key, {})
        )


def _drift(session: Session, references: Collection[str]) -> Mapping[str, Mapping[str, PlanDrift]]:
    """Return how the open plans drift, by journey and episode."""
    found = _parts(_PLAN, references).where(_PLAN.c.ended_at.is_(None))
    drift: dict[str, dict[str, PlanDrift]] = {}
    for row in _rows(session, found):
        drift.setdefault(row["reference"], {})[f"E{row['number']}"] = PlanDrift(
            redated=row["redated"], missed=row["missed"], stalled=row["stalled"]
        )
    return drift


# What is open counts, and how often a journey was held.
_COUNTS = text("(obligation.state = 'open' OR obligation.kind = 'hold-review')")


def _parts(table: Table, references: Collection[str]) -> Select[Any]:
    found = select(table).where(table.c.reference.in_(references))
    return found.order_by(table.c.reference, table.c.number)


def _rows(session: Session, statement: Select[Any]) -> Sequence[RowMapping]:
    return session.execute(statement).mappings().all()


def _grouped(
    rows: Sequence[RowMapping], make: Callable[[RowMapping], Part]
) -> dict[str, dict[str, Part]]:
    grouped: dict[str, dict[str, Part]] = {}
    for row in rows:
        part = make(row)
        grouped.setdefault(row["reference"], {})[part.id] = part
    return grouped


def _lacks_clock(episodes: Mapping[str, Episode], owed: Mapping[str, Obligation]) -> bool:
    """Return whether an open episode owes nothing: then what it owed before says since when."""
    clocked = {each.episode for each in owed.values() if each.is_open}
    return any(each.is_open and each.id not in clocked for each in episodes.values())


def _episode(row: RowMapping) -> Episode:
    return Episode(
        id=f"E{row['number']}",
        kind=Kind(row["kind"]),
        profile=row["profile"],
        opened_at=row["opened_at"],
        because=row["because"],
        rating=Rating(row["rating"]) if row["rating"] else None,
        scope=ResearchScope(row["scope"]) if row["scope"] else None,
        service=row["service"],
        ended_at=row["ended_at"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        confirmed_at=row["confirmed_at"],
    )


def _case(
    row: RowMapping,
    episodes: Mapping[str, Episode],
    obligations: Mapping[str, Obligation],
    drift: Mapping[str, PlanDrift],
) -> Case:
    return Case(
        reference=row["reference"],
        version=row["version"],
        team=row["team"],
        worker=row["worker"],
        opened_at=row["opened_at"],
        closed_at=row["closed_at"],
        joined_to=row["joined_to"],
        held_until=row["held_until"],
        episodes=episodes,
        obligations=obligations,
        plans=PlanWork(drift=drift),
        last_event_at=row["last_event_at"],
    )
