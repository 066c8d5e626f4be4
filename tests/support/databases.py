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

    Attributes:
        cluster: The cluster's address, without the database's name at its end.
    """

    def __init__(self, cluster: str) -> None:
        self.cluster = cluster
        self._numbers = count(1)
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        store = Store.open(f"{cluster}/{TEMPLATE}")
        store.migrate()
        store.close()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the address of a new database; it is dropped afterwards."""
        with self._made_from(TEMPLATE) as url:
            yield url

    @contextmanager
    def unmigrated(self) -> Iterator[str]:
        """Give the address of a database without any table."""
        with self._made_from("template0") as url:
            yield url

    @contextmanager
    def _made_from(self, template: str) -> Iterator[str]:
        name = f"hub_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield f"{self.cluster}/{name}"
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        url = make_url(self.cluster)
        with psycopg.connect(
            host=url.host, port=url.port, user=url.username, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)
