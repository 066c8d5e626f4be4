"""Whether the record is whole: every hash, every link, every head, every seal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from models.log.chain import BEGINNING, Link, hash_of, narrative_hash
from models.log.sealing import broken_seal
from models.tables import JourneyEventRow, LogHeadRow, table_of

_EVENT = table_of(JourneyEventRow)
_HEAD = table_of(LogHeadRow)
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of verifying.

    Attributes:
        first_fault: The first place where the record is not what was written.
    """

    whole: bool
    events: int
    first_fault: str | None = None


def verify(session: Session) -> Verification:
    """Recompute every hash of the log.  A reading session sees one snapshot of it."""
    heads = {row.reference: row for row in session.execute(select(_HEAD))}
    events = 0
    previous = BEGINNING
    reference, version = "", 0
    for row in _events(session):
        events += 1
        if row.reference != reference:
            fault = _ends_wrong(reference, heads.pop(reference, None), version, previous)
            if fault:
                return Verification(whole=False, events=events, first_fault=fault)
            reference, version, previous = row.reference, 0, BEGINNING
        version += 1
        fault = _fault(row, version, previous)
        if fault:
            return Verification(whole=False, events=events, first_fault=fault)
        previous = row.hash
    fault = _ends_wrong(reference, heads.pop(reference, None), version, previous)
    if heads and not fault:
        fault = f"{min(heads)}: every event is missing"
    fault = fault or broken_seal(session)
    return Verification(whole=fault is None, events=events, first_fault=fault)


def _events(session: Session) -> Iterator[Row[Any]]:
    stream = select(_EVENT).order_by(_EVENT.c.reference, _EVENT.c.version)
    return iter(session.execute(stream, execution_options={"yield_per": _BATCH}))


def _fault(row: Row[Any], version: int, previous: str) -> str | None:
    place = f"{row.reference} version {row.version} (position {row.position})"
    if row.version != version:
        return f"{row.reference} version {version}: missing"
    if row.previous_hash != previous:
        return f"{place}: does not follow the event before it"
    if row.narrative is not None and row.narrative_hash != narrative_hash(row.narrative, row.salt):
        return f"{place}: the narrative was changed"
    if row.hash != hash_of(Link(*(getattr(row, name) for name in Link._fields))):
        return f"{place}: the event was changed"
    return None


def _ends_wrong(reference: str, head: Row[Any] | None, version: int, last: str) -> str | None:
    """Return what is wrong between a journey's last event and the head that was noted."""
    if version == 0:
        return None
    if head is None:
        return f"{reference}: nobody noted where its log ends"
    if head.version != version:
        return f"{reference}: ends at version {version}, not at {head.version}"
    if head.hash != last:
        return f"{reference} version {version}: is not the event that was last appended"
    return None
