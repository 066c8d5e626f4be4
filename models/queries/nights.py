"""What led on each journey when a nightly check looked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session

from models.queries.restrictions import Viewer, shown_to
from models.rows import write_rows
from models.tables import JourneyRow, NightFindingRow, table_of

_NIGHT, _JOURNEY = table_of(NightFindingRow), table_of(JourneyRow)
_PUT = insert(_NIGHT).inline()


def keep(session: Session, findings: Mapping[str, str], *, at: datetime) -> None:
    """Keep what led on each journey at an instant, in place of what was kept for it."""
    session.execute(delete(_NIGHT).where(_NIGHT.c.at == at))
    rows = [{"at": at, "reference": key, "finding": led} for key, led in findings.items()]
    write_rows(session.connection(), _PUT, rows)


def forget(session: Session, *, before: datetime) -> int:
    """Forget the nights before an instant and return how much that was."""
    return session.connection().execute(delete(_NIGHT).where(_NIGHT.c.at < before)).rowcount


def newest(session: Session, *, after: datetime, until: datetime) -> datetime | None:
    """Return the last instant of a span at which a nightly check looked."""
    looked = select(func.max(_NIGHT.c.at)).where(_NIGHT.c.at > after, _NIGHT.c.at <= until)
    found: datetime | None = session.execute(looked).scalar_one()
    return found


def findings(
    session: Session, at: datetime, *, team: str | None = None, viewer: Viewer | None = None
) -> dict[str, str]:
    """Return what led on each journey of a team at one of those instants.

    Args:
        viewer: Only what is not restricted, or open to them; None for everything.
    """
    found = (
        select(_NIGHT.c.reference, _NIGHT.c.finding)
        .join_from(_NIGHT, _JOURNEY, _JOURNEY.c.reference == _NIGHT.c.reference)
        .where(_NIGHT.c.at == at)
    )
    if team is not None:
        found = found.where(_JOURNEY.c.team == team)
    if viewer is not None:
        found = found.where(shown_to(_JOURNEY.c.reference, viewer))
    return {row.reference: row.finding for row in session.execute(found)}
