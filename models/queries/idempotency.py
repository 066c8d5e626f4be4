"""Keys under which a request made twice is answered as it was the first time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session

from models.errors import TakenMeanwhileError
from models.tables import IdempotencyRow, table_of
from models.upsert import insert_into

_KEY = table_of(IdempotencyRow)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked under a key, as a hash, and what was answered."""

    request_hash: str
    response: Any


def find(session: Session, *, actor: str, key: str) -> Answered | None:
    """Return what this actor was answered under this key before."""
    row = session.execute(
        select(_KEY.c.request_hash, _KEY.c.response).where(_KEY.c.actor == actor, _KEY.c.key == key)
    ).one_or_none()
    return None if row is None else Answered(*row)


def keep(
    session: Session, *, actor: str, key: str, request_hash: str, response: Any, now: datetime
) -> None:
    """Keep an answer in the transaction that did what it says.

    Raises:
        TakenMeanwhileError: Another request took the key since `find`; nothing was kept.
    """
    kept = (
        insert_into(session, _KEY)
        .values(actor=actor, key=key, request_hash=request_hash, response=response, created_at=now)
        .on_conflict_do_nothing()
        .returning(_KEY.c.key)
    )
    if session.execute(kept).one_or_none() is None:
        raise TakenMeanwhileError("idempotency key")


def forget(session: Session, *, before: datetime) -> int:
    """Forget answers given before an instant and return how many."""
    return session.connection().execute(delete(_KEY).where(_KEY.c.created_at < before)).rowcount
