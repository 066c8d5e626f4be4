"""The administration log: who changed what of people, teams and agencies.

Triggers forbid changing and deleting its rows.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Index
from sqlmodel import Field

from models.columns import Counted, Instant, Json
from models.tables.base import Record


class AdministrationRow(Record, table=True):
    """One change.

    Attributes:
        by: User name; `shell` for whoever runs the machine itself.
        act: What was done, such as `added`.
        kind, subject: To what: `person`, `team` or `agency`, and its key.
        changes: [field, before, after]; a value that is nobody's business here is left empty.
    """

    __tablename__ = "administration"
    __table_args__ = (
        Index("ix_administration_subject", "kind", "subject", "id"),
        Index("ix_administration_by", "by", "id"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(Counted, primary_key=True, autoincrement=True)
    )
    at: datetime = Field(sa_type=Instant)
    by: str
    act: str
    kind: str
    subject: str
    changes: list[list[str | None]] = Field(sa_type=Json)
