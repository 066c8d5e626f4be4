"""Who is on journeys' records: the child and the family."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from models.tables import PersonRow, table_of

_PERSON = table_of(PersonRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Somebody on a journey's record; personal, for readers who may see it.

    Attributes:
        relation: To that journey's child; None for the child itself.
    """

    reference: str
    name: str
    relation: str | None


def on_journeys(session: Session, references: Collection[str]) -> dict[str, list[Relative]]:
    """Return who is on the record of each journey, the child first."""
    found: dict[str, list[Relative]] = {reference: [] for reference in references}
    statement = (
        select(_PERSON.c.reference, _PERSON.c.name, _PERSON.c.relation)
        .where(_PERSON.c.reference.in_(references))
        .order_by(_PERSON.c.reference, _PERSON.c.number)
    )
    for row in session.execute(statement).mappings():
        found[row["reference"]].append(Relative(**row))
    return found
