"""Looks at children's records: noted, and listed the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import func, select
from sqlmodel import Session

from models.tables import LookRow, table_of

_LOOK = table_of(LookRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look; see `models.tables.looking.LookRow`."""

    at: datetime
    user: str
    role: str
    reference: str
    what: str
    way: str
    agency: str | None = None
    override: bool = False
    id: int | None = None


def note(session: Session, looks: Sequence[Look]) -> None:
    """Note looks; they stay."""
    rows = [{name: value for name, value in asdict(each).items() if name != "id"} for each in looks]
    session.execute(_LOOK.insert(), rows)


def newest_look(session: Session) -> datetime | None:
    """Return when somebody last looked at a record."""
    return cast("datetime | None", session.execute(select(func.max(_LOOK.c.at))).scalar_one())


def looks(
    session: Session,
    *,
    user: str | None = None,
    reference: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Look]:
    """Return the looks that fit, the newest first.

    Args:
        until: Not at or after this instant.
        before: Only those noted before this one, for the page that follows it.
    """
    found = select(_LOOK)
    if user is not None:
        found = found.where(_LOOK.c.user == user)
    if reference is not None:
        found = found.where(_LOOK.c.reference == reference)
    if since is not None:
        found = found.where(_LOOK.c.at >= since)
    if until is not None:
        found = found.where(_LOOK.c.at < until)
    if before is not None:
        found = found.where(_LOOK.c.id < before)
    ordered = found.order_by(_LOOK.c.id.desc()).limit(limit)
    return [Look(**row) for row in session.execute(ordered).mappings()]
