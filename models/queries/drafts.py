"""Drafts: kept for their owner, for a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from models.tables import DraftRow, table_of
from models.upsert import insert_into

_DRAFT = table_of(DraftRow)
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody has begun; see `models.tables.drafts.DraftRow`."""

    reference: str
    form: str
    version: int
    typed: Typed
    saved_at: datetime
    expires_at: datetime

    def __repr__(self) -> str:
        # What was typed is nobody's to read but its owner's, a log's least of all.
        return f"Draft(reference={self.reference!r}, form={self.form!r})"


def find(session: Session, *, user: str, reference: str, form: str, now: datetime) -> Draft | None:
    """Return a draft of this user that has not expired."""
    found = session.execute(
        select(_DRAFT).where(
            _DRAFT.c.user == user,
            _DRAFT.c.reference == reference,
            _DRAFT.c.form == form,
            _DRAFT.c.expires_at > now,
        )
    ).one_or_none()
    if found is None:
        return None
    return Draft(
        reference=found.reference,
        form=found.form,
        version=found.version,
        typed=found.narrative,
        saved_at=found.saved_at,
        expires_at=found.expires_at,
    )


def of(session: Session, *, user: str, now: datetime) -> list[Draft]:
    """Return what a user has begun, the newest first."""
    found = session.execute(
        select(_DRAFT)
        .where(_DRAFT.c.user == user, _DRAFT.c.expires_at > now)
        .order_by(_DRAFT.c.saved_at.desc(), _DRAFT.c.reference, _DRAFT.c.form)
    )
    return [
        Draft(
            reference=row.reference,
            form=row.form,
            version=row.version,
            typed=row.narrative,
            saved_at=row.saved_at,
            expires_at=row.expires_at,
        )
        for row in found
    ]


def keep(session: Session, *, user: str, draft: Draft) -> None:
    """Keep a draft; it takes the place of the one before."""
    kept = {
        "version": draft.version,
        "narrative": {name: list(values) for name, values in draft.typed.items()},
        "saved_at": draft.saved_at,
        "expires_at": draft.expires_at,
    }
    session.execute(
        insert_into(session, _DRAFT)
        .values(user=user, reference=draft.reference, form=draft.form, **kept)
        .on_conflict_do_update(index_elements=["user", "reference", "form"], set_=kept)
    )


def forget(session: Session, *, user: str, reference: str, form: str) -> bool:
    """Forget a draft and return whether there was one."""
    gone = delete(_DRAFT).where(
        _DRAFT.c.user == user, _DRAFT.c.reference == reference, _DRAFT.c.form == form
    )
    return session.connection().execute(gone).rowcount > 0


def forget_expired(session: Session, *, now: datetime) -> int:
    """Forget every draft whose time is over and return how many."""
    gone = delete(_DRAFT).where(_DRAFT.c.expires_at <= now)
    return session.connection().execute(gone).rowcount


def forget_about(session: Session, *, reference: str) -> int:
    """Forget every draft about a journey, whoever wrote it: its narrative is destroyed."""
    gone = delete(_DRAFT).where(_DRAFT.c.reference == reference)
    return session.connection().execute(gone).rowcount
