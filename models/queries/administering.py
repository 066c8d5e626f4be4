"""The administration log: noted in the transaction of the change, listed the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from models.tables import AdministrationRow, table_of

_ENTRY = table_of(AdministrationRow)

Changes = tuple[tuple[str, str | None, str | None], ...]
"""Field, what it was, what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change; see `models.tables.administering.AdministrationRow`."""

    at: datetime
    by: str
    act: str
    kind: str
    subject: str
    changes: Changes = ()
    id: int | None = None


def note(session: Session, entry: Entry) -> None:
    """Note a change; it stays."""
    session.execute(
        _ENTRY.insert().values(
            at=entry.at,
            by=entry.by,
            act=entry.act,
            kind=entry.kind,
            subject=entry.subject,
            changes=[list(each) for each in entry.changes],
        )
    )


def entries(
    session: Session,
    *,
    kind: str | None = None,
    subject: str | None = None,
    by: str | None = None,
    before: int | None = None,
    limit: int,
) -> list[Entry]:
    """Return the changes that fit, the newest first.

    Args:
        before: Only those noted before this one, for the page that follows it.
    """
    found = select(_ENTRY)
    asked = {"kind": kind, "subject": subject, "by": by}
    for name, value in asked.items():
        if value is not None:
            found = found.where(_ENTRY.c[name] == value)
    if before is not None:
        found = found.where(_ENTRY.c.id < before)
    rows = session.execute(found.order_by(_ENTRY.c.id.desc()).limit(limit)).mappings()
    return [Entry(**{**row, "changes": _changes(row["changes"])}) for row in rows]


def _changes(kept: Sequence[Sequence[str | None]]) -> Changes:
    return tuple((str(field), before, after) for field, before, after in kept)
