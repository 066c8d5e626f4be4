"""What running needs and the log does not tell: outbox, leases, keys, counters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field

from models.columns import Instant, Json
from models.tables.base import Record

_WAITING = text("state = 'waiting'")


class DeliveryRow(Record, table=True):
    """The outbox: one notification on its way.  Its id is the key that makes twice harmless.

    Attributes:
        id: The notification's.
        state: `waiting`, `sent` or `dead`.
        next_attempt_at: While somebody delivers it: until when nobody else may.
        channel: How it went or was last tried; NULL before the first attempt.
        problem: Why the last attempt failed, in words that name nobody.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index(
            "ix_delivery_next_attempt_at",
            "next_attempt_at",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_delivery_state", "state", "created_at"),
    )

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    party: str
    template: str
    state: str
    created_at: datetime = Field(sa_type=Instant)
    next_attempt_at: datetime = Field(sa_type=Instant)
    attempts: int = 0
    channel: str | None = None
    problem: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class AlertSeenRow(Record, table=True):
    """Who has seen which notification, and when."""

    __tablename__ = "alert_seen"

    notification: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=Instant)


class LeaseRow(Record, table=True):
    """Who alone may do something, until when."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=Instant)


class HeartbeatRow(Record, table=True):
    """When a process last said that it is alive."""

    __tablename__ = "heartbeat"

    name: str = Field(primary_key=True)
    holder: str
    at: datetime = Field(sa_type=Instant)


class IdempotencyRow(Record, table=True):
    """What was answered to a key, so that the same request made again is answered the same."""

    __tablename__ = "idempotency"
    __table_args__ = (Index("ix_idempotency_created_at", "created_at"),)

    actor: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    request_hash: str
    response: Any = Field(sa_type=Json)
    created_at: datetime = Field(sa_type=Instant)


class CounterRow(Record, table=True):
    """The last number given out under a name."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True)
    value: int


class SourceReferenceRow(Record, table=True):
    """A sender's own reference, the journey it led to, and a fingerprint of the child."""

    __tablename__ = "source_reference"

    sender: str = Field(primary_key=True)
    source_reference: str = Field(primary_key=True)
    reference: str = Field(index=True)
    fingerprint: str
