"""Many journeys quickly: the rows of a few real ones, copied under new references.

A copy is a journey like any other, but for its hashes, which are those of the original: its
log would not verify.  Nothing that is measured looks at them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, text
from sqlmodel import SQLModel

from casework.hub import Hub
from models.engines import WRITES
from models.tables import (
    DeliveryRow,
    JourneyRow,
    LogHeadRow,
    ObligationRow,
    Record,
    SourceReferenceRow,
    table_of,
)

# What a sweep reads and writes, for databases too large to be filled with everything.
OWED_ONLY: tuple[type[SQLModel], ...] = (JourneyRow, LogHeadRow, ObligationRow)


def copy(
    hub: Hub,
    originals: Mapping[str, int],
    *,
    series: str,
    tables: Sequence[type[SQLModel]] = (),
    not_due: bool = False,
) -> dict[str, list[str]]:
    """Copy journeys, each as often as asked; return the new references by original.

    Args:
        originals: How many copies of each reference.
        series: First part of the new references, such as `TL24`, which must be free.
        tables: Only these; everything that belongs to a journey if none is named.
        not_due: Nothing of the copies falls due for a month, and then bit by bit.
    """
    made: dict[str, list[str]] = {}
    number = 0
    for original, copies in originals.items():
        made[original] = [f"{series}-{n:07d}" for n in range(number + 1, number + copies + 1)]
        number += copies
    pairs = [
        {"n": n, "original": original, "fresh": fresh}
        for n, (original, fresh) in enumerate(
            (original, fresh) for original, references in made.items() for fresh in references
        )
    ]
    chosen = [table_of(each) for each in tables] or [
        table for table in Record.metadata.sorted_tables if "reference" in table.c
    ]
    with hub.store.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(
            text("CREATE TABLE bench_copy (n BIGINT, original TEXT, fresh TEXT PRIMARY KEY)")
        )
        connection.execute(text("INSERT INTO bench_copy VALUES (:n, :original, :fresh)"), pairs)
        later = _LATER[hub.store.dialect] if not_due else ""
        for table in chosen:
            connection.execute(text(_copying(table, later)))
        connection.execute(text("DROP TABLE bench_copy"))
    with hub.store.engine.execution_options(**{WRITES: True}).begin() as connection:
        settle(connection)
    return made


def settle(connection: Connection) -> None:
    """Do what a database does by itself after a while: count what is in its tables."""
    connection.execute(text("ANALYZE"))


_LATER = {
    "sqlite": " + (2592000 + c.n) * 1000000",
    "postgresql": " + (2592000 + c.n) * interval '1 second'",
}


def _copying(table: Table, later: str) -> str:
    columns = [column.name for column in table.c if column.name != "position"]
    values = [_value(table, column, later) for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {table.name} ({names}) SELECT {', '.join(values)} "  # noqa: S608 - names of our own tables
        f"FROM bench_copy c JOIN {table.name} t ON t.reference = c.original ORDER BY c.fresh"
    )


def _value(table: Table, column: str, later: str) -> str:
    special = {
        "reference": "c.fresh",
        "id": "replace(t.id, c.original, c.fresh)",
        # The first event of a journey names it.
        "facts": "replace(t.facts, c.original, c.fresh)",
        "next_action_at": f"t.next_action_at{later}",
    }
    if table is table_of(DeliveryRow):
        # What was sent long ago is not sent again by a hub that starts to deliver.
        special["state"] = "'sent'"
    if table is table_of(SourceReferenceRow):
        special["source_reference"] = "t.source_reference || c.fresh"
    return special.get(column, f't."{column}"')
