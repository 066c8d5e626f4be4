"""Which revision a database is at, found without loading the migration machinery."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from models.errors import DatabaseNewerError, DatabaseNotReadyError

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""Every revision there is, oldest first.  A test holds this equal to `migrations/versions`."""

HEAD = REVISIONS[-1]


def revision(connection: Connection) -> str | None:
    """Return the revision the database is at, None where it was never migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar_one_or_none()
    return found


def needs_migration(connection: Connection) -> bool:
    """Return whether older tables, or none, are there; refuse those of a newer program."""
    found = revision(connection)
    if found is not None and found not in REVISIONS:
        raise DatabaseNewerError(found, HEAD)
    return found != HEAD


def refuse_unless_ready(connection: Connection) -> None:
    """Raise unless the database is at the revision that this program was written for."""
    if needs_migration(connection):
        raise DatabaseNotReadyError(revision(connection), HEAD)
