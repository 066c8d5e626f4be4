"""How each person wants to be told, and what waits to be told together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field

from models.columns import Instant, Json
from models.tables.base import Record


class AlertChoiceRow(Record, table=True):
    """What one person chose; who has no row is told everything at once.

    Attributes:
        at: When the digest goes each day, in the hub's own time: `08:30`.
        kinds: Templates of alerts that wait for it.
    """

    __tablename__ = "alert_choice"

    user: str = Field(primary_key=True)
    at: str
    kinds: Any = Field(sa_type=Json)
    chosen_at: datetime = Field(sa_type=Instant)


class DigestEntryRow(Record, table=True):
    """One alert that one person is told in a digest, and in no other way.

    Attributes:
        digest: The delivery that tells it.
    """

    __tablename__ = "digest_entry"

    user: str = Field(primary_key=True)
    notification: str = Field(primary_key=True)
    digest: str = Field(index=True)
    at: datetime = Field(sa_type=Instant)
