"""What is owed: by a party, on a journey, or by whoever owes it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, select, text
from sqlmodel import Session

from journey.case import Obligation
from models.projections import as_obligation
from models.queries.paging import Order, Page, page
from models.queries.restrictions import Viewer, shown_to
from models.tables import JourneyRow, ObligationRow, table_of

_OBLIGATION = table_of(ObligationRow)
_JOURNEY = table_of(JourneyRow)
# Written out, not bound, so that the index of the open ones serves it.
_OPEN = text("obligation.state = 'open'")


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation and the journey it is owed on.

    Attributes:
        id: Global, `TL25-000001.O1`; the obligation's own `id` is `O1`.
    """

    id: str
    reference: str
    team: str
    worker: str | None
    stage: str
    obligation: Obligation


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedFilter:
    """Which open obligations; what is None does not matter.

    Attributes:
        parties: Owed by any of these, such as `worker:carla` and `team:mash`.
        not_by: Owed by none of these.
        team: The journey's.
        worker: User name of the journey's worker.
        due_before: For what is late: the instant now.
        viewer: Only what is not restricted, or open to them; None for everything.
    """

    parties: Sequence[str] | None = None
    not_by: Sequence[str] = ()
    team: str | None = None
    worker: str | None = None
    kind: str | None = None
    due_before: datetime | None = None
    viewer: Viewer | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what the list and its count both ask, but that they are open."""
        asked: list[ColumnElement[bool]] = []
        if self.parties is not None:
            asked.append(_OBLIGATION.c.owed_by.in_(self.parties))
        if self.not_by:
            asked.append(_OBLIGATION.c.owed_by.not_in(self.not_by))
        if self.worker is not None:
            asked.append(_JOURNEY.c.worker == self.worker)
        if self.team is not None:
            asked.append(_JOURNEY.c.team == self.team)
        if self.kind is not None:
            asked.append(_OBLIGATION.c.kind == self.kind)
        if self.due_before is not None:
            asked.append(_OBLIGATION.c.due_at <= self.due_before)
        if self.viewer is not None:
            asked.append(shown_to(_OBLIGATION.c.reference, self.viewer))
        return asked


EVERYTHING = OwedFilter()


def owed(
    session: Session, which: OwedFilter = EVERYTHING, *, after: str | None = None, limit: int = 50
) -> Page[Owed]:
    """Return a page of what is open, what is due first first."""
    order = Order(_OBLIGATION.c.due_at, _OBLIGATION.c.id)
    statement = _whole().where(_OPEN, *which.conditions())
    return page(session, statement, order, _owed, after=after, limit=limit)


def count(session: Session, which: OwedFilter = EVERYTHING) -> int:
    """Return how many there are on all pages of the same filter."""
    counted = select(func.count()).select_from(_OBLIGATION)
    if which.team is not None or which.worker is not None:
        counted = counted.join(_JOURNEY, _JOURNEY.c.reference == _OBLIGATION.c.reference)
    return int(session.execute(counted.where(_OPEN, *which.conditions())).scalar_one())


def of_journey(session: Session, reference: str, *, is_open: bool = True) -> list[Owed]:
    """Return what is owed on a journey, or with `is_open=False` whatever was."""
    statement = _whole().where(_OBLIGATION.c.reference == reference)
    if is_open:
        statement = statement.where(_OPEN)
    rows = session.execute(statement.order_by(_OBLIGATION.c.number)).mappings()
    return [_owed(row) for row in rows]


def obligation(session: Session, obligation_id: str) -> Owed | None:
    """Return one obligation by its global id."""
    statement = _whole().where(_OBLIGATION.c.id == obligation_id)
    row = session.execute(statement).mappings().one_or_none()
    return None if row is None else _owed(row)


def _whole() -> Select[Any]:
    return select(_OBLIGATION, _JOURNEY.c.team, _JOURNEY.c.worker, _JOURNEY.c.stage).join(
        _JOURNEY, _JOURNEY.c.reference == _OBLIGATION.c.reference
    )


def _owed(row: RowMapping) -> Owed:
    return Owed(
        id=row["id"],
        reference=row["reference"],
        team=row["team"],
        worker=row["worker"],
        stage=row["stage"],
        obligation=as_obligation(row),
    )
