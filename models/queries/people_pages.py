"""People page by page, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session

from journey.people import Role
from models.queries.people import User, user_columns, user_in
from models.tables import AppUserRow, table_of

_USER = table_of(AppUserRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """Which people; what is None does not matter.

    Attributes:
        named: Stands somewhere in the user name or the name, in any case.
        active: Has not left.
        locked: Is locked out by an administrator.
    """

    named: str | None = None
    role: Role | None = None
    team: str | None = None
    agency: str | None = None
    active: bool | None = None
    locked: bool | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what the list and its count both ask."""
        asked: list[ColumnElement[bool]] = []
        if self.named is not None:
            wanted = self.named.lower()
            columns = (func.lower(_USER.c.name), func.lower(_USER.c.full_name))
            asked.append(or_(*(column.contains(wanted, autoescape=True) for column in columns)))
        if self.role is not None:
            asked.append(_USER.c.role == self.role.value)
        if self.team is not None:
            asked.append(_USER.c.team == self.team)
        if self.agency is not None:
            asked.append(_USER.c.agency == self.agency)
        if self.active is not None:
            asked.append(_USER.c.active.is_(self.active))
        if self.locked is not None:
            at = _USER.c.locked_at
            asked.append(at.is_not(None) if self.locked else at.is_(None))
        return asked


EVERYBODY = PeopleFilter()


def people(
    session: Session, which: PeopleFilter = EVERYBODY, *, skip: int = 0, limit: int
) -> list[User]:
    """Return some of the people that fit, by user name."""
    found = select(*user_columns()).where(*which.conditions()).order_by(_USER.c.name)
    rows = session.execute(found.offset(skip).limit(limit)).mappings()
    return [user_in(row) for row in rows]


def count(session: Session, which: PeopleFilter = EVERYBODY) -> int:
    """Return how many there are on all pages of the same filter."""
    counted = select(func.count()).select_from(_USER).where(*which.conditions())
    return int(session.execute(counted).scalar_one())
