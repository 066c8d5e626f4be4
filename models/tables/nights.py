"""What led on each journey, night by night, for what changed since."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.columns import Instant
from models.tables.base import Record


class NightFindingRow(Record, table=True):
    """What led on one journey when the nightly check looked; not the record, and not for long.

    Attributes:
        at: When it looked; the same for every journey of a night.
    """

    __tablename__ = "night_finding"

    at: datetime = Field(primary_key=True, sa_type=Instant)
    reference: str = Field(primary_key=True)
    finding: str
