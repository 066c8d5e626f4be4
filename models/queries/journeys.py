"""Lists of journeys, and counts from the same conditions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, select
from sqlmodel import Session

from models.projections.rows import NEVER
from models.queries.paging import Order, Page, page
from models.queries.restrictions import Viewer, shown_to
from models.tables import JourneyRow, PersonRow, table_of

_JOURNEY = table_of(JourneyRow)
_PERSON = table_of(PersonRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyLine:
    """A journey as lists show it.

    Attributes:
        runs_out_at: When the first of what it waits for runs out, None where nothing does.
        asked, replies: Of the open research: requests not withdrawn, and those answered.
        child, born: Personal; for readers who may see them.  None once destroyed.
    """

    reference: str
    version: int
    stage: str
    team: str
    worker: str | None
    opened_at: datetime
    closed_at: datetime | None
    last_event_at: datetime
    held_until: datetime | None
    joined_to: str | None
    merged_into: str | None
    research_episode: str | None
    rating: str | None
    runs_out_at: datetime | None
    asked: int
    replies: int
    awaiting_signature: str | None
    child: str | None
    born: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyFilter:
    """Which journeys; what is None does not matter.

    Attributes:
        opened_before: For age: only those opened before this instant.
        named: The child's name has each of these parts, as `models.names.normal_name` makes them.
        viewer: Only what is not restricted, or open to them; None for everything.
    """

    is_open: bool | None = True
    stage: str | None = None
    team: str | None = None
    worker: str | None = None
    opened_before: datetime | None = None
    named: tuple[str, ...] = ()
    viewer: Viewer | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what the list and its count both ask."""
        asked: list[ColumnElement[bool]] = []
        if self.is_open is not None:
            closed = _JOURNEY.c.closed_at
            asked.append(closed.is_(None) if self.is_open else closed.is_not(None))
        if self.stage is not None:
            asked.append(_JOURNEY.c.stage == self.stage)
        if self.team is not None:
            asked.append(_JOURNEY.c.team == self.team)
        if self.worker is not None:
            asked.append(_JOURNEY.c.worker == self.worker)
        if self.opened_before is not None:
            asked.append(_JOURNEY.c.opened_at < self.opened_before)
        if self.named:
            asked.append(_JOURNEY.c.reference.in_(_children_named(self.named)))
        if self.viewer is not None:
            asked.append(shown_to(_JOURNEY.c.reference, self.viewer))
        return asked


def _children_named(parts: tuple[str, ...]) -> Select[Any]:
    has_all = (_PERSON.c.normal_name.contains(part, autoescape=True) for part in parts)
    return select(_PERSON.c.reference).where(_PERSON.c.number == 0, *has_all)


ALL_OPEN = JourneyFilter()


def journeys(
    session: Session,
    which: JourneyFilter = ALL_OPEN,
    *,
    newest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page[JourneyLine]:
    """Return a page of journeys by age, oldest first unless asked otherwise."""
    order = Order(_JOURNEY.c.opened_at, _JOURNEY.c.reference, newest_first=newest_first)
    statement = lines().where(*which.conditions())
    return page(session, statement, order, as_line, after=after, limit=limit)


def journey(session: Session, reference: str) -> JourneyLine | None:
    """Return one journey's line."""
    row = session.execute(lines().where(_JOURNEY.c.reference == reference)).mappings().one_or_none()
    return None if row is None else as_line(row)


def by_reference(session: Session, references: Collection[str]) -> dict[str, JourneyLine]:
    """Return the lines of many journeys at once."""
    rows = session.execute(lines().where(_JOURNEY.c.reference.in_(references))).mappings()
    return {row["reference"]: as_line(row) for row in rows}


def leading_on(session: Session, references: Collection[str]) -> dict[str, JourneyLine]:
    """Return for each merged journey of these the one that goes on for it in the end."""
    steps = (
        select(_JOURNEY.c.reference.label("begun"), _JOURNEY.c.merged_into.label("at"))
        .where(_JOURNEY.c.reference.in_(references), _JOURNEY.c.merged_into.is_not(None))
        .cte("led", recursive=True)
    )
    further = select(steps.c.begun, _JOURNEY.c.merged_into).join(
        _JOURNEY, and_(_JOURNEY.c.reference == steps.c.at, _JOURNEY.c.merged_into.is_not(None))
    )
    led = steps.union_all(further)
    found = lines().add_columns(led.c.begun).join(led, led.c.at == _JOURNEY.c.reference)
    rows = session.execute(found.where(_JOURNEY.c.merged_into.is_(None))).mappings()
    return {row["begun"]: as_line(row) for row in rows}


def count(session: Session, which: JourneyFilter = ALL_OPEN) -> int:
    """Return how many journeys there are on all pages of the same filter."""
    counted = select(func.count()).select_from(_JOURNEY).where(*which.conditions())
    return int(session.execute(counted).scalar_one())


def count_by_stage(session: Session, which: JourneyFilter = ALL_OPEN) -> dict[str, int]:
    """Return how many journeys of a filter are at each stage; a stage without any is left out."""
    counted = select(_JOURNEY.c.stage, func.count()).where(*which.conditions())
    return {row[0]: row[1] for row in session.execute(counted.group_by(_JOURNEY.c.stage))}


def lines() -> Select[Any]:
    """Return the query of a journey's line, with the child beside it."""
    child = and_(_PERSON.c.reference == _JOURNEY.c.reference, _PERSON.c.number == 0)
    return select(
        *(_JOURNEY.c[name] for name in _OF_JOURNEY),
        _PERSON.c.name.label("child"),
        _PERSON.c.born,
    ).outerjoin_from(_JOURNEY, _PERSON, child)


def as_line(row: RowMapping) -> JourneyLine:
    """Return the line that a row of `lines` holds."""
    values = {name: row[name] for name in (*_OF_JOURNEY, "child", "born")}
    if values["runs_out_at"] == NEVER:
        values["runs_out_at"] = None
    return JourneyLine(**values)


_OF_JOURNEY = tuple(
    name for name in JourneyLine.__dataclass_fields__ if name not in {"child", "born"}
)
