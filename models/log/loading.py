"""Reading a journey's events back, all of them or as the record stood at an instant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Row, bindparam, select, update
from sqlmodel import Session

from journey.events import Recorded
from journey.people import Role
from models.codec import decode
from models.queries import drafts
from models.tables import JourneyEventRow, table_of

_EVENT = table_of(JourneyEventRow)
_COLUMNS = (
    _EVENT.c.reference,
    _EVENT.c.version,
    _EVENT.c.type,
    _EVENT.c.schema_version,
    _EVENT.c.facts,
    _EVENT.c.narrative,
    _EVENT.c.occurred_at,
    _EVENT.c.recorded_at,
    _EVENT.c.actor,
    _EVENT.c.role,
    _EVENT.c.policy,
)
_ROLES = {role.value: role for role in Role}
_ONE = (
    select(*_COLUMNS)
    .where(_EVENT.c.reference == bindparam("journey"), _EVENT.c.version > bindparam("after"))
    .order_by(_EVENT.c.version)
)
_MANY = (
    select(*_COLUMNS)
    .where(_EVENT.c.reference.in_(bindparam("journeys", expanding=True)))
    .order_by(_EVENT.c.reference, _EVENT.c.version)
)
_MANY_THEN = _MANY.where(_EVENT.c.recorded_at <= bindparam("at"))

_SAID = (
    select(_EVENT.c.reference, _EVENT.c.version, _EVENT.c.narrative)
    .where(
        _EVENT.c.reference.in_(bindparam("journeys", expanding=True)),
        _EVENT.c.narrative.is_not(None),
    )
    .order_by(_EVENT.c.position.desc())
    .limit(bindparam("most"))
)


def load(
    session: Session,
    reference: str,
    *,
    at: datetime | None = None,
    version: int | None = None,
    after: int = 0,
) -> list[Recorded]:
    """Return a journey's events in order; none where there is no such journey.

    Attributes:
        at: Only what was on the record at this instant, by the clock that recorded it.
        version: Only up to and with this version.
        after: Only what came after this version.
    """
    rows: Iterable[Row[Any]] = session.execute(_ONE, {"journey": reference, "after": after}).all()
    if at is not None:
        # A clock that was set back must not let a later version in without an earlier one.
        rows = takewhile(lambda row: row.recorded_at <= at, rows)
    if version is not None:
        rows = takewhile(lambda row: row.version <= version, rows)
    return [_recorded(row) for row in rows]


def load_many(
    session: Session, references: Collection[str], *, at: datetime | None = None
) -> Iterator[tuple[str, list[Recorded]]]:
    """Yield each journey and its events, by reference, from one query.

    Args:
        at: Only what was on the record at this instant, by the clock that recorded it.
    """
    asked: dict[str, object] = {"journeys": list(references)}
    if at is None:
        rows = session.execute(_MANY, asked)
    else:
        rows = session.execute(_MANY_THEN, {**asked, "at": at})
    for reference, events in groupby(rows, key=attrgetter("reference")):
        yield reference, [_recorded(row) for row in events]


def latest_narratives(
    session: Session, references: Collection[str], *, limit: int
) -> list[tuple[str, int, dict[str, Any]]]:
    """Return the newest entries of some journeys that say something: where, and what."""
    rows = session.execute(_SAID, {"journeys": list(references), "most": limit})
    return [(row.reference, row.version, from_json(row.narrative)) for row in rows]


def destroy_narrative(session: Session, reference: str) -> int:
    """Destroy what was said on a journey, for ever; return on how many events.

    What people have begun to write about it goes with it.  The chain stays whole.  Whoever
    calls this projects the journey anew.
    """
    drafts.forget_about(session, reference=reference)
    destroy = (
        update(_EVENT)
        .where(_EVENT.c.reference == reference, _EVENT.c.narrative.is_not(None))
        .values(narrative=None, salt=None)
    )
    return session.connection().execute(destroy).rowcount


def _recorded(row: Sequence[Any]) -> Recorded:
    _, version, type_name, schema, facts, narrative, occurred, recorded, actor, role, policy = row
    return Recorded(
        version=version,
        event=decode(
            type_name,
            schema,
            from_json(facts),
            None if narrative is None else from_json(narrative),
        ),
        occurred_at=occurred,
        recorded_at=recorded,
        actor=actor,
        role=_ROLES[role],
        policy=policy,
    )
