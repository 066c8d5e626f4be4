"""Appending to the log of one journey: all of a command's events, or none."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlmodel import Session

from journey.errors import JourneyMovedOn
from journey.events import Recorded
from models.canonical import canonical
from models.codec import encode
from models.log.chain import BEGINNING, Link, hash_of, narrative_hash
from models.rows import write_rows
from models.tables import JourneyEventRow, LogHeadRow, table_of
from models.upsert import insert_into

_EVENT = table_of(JourneyEventRow)
_HEAD = table_of(LogHeadRow)

_INSERT = insert(_EVENT).inline()
_READ_HEAD = (
    select(_HEAD.c.version, _HEAD.c.hash)
    .where(_HEAD.c.reference == bindparam("journey"))
    .with_for_update()
)
_KEEP_STILL = (
    select(_HEAD.c.reference)
    .where(_HEAD.c.reference.in_(bindparam("journeys", expanding=True)))
    .order_by(_HEAD.c.reference)
    .with_for_update()
)
_MOVE_HEAD = (
    update(_HEAD)
    .where(_HEAD.c.reference == bindparam("journey"), _HEAD.c.version == bindparam("expected"))
    .values(version=bindparam("reached"), hash=bindparam("head"))
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log of a journey stands: version 0 before its first event."""

    reference: str
    version: int
    hash: str


def append(
    session: Session, reference: str, recorded: Sequence[Recorded], *, expected_version: int
) -> str:
    """Append a command's events after *expected_version* and return the new head's hash.

    Raises:
        JourneyMovedOn: Somebody else has appended meanwhile.  Nothing is written.
    """
    head = head_of(session, reference)
    if head.version != expected_version:
        raise JourneyMovedOn(reference, expected_version, head.version)
    return append_at(session, head, recorded)


def keep_still(session: Session, references: Collection[str]) -> None:
    """Let nobody else append to these journeys until this transaction ends.

    They are locked in the order of their references, so that of two people who work on the
    same pair of journeys one waits for the other, and neither for ever.
    """
    session.connection().execute(_KEEP_STILL, {"journeys": sorted(references)})


def head_of(session: Session, reference: str) -> Head:
    """Return where a journey's log stands; in a writing transaction nobody else moves it."""
    row = session.connection().execute(_READ_HEAD, {"journey": reference}).one_or_none()
    return Head(reference, 0, BEGINNING) if row is None else Head(reference, row[0], row[1])


def append_at(session: Session, head: Head, recorded: Sequence[Recorded]) -> str:
    """Append after a head that was read in this transaction."""
    rows: list[dict[str, Any]] = []
    reached = head.hash
    for version, each in enumerate(recorded, start=head.version + 1):
        if each.version != version:
            raise ValueError(f"{head.reference}: version {each.version} where {version} is next")
        rows.append(event_row(head.reference, each, reached))
        reached = rows[-1]["hash"]
    if rows:
        connection = session.connection()
        write_rows(connection, _INSERT, rows)
        if head.version:
            _move(connection, head, len(rows), reached)
        else:
            _begin(connection, head, len(rows), reached)
    return reached


def _move(connection: Connection, head: Head, events: int, reached: str) -> None:
    """Compare and set: of two writers that read the same head, one finds it moved."""
    values = {
        "journey": head.reference,
        "expected": head.version,
        "reached": head.version + events,
        "head": reached,
    }
    if connection.execute(_MOVE_HEAD, values).rowcount != 1:
        raise JourneyMovedOn(head.reference, head.version, _version(connection, head))


def _begin(connection: Connection, head: Head, events: int, reached: str) -> None:
    begun = (
        insert_into(connection, _HEAD)
        .values(reference=head.reference, version=events, hash=reached)
        .on_conflict_do_nothing()
        .returning(_HEAD.c.reference)
    )
    if connection.execute(begun).one_or_none() is None:
        raise JourneyMovedOn(head.reference, 0, _version(connection, head))


def _version(connection: Connection, head: Head) -> int:
    found: int = connection.execute(_READ_HEAD, {"journey": head.reference}).scalar_one()
    return found


def event_row(reference: str, recorded: Recorded, previous_hash: str) -> dict[str, Any]:
    """Return the columns of an event that follows one of that hash."""
    event = recorded.event
    facts, narrative = encode(event)
    text = canonical(narrative) if narrative else None
    salt = secrets.token_hex(16) if narrative else None
    link = Link(
        previous_hash=previous_hash,
        reference=reference,
        version=recorded.version,
        type=type(event).__name__,
        schema_version=event.SCHEMA,
        facts=canonical(facts),
        narrative_hash=narrative_hash(text, salt),
        occurred_at=recorded.occurred_at,
        recorded_at=recorded.recorded_at,
        actor=recorded.actor,
        role=recorded.role.value,
        policy=recorded.policy,
    )
    return {**link._asdict(), "narrative": text, "salt": salt, "hash": hash_of(link)}
