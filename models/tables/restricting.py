"""The projection of restrictions: whom a restricted journey is open to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.columns import Instant
from models.tables.base import Record


class RestrictionRow(Record, table=True):
    """One person to whom a restricted journey is open; without any row it is not restricted.

    Attributes:
        id: The journey's reference, a dot, and the user name.
        until: For somebody not named who opened it with a stated reason.
    """

    __tablename__ = "restriction"
    __table_args__ = (Index("ix_restriction_reference", "reference", "user"),)

    id: str = Field(primary_key=True)
    reference: str
    user: str
    until: datetime | None = Field(default=None, sa_type=Instant)
