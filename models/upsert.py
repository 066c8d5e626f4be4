"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy apart."""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def insert_into(on: Session | Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert for the database that is asked."""
    bind = on.get_bind() if isinstance(on, Session) else on
    if bind.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
