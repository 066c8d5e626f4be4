"""Plans across journeys: of one child, and of the whole hub."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from journey.terms import Kind, Outcome, PlanKind
from models.tables import EpisodeRow, JourneyRow, PersonRow, PlanRow, table_of

_PLAN, _EPISODE = table_of(PlanRow), table_of(EpisodeRow)
_JOURNEY, _PERSON = table_of(JourneyRow), table_of(PersonRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOnRecord:
    """One plan, and the team whose journey it is on."""

    reference: str
    episode: str
    team: str
    kind: str
    opened_at: datetime
    ended_at: datetime | None
    profile: str
    too_long_at: datetime | None
    long_considered_at: datetime | None
    again_considered_at: datetime | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """One episode that ended, and how."""

    reference: str
    outcome: str


def plans(
    session: Session,
    *,
    kind: PlanKind | None = None,
    open_only: bool = False,
    references: Iterable[str] | None = None,
) -> list[PlanOnRecord]:
    """Return plans in the order in which they were opened."""
    statement = (
        select(_PLAN, _JOURNEY.c.team, _EPISODE.c.profile)
        .join(_JOURNEY, _JOURNEY.c.reference == _PLAN.c.reference)
        .join(_EPISODE, _EPISODE.c.id == _PLAN.c.id)
    )
    if kind is not None:
        statement = statement.where(_PLAN.c.kind == kind.value)
    if open_only:
        statement = statement.where(_PLAN.c.ended_at.is_(None))
    if references is not None:
        statement = statement.where(_PLAN.c.reference.in_(list(references)))
    ordered = statement.order_by(_PLAN.c.opened_at, _PLAN.c.reference, _PLAN.c.number)
    return [
        PlanOnRecord(
            reference=row.reference,
            episode=f"E{row.number}",
            team=row.team,
            kind=row.kind,
            opened_at=row.opened_at,
            ended_at=row.ended_at,
            profile=row.profile,
            too_long_at=row.too_long_at,
            long_considered_at=row.long_considered_at,
            again_considered_at=row.again_considered_at,
            others=tuple(row.others),
        )
        for row in session.execute(ordered)
    ]


def of_same_child(session: Session, reference: str) -> list[str]:
    """Return the other journeys of a journey's child: joined, merged, or of one number."""
    found = {reference}
    fresh = {reference}
    while fresh:
        near = set()
        for other in (_JOURNEY.c.joined_to, _JOURNEY.c.merged_into):
            led = select(_JOURNEY.c.reference, other.label("other")).where(
                other.is_not(None), _JOURNEY.c.reference.in_(fresh) | other.in_(fresh)
            )
            for row in session.execute(led):
                near |= {row.reference, row.other}
        numbers = (
            select(_PERSON.c.lasting_number)
            .where(_PERSON.c.number == 0, _PERSON.c.reference.in_(fresh))
            .where(_PERSON.c.lasting_number.is_not(None))
        )
        same = select(_PERSON.c.reference).where(
            _PERSON.c.number == 0, _PERSON.c.lasting_number.in_(numbers)
        )
        near |= set(session.execute(same).scalars())
        fresh = near - found
        found |= near
    return sorted(found - {reference})


def children(session: Session, references: Iterable[str]) -> Mapping[str, str]:
    """Return for each journey one name for its child: the first of the child's journeys."""
    named: dict[str, str] = {}
    for reference in sorted(references):
        if reference not in named:
            for each in (reference, *of_same_child(session, reference)):
                named[each] = reference
    return named


def ended(
    session: Session, kind: Kind, *, since: datetime, until: datetime, team: str | None = None
) -> list[Ended]:
    """Return the episodes of a kind that ended, but for those that were cancelled."""
    statement = (
        select(_EPISODE.c.reference, _EPISODE.c.outcome)
        .join(_JOURNEY, _JOURNEY.c.reference == _EPISODE.c.reference)
        .where(
            _EPISODE.c.kind == kind.value,
            _EPISODE.c.ended_at >= since,
            _EPISODE.c.ended_at < until,
            _EPISODE.c.outcome != Outcome.CANCELLED.value,
        )
        .order_by(_EPISODE.c.ended_at, _EPISODE.c.id)
    )
    if team is not None:
        statement = statement.where(_JOURNEY.c.team == team)
    return [
        Ended(reference=row.reference, outcome=row.outcome) for row in session.execute(statement)
    ]


def by_child(
    found: Iterable[PlanOnRecord], named: Mapping[str, str]
) -> Mapping[str, list[PlanOnRecord]]:
    """Return plans by child, each child's in the order in which they were opened."""
    grouped: dict[str, list[PlanOnRecord]] = defaultdict(list)
    for plan in found:
        grouped[named[plan.reference]].append(plan)
    return grouped
