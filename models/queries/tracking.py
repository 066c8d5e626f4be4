"""How far the flow run of each journey has followed its log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select, text, update
from sqlmodel import Session

from models.rows import write_rows
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
_FOLLOW = (
    update(_HEAD)
    .where(
        _HEAD.c.reference == bindparam("journey"), _HEAD.c.tracked_version < bindparam("reached")
    )
    .values(tracked_version=bindparam("reached"))
)


def behind(session: Session, limit: int = 500, *, after: str = "") -> list[Tracked]:
    """Return journeys whose run is behind, by reference, those after *after* alone."""
    statement = (
        select(*_COLUMNS)
        .where(_BEHIND, _HEAD.c.reference > bindparam("after"))
        .order_by(_HEAD.c.reference)
        .limit(bindparam("most"))
    )
    return [Tracked(*row) for row in session.execute(statement, {"after": after, "most": limit})]


def tracked(session: Session, reference: str) -> Tracked | None:
    """Return how a journey is tracked, None where there is no such journey."""
    row = session.execute(select(*_COLUMNS).where(_HEAD.c.reference == reference)).one_or_none()
    return None if row is None else Tracked(*row)


def shown_by(session: Session, reference: str, run_id: str) -> None:
    """Note which run shows a journey."""
    session.execute(update(_HEAD).where(_HEAD.c.reference == reference).values(run_id=run_id))


def followed(session: Session, reached: Mapping[str, int]) -> None:
    """Note how far the runs of these journeys have followed; never back."""
    # The newest first, as where a new contact joins an old journey: two orders of taking
    # hold of the same rows would be a deadlock.
    newest_first = sorted(reached.items(), reverse=True)
    rows = [{"journey": each, "reached": version} for each, version in newest_first]
    write_rows(session.connection(), _FOLLOW, rows)
