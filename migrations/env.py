"""Alembic's entrance, for a connection that `models.migrating` has opened."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString

from models.tables import Record

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("run migrations through Store.migrate(), or tools/new_migration.py")


def in_plain_words(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write SQLModel's own name for a string as the string that it is."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


context.configure(
    connection=connection,
    target_metadata=Record.metadata,
    # SQLite cannot alter a column: the table is made anew and filled from the old one.
    render_as_batch=True,
    render_item=in_plain_words,
    # The caller's transaction holds everything, on SQLite too.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
