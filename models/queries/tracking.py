"""How far the flow run of each journey has followed its log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select, text, update
from sqlmodel import Session

from models.tables import LogHeadRow, table_of

_HEAD = table_of(LogHeadRow)
# Written out, so that the index of those behind serves it.
_BEHIND = text("log_head.tracked_version < log_head.version")


@dataclass(frozen=True, slots=True)
class Tracked:
    """A journey, its flow run, and how far that has followed.

    Attributes:
        run_id: None before there is a run.
        tracked_version: 0 before anything was followed.
    """

    reference: str
    run_id: str | None
    tracked_version: int
    version: int

    @property
    def is_behind(self) -> bool:
        """Return whether the run has something to follow."""
        return self.tracked_version < self.version


_COLUMNS = (_HEAD.c.reference, _HEAD.c.run_id, _HEAD.c.tracked_version, _HEAD.c.version)


def behind(session: Session, limit: int = 500, *, after: str = "") -> list[Tracked]:
    """Return journeys whose run is behind, by reference, those after *after* alone."""
    statement = (
        select(*_COLUMNS)
        .where(_BEHIND, _HEAD.c.reference > bindparam("after"))
        .order_by(_HEAD.c.reference)
        .limit(bindparam("most"))
    )
    return [Tracked(*row) for row in session.execute(statement, {"after": after, "most": limit})]


def count_behind(session: Session) -> int:
    """Return how many journeys' runs are behind."""
    return int(session.execute(select(func.count()).select_from(_HEAD).where(_BEHIND)).scalar_one())


def tracked(session: Session, references: Collection[str]) -> dict[str, Tracked]:
    """Return how these journeys are tracked."""
    statement = select(*_COLUMNS).where(_HEAD.c.reference.in_(references))
    return {row.reference: Tracked(*row) for row in session.execute(statement)}


def by_run(session: Session, run_id: str) -> Tracked | None:
    """Return the journey that a flow run is of."""
    row = session.execute(select(*_COLUMNS).where(_HEAD.c.run_id == run_id)).one_or_none()
    return None if row is None else Tracked(*row)


def caught_up(session: Session, reference: str, *, run_id: str, version: int) -> None:
    """Note how far a journey's run has followed; never back."""
    session.execute(
        update(_HEAD)
        .where(_HEAD.c.reference == reference, _HEAD.c.tracked_version <= version)
        .values(run_id=run_id, tracked_version=version)
    )


def start_anew(session: Session, reference: str) -> None:
    """Forget a journey's run, which is gone: the next one follows from the beginning."""
    session.execute(
        update(_HEAD).where(_HEAD.c.reference == reference).values(run_id=None, tracked_version=0)
    )
