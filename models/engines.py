"""Connections: what each database is told when one is opened, and how errors are read."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from models.errors import (
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
    UnsupportedDatabaseError,
)

WRITES = "throughline_writes"
"""Execution option of transactions that mean to write."""

_SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
)

# PostgreSQL's five-letter codes.
_FULL = {"53100"}
_BUSY = {"40001", "40P01", "55P03"}
_GONE = {"57P01", "57P02", "57P03", "08000", "08001", "08003", "08006"}


def open_engine(address: str) -> Engine:
    """Return an engine for `sqlite:///FILE` or `postgresql://…`; nothing is connected yet."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise UnsupportedDatabaseError(address.partition(":")[0]) from None
    match url.get_backend_name():
        case "sqlite" if url.database and url.database != ":memory:":
            return _sqlite(url.set(drivername="sqlite+pysqlite"), Path(url.database))
        case "postgresql":
            return _postgresql(url.set(drivername="postgresql+psycopg"))
        case _:
            raise UnsupportedDatabaseError(url.render_as_string(hide_password=True))


def _sqlite(url: URL, file: Path) -> Engine:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Values of a statement may be a child's name: they are kept out of every error's text.
    engine = create_engine(url, hide_parameters=True, pool_size=5, max_overflow=20)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _record: Any) -> None:
    # The driver's own idea of when a transaction begins is switched off; see `_begin_sqlite`.
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in _SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once, or promise not to write.

    A transaction that reads first and writes later could not wait for its turn: SQLite
    would refuse it, because what it read may have changed.
    """
    writes = connection.get_execution_options().get(WRITES)
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    try:
        driver.execute(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    except sqlite3.OperationalError as fault:
        raise OperationalError("BEGIN", None, fault) from fault


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=5,
        max_overflow=20,
        # Not asked before each use whether it still answers: that would double what short
        # transactions cost.  A connection that broke fails once and is replaced.
        pool_recycle=1_800,
        connect_args={"options": "-c timezone=UTC", "connect_timeout": 5},
    )


def as_store_error(fault: DBAPIError, where: str) -> StoreError | None:
    """Return what a driver's error means to the house, None where it is a plain bug."""
    original = fault.orig
    if isinstance(original, sqlite3.Error):
        return _sqlite_error(original, where)
    state = getattr(original, "sqlstate", None)
    if state in _FULL:
        return StoreFullError()
    if state in _BUSY:
        return StoreBusyError()
    if state in _GONE or fault.connection_invalidated:
        return StoreUnavailableError(where)
    if state is None and isinstance(fault, OperationalError):
        return StoreUnavailableError(where)
    return None


def _sqlite_error(original: sqlite3.Error, where: str) -> StoreError | None:
    match getattr(original, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return StoreFullError()
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusyError()
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_NOTADB:
            return StoreUnavailableError(where)
        case _:
            return None
