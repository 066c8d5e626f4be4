"""Questions to the council's sign-in provider, and who its people are here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlmodel import Session

from models.queries.people import fingerprint
from models.tables import AppUserRow, ProviderLinkRow, ProviderQuestionRow, table_of

_QUESTION = table_of(ProviderQuestionRow)
_LINK = table_of(ProviderLinkRow)
_USER = table_of(AppUserRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, as far as the answer is held against it; `wanted`: the page to go to."""

    browser: str
    nonce: str
    verifier: str
    wanted: str
    asked_at: datetime


def keep_question(
    session: Session,
    *,
    state: str,
    browser: str,
    nonce: str,
    verifier: str,
    wanted: str,
    now: datetime,
    forget_before: datetime,
) -> None:
    """Keep one question, and forget those that nobody answered in time."""
    session.execute(_QUESTION.delete().where(_QUESTION.c.asked_at < forget_before))
    session.execute(
        _QUESTION.insert().values(
            state=fingerprint(state),
            browser=fingerprint(browser),
            nonce=nonce,
            verifier=verifier,
            wanted=wanted,
            asked_at=now,
        )
    )


def take_question(session: Session, state: str, *, now: datetime) -> Question | None:
    """Return the question of a state, once: None the second time, or where there is none."""
    taken = (
        update(_QUESTION)
        .where(_QUESTION.c.state == fingerprint(state), _QUESTION.c.taken_at.is_(None))
        .values(taken_at=now)
        .returning(*(_QUESTION.c[name] for name in Question.__dataclass_fields__))
    )
    row = session.execute(taken).mappings().one_or_none()
    return None if row is None else Question(**row)


def linked(session: Session, issuer: str, subject: str) -> str | None:
    """Return the user name of somebody at the provider."""
    found = select(_LINK.c.user).where(_LINK.c.issuer == issuer, _LINK.c.subject == subject)
    return session.execute(found).scalar_one_or_none()


def link(session: Session, issuer: str, subject: str, user: str, *, now: datetime) -> None:
    """Say who somebody at the provider is here, for ever."""
    session.execute(_LINK.insert().values(issuer=issuer, subject=subject, user=user, linked_at=now))


def is_linked(session: Session, issuer: str, user: str) -> bool:
    """Return whether a user is somebody at the provider already."""
    found = select(_LINK.c.subject).where(_LINK.c.issuer == issuer, _LINK.c.user == user)
    return session.execute(found).first() is not None


def active_by_email(session: Session, email: str) -> list[str]:
    """Return the names of those who are here and have this mail address, in any case."""
    found = select(_USER.c.name).where(
        func.lower(_USER.c.email) == email.lower(),
        _USER.c.active.is_(True),
        _USER.c.locked_at.is_(None),
    )
    return list(session.execute(found.order_by(_USER.c.name)).scalars())
