"""Writing rows by statements made once, as cheaply as the driver allows.

Over the session's connection, not the session: tracked objects, which we have none of, cost
as much again as the statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Update


def write_rows(
    connection: Connection, statement: Insert | Update | Delete, rows: Sequence[dict[str, Any]]
) -> None:
    """Run a statement once for each row.

    One row goes as itself: a list of one would set up a whole pipeline for it.
    """
    if len(rows) == 1:
        connection.execute(statement, rows[0])
    elif rows:
        connection.execute(statement, rows)
