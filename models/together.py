"""Several writes as one statement, where the database can take them as one.

On PostgreSQL every statement is a journey to the server and back, and half a dozen of them take
longer than the writing.  There, one statement does them all, each write a part of it (a CTE).
SQLite lives in the same process, so nothing would be gained, and knows no such statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    literal,
    select,
    update,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Added:
    """A new row."""

    table: Table
    row: Row


@dataclass(frozen=True, slots=True)
class Changed:
    """New values for some columns of the row whose primary key is *key*."""

    table: Table
    key: Any
    row: Row


Write = Added | Changed
_Shape = tuple[type[Write], Table, tuple[str, ...]]


def write_together(connection: Connection, writes: Sequence[Write]) -> None:
    """Do all of the writes, which must be to different rows; none sees what another did."""
    shapes = tuple((type(each), each.table, tuple(each.row)) for each in writes)
    if connection.dialect.name == "postgresql":
        values: dict[str, Any] = {}
        for number, each in enumerate(writes):
            values |= _values(each, f"w{number}_")
        connection.execute(_in_one(shapes), values)
        return
    for shape, each in zip(shapes, writes, strict=True):
        connection.execute(_alone(shape), _values(each, "w_"))


def _values(write: Write, prefix: str) -> dict[str, Any]:
    values = {prefix + column: value for column, value in write.row.items()}
    if isinstance(write, Changed):
        values[f"{prefix}key"] = write.key
    return values


@cache
def _in_one(shapes: tuple[_Shape, ...]) -> Select[Any]:
    parts = [
        _statement(shape, f"w{number}_").cte(f"w{number}") for number, shape in enumerate(shapes)
    ]
    return select(literal(1)).add_cte(*parts)


@cache
def _alone(shape: _Shape) -> Insert | Update:
    return _statement(shape, "w_")


def _statement(shape: _Shape, prefix: str) -> Insert | Update:
    kind, table, columns = shape
    values = {column: bindparam(prefix + column, type_=table.c[column].type) for column in columns}
    if kind is Added:
        return insert(table).values(values).inline()
    (key,) = table.primary_key.columns
    return update(table).where(key == bindparam(f"{prefix}key")).values(values)
