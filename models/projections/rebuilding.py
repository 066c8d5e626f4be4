"""Rebuilding the projections from the log, or finding where they differ from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, union
from sqlmodel import Session, SQLModel

from journey.case import Case
from journey.evolve import fold
from models.log import load_many
from models.projections.rows import PROJECTIONS, Rows, rows_of
from models.projections.writing import Changes, apply, differences
from models.store import Store
from models.tables import LogHeadRow, table_of

_HEAD = table_of(LogHeadRow)
_BATCH = 200
_NAMED_DIFFERENCES = 100


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What came of a rebuild.

    Attributes:
        equal: The projections said what the log says, before anything was written.
        differences: The first hundred, by table and key; never what a row holds.
    """

    equal: bool
    journeys: int
    differences: list[str]


def rebuild(
    store: Store, *, check: bool, progress: Callable[[int, int], None] | None = None
) -> Rebuild:
    """Compare the projections with the log, row for row, and unless *check* put them right.

    Each batch of journeys is one transaction, so that work can go on beside it.

    Args:
        progress: Called with how many journeys are done, and how many there are.
    """
    with store.read() as session:
        references = _references(session)
    found: list[str] = []
    for done in range(0, len(references), _BATCH):
        batch = references[done : done + _BATCH]
        with store.read() if check else store.write() as session:
            if not check:
                _keep_still(session, batch)
            for table, changes in _differences(session, batch):
                found.extend(_named(table, changes))
                if not check:
                    apply(session.connection(), table, changes)
        if progress is not None:
            progress(min(done + _BATCH, len(references)), len(references))
    return Rebuild(
        equal=not found, journeys=len(references), differences=found[:_NAMED_DIFFERENCES]
    )


def _references(session: Session) -> list[str]:
    """Return every journey that the log or a projection knows."""
    tables = [_HEAD, *(table_of(projection) for projection in PROJECTIONS)]
    every = union(*(select(table.c.reference) for table in tables))
    return sorted(session.execute(every).scalars())


def _keep_still(session: Session, references: Sequence[str]) -> None:
    """Let nobody append to these journeys while they are put right."""
    batch = select(_HEAD.c.version).where(_HEAD.c.reference.in_(references))
    session.execute(batch.order_by(_HEAD.c.reference).with_for_update())


def _differences(
    session: Session, references: Sequence[str]
) -> Iterator[tuple[type[SQLModel], Changes]]:
    live = {table: _live(session, table, references) for table in PROJECTIONS}
    right: dict[type[SQLModel], Rows] = {table: {} for table in PROJECTIONS}
    for _, recorded in load_many(session, references):
        case: Case = fold(recorded)
        for table, rows in rows_of(case).items():
            right[table].update(rows)
    for table in PROJECTIONS:
        changes = differences(live[table], right[table])
        if changes:
            yield table, changes


def _live(session: Session, projection: type[SQLModel], references: Sequence[str]) -> Rows:
    table = table_of(projection)
    (key,) = table.primary_key.columns
    rows = session.execute(select(table).where(table.c.reference.in_(references)))
    return {row[key.name]: dict(row) for row in rows.mappings()}


def _named(projection: type[SQLModel], changes: Changes) -> Iterator[str]:
    table = table_of(projection)
    (key,) = table.primary_key.columns
    rows: tuple[tuple[str, list[Any]], ...] = (
        ("missing", [row[key.name] for row in changes.added]),
        ("wrong", [row[key.name] for row in changes.changed]),
        ("not in the log", changes.removed),
    )
    for how, keys in rows:
        yield from (f"{table.name} {each}: {how}" for each in keys)
