"""Running the migrations.  Apart from the store, because Alembic is slow to load."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from models.engines import WRITES
from models.versions import HEAD, needs_migration

SCRIPTS = Path(__file__).resolve().parents[1] / "migrations"
"""Beside this package, in the repository and in the wheel alike."""

# Any number that nobody else uses: the lock under which one process at a time migrates.
_LOCK = 7_411_093


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, for a connection that is in its transaction."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Bring the tables to the newest revision: all of it in one transaction, or nothing."""
    with engine.execution_options(**{WRITES: True}).connect() as connection:
        on_sqlite = connection.dialect.name == "sqlite"
        driver = connection.connection.cursor()
        if on_sqlite:
            # Rebuilding a table would otherwise count as deleting what refers to it, and
            # this setting cannot be changed inside the transaction.
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            if not on_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            if needs_migration(connection):
                command.upgrade(configuration(connection), HEAD)
            connection.commit()
        finally:
            connection.rollback()
            if on_sqlite:
                driver.execute("PRAGMA foreign_keys=ON")
            driver.close()
