"""Passwords, and what failed lately.  Passwords are hashed before they come here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, select, update
from sqlmodel import Session

from models.tables import AppUserRow, SignInFailureRow, table_of
from models.upsert import insert_into

_USER = table_of(AppUserRow)
_FAILURE = table_of(SignInFailureRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Password:
    """What is kept of somebody's password.

    Attributes:
        active: Its owner has neither left nor been locked out.
        once: It lets in only to choose another.
    """

    user: str
    active: bool
    hash: str | None
    set_at: datetime | None
    once: bool


@dataclass(frozen=True, slots=True)
class Failures:
    """What failed lately for one subject."""

    count: int
    blocked_until: datetime | None


def password(session: Session, user: str) -> Password | None:
    """Return what is kept of somebody's password, None where nobody has the name."""
    found = select(
        _USER.c.name,
        and_(_USER.c.active, _USER.c.locked_at.is_(None)),
        _USER.c.password_hash,
        _USER.c.password_set_at,
        _USER.c.password_once,
    ).where(_USER.c.name == user)
    row = session.execute(found).one_or_none()
    if row is None:
        return None
    return Password(user=row[0], active=bool(row[1]), hash=row[2], set_at=row[3], once=row[4])


def set_password(session: Session, user: str, hashed: str, *, once: bool, now: datetime) -> None:
    """Keep a new password's hash."""
    session.execute(
        update(_USER)
        .where(_USER.c.name == user)
        .values(password_hash=hashed, password_set_at=now, password_once=once)
    )


def rehash(session: Session, user: str, old: str, new: str) -> None:
    """Keep the same password hashed anew, unless it was changed meanwhile."""
    session.execute(
        update(_USER)
        .where(_USER.c.name == user, _USER.c.password_hash == old)
        .values(password_hash=new)
    )


def subject(kind: str, named: str) -> str:
    """Return what stands for a user name or an address among what failed."""
    return hashlib.sha256(f"{kind}:{named}".encode("utf-8", "surrogatepass")).hexdigest()


def failures(session: Session, of: str) -> Failures | None:
    """Return what failed lately for a subject."""
    found = select(_FAILURE.c.failures, _FAILURE.c.blocked_until).where(_FAILURE.c.subject == of)
    row = session.execute(found).one_or_none()
    return None if row is None else Failures(row[0], row[1])


def note_failure(session: Session, of: str, *, now: datetime, forget_before: datetime) -> int:
    """Count one attempt before it is made, and return how many there are now.

    Counted first, so that many at once are no way round the limit.

    Args:
        forget_before: What failed last before this instant no longer counts.
    """
    fresh = insert_into(session, _FAILURE).values(subject=of, failures=1, last_at=now)
    counted = fresh.on_conflict_do_update(
        index_elements=["subject"],
        set_={
            "failures": case(
                (_FAILURE.c.last_at < forget_before, 1), else_=_FAILURE.c.failures + 1
            ),
            "last_at": now,
        },
    ).returning(_FAILURE.c.failures)
    return int(session.execute(counted).scalar_one())


def block(session: Session, of: str, *, until: datetime | None) -> None:
    """Let no attempt for a subject count before an instant."""
    blocked = update(_FAILURE).where(_FAILURE.c.subject == of).values(blocked_until=until)
    session.execute(blocked)


def forget_failures(session: Session, of: str) -> None:
    """Forget what failed for a subject."""
    session.execute(_FAILURE.delete().where(_FAILURE.c.subject == of))


def take_back_failure(session: Session, of: str) -> None:
    """Count one attempt less: it had been right."""
    fewer = update(_FAILURE).where(_FAILURE.c.subject == of, _FAILURE.c.failures > 0)
    session.execute(fewer.values(failures=_FAILURE.c.failures - 1))


def forget_failures_before(session: Session, before: datetime) -> None:
    """Forget every subject for which nothing failed since an instant."""
    session.execute(_FAILURE.delete().where(_FAILURE.c.last_at < before))
