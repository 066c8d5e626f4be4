"""Several writes as one statement, where the database can take them as one.

On PostgreSQL every statement is a journey to the server and back, and half a dozen of them take
longer than the writing.  There, one statement does them all, each write a part of it (a CTE).
SQLite knows no such statements, but lives in the same process: there, what is long is the way
through SQLAlchemy, so statements that it has once put into words go straight to the driver.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

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
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

Row = Mapping[str, Any]
Convert = Callable[[Any], Any]

_SQLITE = sqlite.dialect()


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
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    for shape, each in zip(shapes, writes, strict=True):
        statement, places = _in_words(shape)
        values = _values(each, "w_")
        row = [values[name] if put is None else put(values[name]) for name, put in places]
        try:
            driver.execute(statement, row)
        except sqlite3.Error as fault:
            # Without the row: it may hold what no error may say.
            raise DBAPIError.instance(statement, None, fault, sqlite3.Error) from fault


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
def _in_words(shape: _Shape) -> tuple[str, tuple[tuple[str, Convert | None], ...]]:
    """Return SQLite's own words for a write, and for each `?` in them what is put there."""
    _, table, columns = shape
    compiled = _statement(shape, "w_").compile(dialect=_SQLITE)
    (key,) = table.primary_key.columns
    types = {f"w_{column}": table.c[column].type for column in columns} | {"w_key": key.type}
    places = (
        (name, types[name].dialect_impl(_SQLITE).bind_processor(_SQLITE))
        for name in compiled.positiontup or ()
    )
    return str(compiled), tuple(places)


def _statement(shape: _Shape, prefix: str) -> Insert | Update:
    kind, table, columns = shape
    values = {column: bindparam(prefix + column, type_=table.c[column].type) for column in columns}
    if kind is Added:
        return insert(table).values(values).inline()
    (key,) = table.primary_key.columns
    return update(table).where(key == bindparam(f"{prefix}key")).values(values)
