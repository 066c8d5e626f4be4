"""Projections of what is owed, asked and told: what the clock and the partners see."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from models.columns import Instant
from models.tables.base import Record

_OWED = text("state = 'open'")


class ObligationRow(Record, table=True):
    """One obligation, with every field of `journey.case.Obligation`.

    The partial indexes hold the open ones alone: what the sweep costs depends on what is
    due, not on what is in flight or was ever owed.
    """

    __tablename__ = "obligation"
    __table_args__ = (
        Index("ix_obligation_reference_about", "reference", "about"),
        Index(
            "ix_obligation_next_action_at",
            "next_action_at",
            "id",
            sqlite_where=_OWED,
            postgresql_where=_OWED,
        ),
        Index(
            "ix_obligation_owed_by",
            "owed_by",
            "due_at",
            "id",
            sqlite_where=_OWED,
            postgresql_where=_OWED,
        ),
        Index("ix_obligation_due_at", "due_at", "id", sqlite_where=_OWED, postgresql_where=_OWED),
    )

    id: str = Field(primary_key=True)
    reference: str
    number: int
    kind: str
    subject: str | None = None
    about: str | None = None
    episode: str | None = None
    owed_by: str
    ask_instead: str | None = None
    timescale: str
    profile: str
    authority: str
    checked: bool
    ladder: str
    starts_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    first_due_at: datetime = Field(sa_type=Instant)
    state: str
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    rung: int | None = None
    last_action: str | None = None
    last_action_at: datetime | None = Field(default=None, sa_type=Instant)
    next_rung: int
    next_action_at: datetime = Field(sa_type=Instant)
    moves: int
    chases: int
    follows_worker: bool


class ResearchRequestRow(Record, table=True):
    """One question to one partner agency; what it answered stays in the log.

    Attributes:
        request: Its id inside the journey, `R2`, which obligations are `about`.
        answered: Nobody waits for it any more: replied to, or withdrawn.
        due_at: When the agency's own obligation for it falls due; the year 9999 where it
            has none, so that it always sorts.
    """

    __tablename__ = "research_request"
    __table_args__ = (
        Index("ix_research_request_agency", "agency", "answered", "due_at", "id"),
        Index("ix_research_request_ask_instead", "ask_instead", "answered", "due_at", "id"),
    )

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    number: int
    request: str
    episode: str
    agency: str
    rating: str
    asked_at: datetime = Field(sa_type=Instant)
    asked_by: str
    ask_instead: str | None = None
    state: str
    answered: bool
    due_at: datetime = Field(sa_type=Instant)
    more_time_until: datetime | None = Field(default=None, sa_type=Instant)
    disputed: bool
    replied_at: datetime | None = Field(default=None, sa_type=Instant)
    full: bool | None = None
    after_decision: bool | None = None


class NotificationRow(Record, table=True):
    """Somebody was told something; the journey's version and a number make its id."""

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_party", "party", "at", "id"),)

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    version: int
    number: int
    at: datetime = Field(sa_type=Instant)
    party: str
    template: str
    obligation: str | None = None
    rung: int | None = None
    due_at: datetime | None = Field(default=None, sa_type=Instant)
