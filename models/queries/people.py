"""People of the hub, their teams, the partner agencies, and the tokens they show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Row, RowMapping, Table, select, update
from sqlmodel import Session

from journey.people import Role
from journey.policy import Agency
from models.tables import AccessTokenRow, AgencyRow, AppUserRow, TeamRow, table_of
from models.upsert import insert_into

_USER = table_of(AppUserRow)
_TEAM = table_of(TeamRow)
_AGENCY = table_of(AgencyRow)
_TOKEN = table_of(AccessTokenRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may sign in; see `models.tables.people.AppUserRow`.  Never their password."""

    name: str
    full_name: str
    role: Role
    team: str | None = None
    agency: str | None = None
    email: str | None = None
    active: bool = True
    away_until: datetime | None = None
    locked_at: datetime | None = None

    @property
    def may_come_in(self) -> bool:
        """Return whether they have neither left nor been locked out."""
        return self.active and self.locked_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team of the hub, and where notices to it go."""

    key: str
    name: str
    email: str | None = None
    webhook: str | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as its owner may see it: never the token itself."""

    sha256: str
    user: str
    kind: str
    label: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


def user(session: Session, name: str) -> User | None:
    """Return somebody by user name, left or not."""
    row = session.execute(select(_USER).where(_USER.c.name == name)).one_or_none()
    return None if row is None else _user(row)


def users(
    session: Session,
    *,
    role: Role | None = None,
    team: str | None = None,
    agency: str | None = None,
    active: bool | None = None,
) -> list[User]:
    """Return the people that fit, by name."""
    found = select(_USER).order_by(_USER.c.name)
    if role is not None:
        found = found.where(_USER.c.role == role.value)
    if team is not None:
        found = found.where(_USER.c.team == team)
    if agency is not None:
        found = found.where(_USER.c.agency == agency)
    if active is not None:
        found = found.where(_USER.c.active.is_(active))
    return [_user(row) for row in session.execute(found)]


def administrators(session: Session) -> list[User]:
    """Return the administrators who may come in, and let nobody change one until the end.

    SQLite has one writer at a time anyhow, and leaves the lock out.
    """
    found = (
        select(_USER)
        .where(
            _USER.c.role == Role.ADMINISTRATOR.value,
            _USER.c.active.is_(True),
            _USER.c.locked_at.is_(None),
        )
        .order_by(_USER.c.name)
        .with_for_update()
    )
    return [_user(row) for row in session.execute(found)]


def save_user(session: Session, saved: User) -> None:
    """Add somebody, or change what is known of them; the name stays for ever."""
    _save(session, _USER, {**asdict(saved), "role": saved.role.value})


def teams(session: Session) -> list[Team]:
    """Return every team, by key."""
    return [Team(**row) for row in session.execute(select(_TEAM).order_by(_TEAM.c.key)).mappings()]


def save_team(
    session: Session,
    *,
    key: str,
    name: str,
    email: str | None = None,
    webhook: str | None = None,
    closed_at: datetime | None = None,
) -> None:
    """Add a team or change it."""
    row = {"key": key, "name": name, "email": email, "webhook": webhook, "closed_at": closed_at}
    _save(session, _TEAM, row)


def agencies(session: Session) -> list[Agency]:
    """Return every partner agency, by key."""
    return [
        _agency(dict(row))
        for row in session.execute(select(_AGENCY).order_by(_AGENCY.c.key)).mappings()
    ]


def save_agencies(session: Session, saved: Iterable[Agency]) -> None:
    """Add agencies or change them."""
    for agency in saved:
        closed = [[first.isoformat(), last.isoformat(), why] for first, last, why in agency.closed]
        _save(session, _AGENCY, {**asdict(agency), "closed": closed})


def keep_token(
    session: Session,
    token: str,
    *,
    user: str,
    kind: str,
    label: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Keep the hash of a new token; the token itself is kept by its owner alone."""
    session.execute(
        _TOKEN.insert().values(
            sha256=fingerprint(token),
            user=user,
            kind=kind,
            label=label,
            created_at=now,
            expires_at=expires_at,
        )
    )


def user_of_token(session: Session, token: str, *, now: datetime, kind: str) -> User | None:
    """Return whose token it is, None where it is unknown, expired, revoked, or theirs who left."""
    found = (
        select(_USER)
        .join(_TOKEN, _TOKEN.c.user == _USER.c.name)
        .where(
            _TOKEN.c.sha256 == fingerprint(token),
            _TOKEN.c.kind == kind,
            _TOKEN.c.revoked_at.is_(None),
            _TOKEN.c.expires_at > now,
            _USER.c.active.is_(True),
            _USER.c.locked_at.is_(None),
        )
    )
    row = session.execute(found).one_or_none()
    return None if row is None else _user(row)


def tokens(session: Session, user: str) -> list[Token]:
    """Return somebody's tokens, newest first."""
    found = select(_TOKEN).where(_TOKEN.c.user == user).order_by(_TOKEN.c.created_at.desc())
    return [Token(**row) for row in session.execute(found).mappings()]


def revoke(session: Session, sha256: str, *, now: datetime) -> bool:
    """Revoke one token by its hash; False where there is none, or it was revoked before."""
    revoked = (
        update(_TOKEN)
        .where(_TOKEN.c.sha256 == sha256, _TOKEN.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(_TOKEN.c.sha256)
    )
    return session.execute(revoked).one_or_none() is not None


def revoke_all(session: Session, user: str, *, now: datetime) -> int:
    """Revoke every token of somebody and return how many."""
    revoked = (
        update(_TOKEN)
        .where(_TOKEN.c.user == user, _TOKEN.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return session.connection().execute(revoked).rowcount


def fingerprint(token: str) -> str:
    """Return what is kept of a token.  Tokens are long and random: a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _save(session: Session, table: Table, row: dict[str, Any]) -> None:
    keys = [column.name for column in table.primary_key.columns]
    changed = {name: value for name, value in row.items() if name not in keys}
    session.execute(
        insert_into(session, table)
        .values(row)
        .on_conflict_do_update(index_elements=keys, set_=changed)
    )


def user_columns() -> list[Column[Any]]:
    """Return the columns that `user_in` reads."""
    return [_USER.c[name] for name in User.__dataclass_fields__]


def user_in(row: RowMapping) -> User:
    """Return the user in a row that holds `user_columns`, among others perhaps."""
    known = {column.name: row[column] for column in user_columns()}
    return User(**{**known, "role": Role(known["role"])})


def _user(row: Row[Any]) -> User:
    return user_in(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _agency(columns: dict[str, Any]) -> Agency:
    closed = tuple(
        (date.fromisoformat(first), date.fromisoformat(last), why)
        for first, last, why in columns["closed"]
    )
    return Agency(**{**columns, "closed": closed})
