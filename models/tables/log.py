"""The log: what happened, its heads, and the seals over it.  Everything else can be rebuilt."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from models.columns import Counted, Instant
from models.tables.base import Record


class JourneyEventRow(Record, table=True):
    """One event in its envelope.  Triggers forbid changing and deleting it.

    Attributes:
        position: Place in the whole log.  On PostgreSQL a smaller position may become
            visible after a larger one (`models.queries.feed`).
        narrative, salt: NULL where there was none, or after it was destroyed.
        narrative_hash: SHA-256 of salt and narrative; of nothing where there was none.
        hash: See `models.log.chain`.
    """

    __tablename__ = "journey_event"
    __table_args__ = (UniqueConstraint("reference", "version"),)

    position: int | None = Field(
        default=None, sa_column=Column(Counted, primary_key=True, autoincrement=True)
    )
    reference: str
    version: int
    type: str
    schema_version: int
    facts: str = Field(sa_type=Text)
    narrative: str | None = Field(default=None, sa_type=Text)
    narrative_hash: str
    salt: str | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)
    actor: str
    role: str
    policy: str
    previous_hash: str
    hash: str


class LogHeadRow(Record, table=True):
    """Where the log of one journey stands; two writers cannot both move it on.

    Attributes:
        tracked_version, run_id: How far the journey's flow run has followed, and which run
            it is; here, because this is the one row that every new event touches.
    """

    __tablename__ = "log_head"
    __table_args__ = (
        Index(
            "ix_log_head_behind",
            "reference",
            sqlite_where=text("tracked_version < version"),
            postgresql_where=text("tracked_version < version"),
        ),
    )

    reference: str = Field(primary_key=True)
    version: int
    hash: str
    tracked_version: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    run_id: str | None = None


class LogSealRow(Record, table=True):
    """A seal over a stretch of the log, so that a whole journey cannot vanish unseen.

    Attributes:
        number: From 1.
        up_to: Last position under the seal; the stretch begins after the seal before.
        events: How many events the stretch holds.
        hash: See `models.log.sealing`.
    """

    __tablename__ = "log_seal"

    number: int = Field(primary_key=True)
    up_to: int = Field(sa_type=Counted)
    events: int
    previous_hash: str
    hash: str
    sealed_at: datetime = Field(sa_type=Instant)
