"""Projections of practice: what came late because of a partner."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.columns import Instant
from models.tables.base import Record


class PartnerDelayRow(Record, table=True):
    """One delay, against the partner it is due to; what was held up is told in the log.

    Attributes:
        about: The meeting or the obligation that it held up, by its id inside the journey.
    """

    __tablename__ = "partner_delay"

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    number: int
    agency: str = Field(index=True)
    at: datetime = Field(sa_type=Instant)
    about: str | None = None
