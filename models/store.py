"""The store: one database, its transactions, and its migration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models.engines import WRITES, as_store_error, open_engine
from models.versions import needs_migration, refuse_unless_ready

__all__ = ["Session", "Store"]

__all__ = ["Session", "Store"]  # a session goes through other rooms' hands, never its statements


class Store:
    """One database.

    Attributes:
        url: As it was given, without a password.
        dialect: `sqlite` or `postgresql`.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.url = engine.url.render_as_string(hide_password=True)
        self.dialect = engine.dialect.name
        self._writing = engine.execution_options(**{WRITES: True})
        self._reading = engine
        if self.dialect == "postgresql":
            # One snapshot for all queries of a page: a figure and its list agree.
            self._reading = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._ready = False

    @classmethod
    def open(cls, url: str) -> Store:
        """Return the store at an address.  Nothing is created, migrated or connected yet."""
        return cls(open_engine(url))

    def migrate(self) -> None:
        """Bring the tables to this program's revision; quick where they are there already.

        Raises:
            DatabaseNewerError: The tables are those of a newer program.
        """
        with self._translated():
            with self.engine.connect() as connection:
                behind = needs_migration(connection)
            if behind:
                # Alembic takes a third of a second to load, which every start would pay.
                from models.migrating import upgrade  # noqa: PLC0415 - see above

                upgrade(self.engine)
        self._ready = True

    def check(self) -> None:
        """Raise unless the database answers and is at this program's revision, asked anew.

        Raises:
            StoreUnavailableError: It does not answer.
            DatabaseNotReadyError: Its tables are older, or not there.
            DatabaseNewerError: Its tables are those of a newer program.
        """
        with self._translated(), self.engine.connect() as connection:
            refuse_unless_ready(connection)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give one transaction that is committed at the end, or not at all.

        SQLite: one writer at a time, from the first statement on.  PostgreSQL: read
        committed; whoever decides on what was read must name the version it was read at
        (`models.log.append`).  Not to be nested.
        """
        with self._session(self._writing) as session:
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give one snapshot for reading.  The database refuses to write in it."""
        with self._session(self._reading) as session:
            yield session

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        self._refuse_unless_ready()
        # Rows are written by statements, never by tracked objects: nothing is flushed.
        with (
            self._translated(),
            Session(engine, autoflush=False, expire_on_commit=False) as session,
        ):
            yield session

    def _refuse_unless_ready(self) -> None:
        if self._ready:
            return
        with self._translated(), self.engine.connect() as connection:
            refuse_unless_ready(connection)
        self._ready = True

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as fault:
            meaning = as_store_error(fault, self.url)
            if meaning is None:
                raise
            raise meaning from fault
