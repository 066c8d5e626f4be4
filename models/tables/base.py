"""What all tables have in common.

Names of constraints follow one convention, so that a migration can name what it changes.
An id inside a journey (`O1`) is `…_id` or `episode`, `about`, `obligation`; a row's own `id`
is the global one, `TL25-000001.O1`.
"""

from __future__ import annotations

from sqlalchemy import MetaData, Table
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(SQLModel):
    """Base of every table of the house."""

    metadata = MetaData(naming_convention=NAMING)


def table_of(record: type[SQLModel]) -> Table:
    """Return the table behind a class, for statements that need no objects."""
    return record.metadata.tables[str(record.__tablename__)]
