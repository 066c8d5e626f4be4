"""Browser sessions: who is signed in where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import func, select, update
from sqlmodel import Session

from models.queries.people import User, fingerprint, user_columns, user_in
from models.tables import AppUserRow, SignInSessionRow, table_of

_USER = table_of(AppUserRow)
_SESSION = table_of(SignInSessionRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSession:
    """A session as its owner may see it; see `models.tables.signing_in.SignInSessionRow`."""

    sha256: str
    user: str
    created_at: datetime
    last_used_at: datetime
    browser: str
    way: str
    ended_at: datetime | None
    ended_because: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A session and whose it is; whether it still lets in is for the caller to say."""

    session: BrowserSession
    owner: User
    must_change_password: bool


def keep(
    session: Session, secret: str, *, user: str, browser: str, way: str, now: datetime
) -> None:
    """Keep the hash of a new session's id."""
    session.execute(
        _SESSION.insert().values(
            sha256=fingerprint(secret),
            user=user,
            created_at=now,
            last_used_at=now,
            browser=browser,
            way=way,
        )
    )


def find(session: Session, secret: str) -> Found | None:
    """Return the session of an id, over or not."""
    found = (
        select(_SESSION, *user_columns(), _USER.c.password_once)
        .join(_USER, _USER.c.name == _SESSION.c.user)
        .where(_SESSION.c.sha256 == fingerprint(secret))
    )
    row = session.execute(found).mappings().one_or_none()
    if row is None:
        return None
    return Found(
        session=BrowserSession(
            **{name: row[_SESSION.c[name]] for name in BrowserSession.__dataclass_fields__}
        ),
        owner=user_in(row),
        must_change_password=row[_USER.c.password_once],
    )


def touch(session: Session, sha256: str, *, now: datetime) -> None:
    """Note that a session was used."""
    used = update(_SESSION).where(_SESSION.c.sha256 == sha256, _SESSION.c.last_used_at < now)
    session.execute(used.values(last_used_at=now))


def of_user(session: Session, user: str, *, since: datetime) -> list[BrowserSession]:
    """Return somebody's sessions that were begun since an instant and not ended, newest first."""
    found = select(_SESSION).where(
        _SESSION.c.user == user, _SESSION.c.ended_at.is_(None), _SESSION.c.created_at > since
    )
    ordered = found.order_by(_SESSION.c.created_at.desc(), _SESSION.c.sha256)
    return [BrowserSession(**row) for row in session.execute(ordered).mappings()]


def last_begun(session: Session, user: str) -> datetime | None:
    """Return when somebody last began a session, None where none is kept."""
    found = select(func.max(_SESSION.c.created_at)).where(_SESSION.c.user == user)
    return cast("datetime | None", session.execute(found).scalar_one())


def count_open(session: Session, *, since: datetime, used_since: datetime) -> int:
    """Return how many sessions still let somebody in."""
    counted = select(func.count()).select_from(_SESSION)
    still = (
        _SESSION.c.ended_at.is_(None),
        _SESSION.c.created_at > since,
        _SESSION.c.last_used_at > used_since,
    )
    return int(session.execute(counted.where(*still)).scalar_one())


def end(session: Session, user: str, sha256: str, *, why: str, now: datetime) -> bool:
    """End one of somebody's sessions; False where there is none, or it had ended."""
    ended = (
        update(_SESSION)
        .where(_SESSION.c.user == user, _SESSION.c.sha256 == sha256, _SESSION.c.ended_at.is_(None))
        .values(ended_at=now, ended_because=why)
        .returning(_SESSION.c.sha256)
    )
    return session.execute(ended).one_or_none() is not None


def end_all(session: Session, user: str, *, why: str, now: datetime, but: str | None = None) -> int:
    """End every session of somebody, *but* one perhaps, and return how many."""
    ended = update(_SESSION).where(_SESSION.c.user == user, _SESSION.c.ended_at.is_(None))
    if but is not None:
        ended = ended.where(_SESSION.c.sha256 != but)
    values = ended.values(ended_at=now, ended_because=why)
    return session.connection().execute(values).rowcount


def forget_before(session: Session, before: datetime) -> None:
    """Forget sessions last used before an instant: they have told their browsers long ago."""
    session.execute(_SESSION.delete().where(_SESSION.c.last_used_at < before))
