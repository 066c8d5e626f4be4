"""Whom restricted journeys are open to: one condition for every list, and look-ups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, or_, select
from sqlmodel import Session

from models.tables import RestrictionRow, table_of

_RESTRICTION = table_of(RestrictionRow)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks, at an instant."""

    user: str
    at: datetime


def shown_to(reference: Column[str], viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that a journey is not restricted, or open to somebody."""
    any_, own = _RESTRICTION.alias("any_restriction"), _RESTRICTION.alias("own_restriction")
    restricted = select(any_.c.id).where(any_.c.reference == reference)
    named = select(own.c.id).where(
        own.c.reference == reference,
        own.c.user == viewer.user,
        or_(own.c.until.is_(None), own.c.until > viewer.at),
    )
    return or_(~restricted.exists(), named.exists())


def closed_to(session: Session, references: Collection[str], viewer: Viewer) -> set[str]:
    """Return those of some journeys that are restricted and not open to somebody."""
    openings = open_to(session, references, viewer.at)
    return {reference for reference, users in openings.items() if viewer.user not in users}


def open_to(session: Session, references: Collection[str], at: datetime) -> dict[str, set[str]]:
    """Return for those of some journeys that are restricted whom they are open to."""
    found = select(_RESTRICTION.c.reference, _RESTRICTION.c.user, _RESTRICTION.c.until)
    users: dict[str, set[str]] = {}
    wanted = found.where(_RESTRICTION.c.reference.in_(set(references)))
    for reference, user, until in session.execute(wanted):
        named = users.setdefault(reference, set())
        if until is None or until > at:
            named.add(user)
    return users


def opened_by(session: Session, references: Collection[str], viewer: Viewer) -> set[str]:
    """Return those of some journeys that somebody who is not named has opened."""
    found = select(_RESTRICTION.c.reference).where(
        _RESTRICTION.c.reference.in_(set(references)),
        _RESTRICTION.c.user == viewer.user,
        _RESTRICTION.c.until > viewer.at,
    )
    return set(session.execute(found).scalars())
