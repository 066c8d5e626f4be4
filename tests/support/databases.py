"""Fresh, empty, migrated databases, made quickly by copying one that was migrated once."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from models.store import Store

TEMPLATE = "throughline_template"

# Whoever a test left connected is cut off first.  The triggers that keep the log are asleep for
# this one session.  Deleting few rows is quicker than truncating many tables.
EMPTY = """
DO $$
DECLARE name text;
BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET LOCAL lock_timeout = '20s';
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', name);
  END LOOP;
END $$
"""


class SqliteDatabases:
    """Databases in files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.sqlite"
        store = Store.open(f"sqlite:///{self._template}")
        store.migrate()
        store.close()

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """Give the address of a new database."""
        file = folder / "hub.sqlite"
        shutil.copyfile(self._template, file)
        yield f"sqlite:///{file}"


class PostgresDatabases:
    """Databases of one cluster.

    Making one takes ten times as long as emptying one, so they are used again.  A test that alters
    tables, and not only rows, asks for an unmigrated one.

    Attributes:
        cluster: The cluster's address, without the database's name at its end.
    """

    def __init__(self, cluster: str) -> None:
        self.cluster = cluster
        self._numbers = count(1)
        self._free: list[str] = []
        self._execute("postgres", f"CREATE DATABASE {TEMPLATE}")
        store = Store.open(f"{cluster}/{TEMPLATE}")
        store.migrate()
        store.close()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the address of an empty, migrated database."""
        name = self._free.pop() if self._free else self._make(TEMPLATE)
        try:
            yield f"{self.cluster}/{name}"
        finally:
            self._execute(name, EMPTY)
            self._free.append(name)

    @contextmanager
    def unmigrated(self) -> Iterator[str]:
        """Give the address of a database without any table; it is dropped afterwards."""
        name = self._make("template0")
        try:
            yield f"{self.cluster}/{name}"
        finally:
            self._execute("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def _make(self, template: str) -> str:
        name = f"hub_{next(self._numbers)}"
        self._execute("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def _execute(self, database: str, *statements: str) -> None:
        url = make_url(self.cluster)
        with psycopg.connect(
            host=url.host, port=url.port, user=url.username, dbname=database, autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement)
