"""Looks: who has looked at which child's record.  Triggers forbid changing and deleting them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Index
from sqlmodel import Field

from models.columns import Counted, Instant
from models.tables.base import Record


class LookRow(Record, table=True):
    """One look at a child's record.

    Attributes:
        user: User name; not a key into the users, for the shell looks as well.
        what: The part that was shown.
        way: Through what: a page, the API, the command line, an export.
        override: The record was restricted, and opened with a stated reason.
    """

    __tablename__ = "look"
    __table_args__ = (
        Index("ix_look_reference", "reference", "id"),
        Index("ix_look_user", "user", "id"),
        Index("ix_look_at", "at", "id"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(Counted, primary_key=True, autoincrement=True)
    )
    at: datetime = Field(sa_type=Instant)
    user: str
    role: str
    agency: str | None = None
    reference: str
    what: str
    way: str
    override: bool = False
