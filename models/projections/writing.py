"""Writing what changed: of all rows of a journey only those that differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Delete, Insert, Table, Update, bindparam, delete, insert, update
from sqlmodel import Session, SQLModel

from journey.case import Case
from models.projections.rows import PROJECTIONS, Rows, rows_of
from models.rows import write_rows
from models.tables import table_of

Change = list[dict[str, Any]]


class _Statements(NamedTuple):
    key: str
    add: Insert
    change: Update
    remove: Delete


@dataclass(frozen=True, slots=True)
class Changes:
    """What leads from one state of a table to another, for the rows of one journey."""

    added: Change = field(default_factory=list)
    changed: Change = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Return whether there is anything to write."""
        return bool(self.added or self.changed or self.removed)


def write(session: Session, before: Case | None, after: Case) -> None:
    """Bring the projections from one state of a journey to the next.

    Who is to be told stands in them, but nobody is told by it: see `queries.deliveries.queue`.
    """
    old = rows_of(before or Case())
    new = rows_of(after)
    connection = session.connection()
    for table in PROJECTIONS:
        changes = differences(old[table], new[table])
        if changes:
            apply(connection, table, changes)


def differences(old: Rows, new: Rows) -> Changes:
    """Return what leads from the old rows of a table to the new ones."""
    return Changes(
        added=[row for key, row in new.items() if key not in old],
        changed=[row for key, row in new.items() if key in old and old[key] != row],
        removed=[key for key in old if key not in new],
    )


def apply(connection: Connection, table: type[SQLModel], changes: Changes) -> None:
    """Write what changed in one table."""
    statements = _STATEMENTS[table]
    if changes.removed:
        connection.execute(statements.remove, {"keys": changes.removed})
    if changes.changed:
        named = [{**row, "the_key": row[statements.key]} for row in changes.changed]
        write_rows(connection, statements.change, named)
    write_rows(connection, statements.add, changes.added)


def _statements(table: Table) -> _Statements:
    (key,) = table.primary_key.columns
    others: dict[str, Any] = {c.name: bindparam(c.name) for c in table.c if c is not key}
    return _Statements(
        key=key.name,
        add=insert(table).inline(),
        change=update(table).where(key == bindparam("the_key")).values(others),
        remove=delete(table).where(key.in_(bindparam("keys", expanding=True))),
    )


_STATEMENTS: Mapping[type[SQLModel], _Statements] = {
    projection: _statements(table_of(projection)) for projection in PROJECTIONS
}
