"""References: ours, given out in order, and those that senders put on what they send."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from models.errors import TakenMeanwhileError
from models.tables import CounterRow, SourceReferenceRow, table_of
from models.upsert import insert_into

_COUNTER = table_of(CounterRow)
_SOURCE = table_of(SourceReferenceRow)


@dataclass(frozen=True, slots=True)
class SourceReference:
    """The journey that a sender's reference led to, and a fingerprint of the child."""

    reference: str
    fingerprint: str


def next_reference(session: Session, year: int) -> str:
    """Return a journey's new reference: `TL25-000001` is the first of 2025.

    Without gaps: a contact that is not kept in the end gives its number back.
    """
    return next_references(session, year, 1)[0]


def next_references(session: Session, year: int, count: int) -> tuple[str, ...]:
    """Return the references of as many journeys, in order: one for each child of a contact."""
    name = f"TL{year % 100:02d}"
    counted = insert_into(session, _COUNTER).values(name=name, value=count)
    last = session.execute(
        counted.on_conflict_do_update(
            index_elements=[_COUNTER.c.name], set_={"value": _COUNTER.c.value + count}
        ).returning(_COUNTER.c.value)
    ).scalar_one()
    return tuple(f"{name}-{number:06d}" for number in range(last - count + 1, last + 1))


def find_source(session: Session, *, sender: str, source_reference: str) -> SourceReference | None:
    """Return what a sender's reference stands for, None where it is new."""
    row = session.execute(
        select(_SOURCE.c.reference, _SOURCE.c.fingerprint).where(
            _SOURCE.c.sender == sender, _SOURCE.c.source_reference == source_reference
        )
    ).one_or_none()
    return None if row is None else SourceReference(*row)


def keep_source(
    session: Session, *, sender: str, source_reference: str, reference: str, fingerprint: str
) -> None:
    """Keep what a sender's reference stands for, in the transaction that received it.

    Raises:
        TakenMeanwhileError: The same reference came in twice at once; nothing was kept.
    """
    kept = (
        insert_into(session, _SOURCE)
        .values(
            sender=sender,
            source_reference=source_reference,
            reference=reference,
            fingerprint=fingerprint,
        )
        .on_conflict_do_nothing()
        .returning(_SOURCE.c.reference)
    )
    if session.execute(kept).one_or_none() is None:
        raise TakenMeanwhileError("source reference")
