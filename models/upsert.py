"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy apart."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def insert_into(session: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert for the session's own database."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
