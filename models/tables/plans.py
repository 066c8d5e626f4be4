"""The projection of plans: what lists and alarms ask of them.  No narrative."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.columns import Instant, Json
from models.tables.base import Record


class PlanRow(Record, table=True):
    """One plan of a journey: an episode with what it is for and how it drifts.

    Attributes:
        number: Of its episode.
        redated, missed, stalled: Signs of drift (`journey.plans.PlanDrift`).
        too_long_at: From when on it has lasted too long, by the limit it began under.
        long_considered_at, again_considered_at: When a senior manager answered the alarm.
        earlier: How many protection plans the child had before, as it began.
        last_ended_at: When the newest of them ended.
        others: The child's other journeys that had one, as it began.
    """

    __tablename__ = "plan"
    __table_args__ = (Index("ix_plan_kind_opened_at", "kind", "opened_at"),)

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    number: int
    kind: str
    category: str | None = None
    opened_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    outcome: str | None = None
    redated: int
    missed: int
    stalled: int
    too_long_at: datetime | None = Field(default=None, sa_type=Instant)
    long_considered_at: datetime | None = Field(default=None, sa_type=Instant)
    again_considered_at: datetime | None = Field(default=None, sa_type=Instant)
    earlier: int
    last_ended_at: datetime | None = Field(default=None, sa_type=Instant)
    others: list[str] = Field(sa_type=Json)
