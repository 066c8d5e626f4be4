"""What somebody has begun to write and has not given yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from models.columns import Instant, Json
from models.tables.base import Record


class DraftRow(Record, table=True):
    """One form that one person has begun.  It is nobody else's to see, and no record.

    Attributes:
        user: Its owner, who alone is ever shown it.
        reference: The journey it is about; empty for a new contact.
        form: The command, or the command and the part that it is about.
        version: The journey's version that it was begun on.
        narrative: What was typed, by the fields' names.  Personal, as a journey's narrative.
    """

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_expires_at", "expires_at"),)

    user: str = Field(primary_key=True)
    reference: str = Field(primary_key=True)
    form: str = Field(primary_key=True)
    version: int
    narrative: Any = Field(sa_type=Json)
    saved_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
