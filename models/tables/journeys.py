"""Projections of the journey itself: what lists and boards ask.  No narrative, but `person`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from models.columns import Instant, Json
from models.tables.base import Record

_IN_RESEARCH = text("research_episode IS NOT NULL")
_OPEN = text("closed_at IS NULL")


class JourneyRow(Record, table=True):
    """One journey.

    Attributes:
        research_episode, rating: The newest open research and how urgent it is.
        runs_out_at: What runs out first (`models.projections.rows.runs_out`); the year 9999
            where nothing does, so that it always sorts.
        replies, asked: Requests of that research that are answered, and that were not
            withdrawn.
        merged_into: The other record of the same child that goes on for this one.
        awaiting_signature: Decision that waits for its second signature.
    """

    __tablename__ = "journey"
    __table_args__ = (
        Index("ix_journey_opened_at_reference", "opened_at", "reference"),
        Index("ix_journey_team", "team", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_journey_worker", "worker", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "ix_journey_open_by_stage",
            "stage",
            "opened_at",
            "reference",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_journey_in_research",
            "runs_out_at",
            "reference",
            sqlite_where=_IN_RESEARCH,
            postgresql_where=_IN_RESEARCH,
        ),
    )

    reference: str = Field(primary_key=True)
    version: int
    stage: str
    team: str
    worker: str | None = None
    opened_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    last_event_at: datetime = Field(sa_type=Instant)
    held_until: datetime | None = Field(default=None, sa_type=Instant)
    joined_to: str | None = None
    merged_into: str | None = None
    referrer_kind: str | None = None
    referrer_agency: str | None = None
    source_reference: str | None = None
    research_episode: str | None = None
    rating: str | None = None
    runs_out_at: datetime = Field(sa_type=Instant)
    asked: int
    replies: int
    awaiting_signature: str | None = None
    referrer_told_at: datetime | None = Field(default=None, sa_type=Instant)
    parents_told_at: datetime | None = Field(default=None, sa_type=Instant)


class EpisodeRow(Record, table=True):
    """One episode of a journey."""

    __tablename__ = "episode"

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    number: int
    kind: str
    profile: str
    opened_at: datetime = Field(sa_type=Instant)
    because: str | None = None
    rating: str | None = None
    scope: str | None = None
    service: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    outcome: str | None = None
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)


class DecisionRow(Record, table=True):
    """One decision, proposed, taken or refused; its rationale stays in the log.

    Attributes:
        missing: Keys of the agencies whose replies were not in.
    """

    __tablename__ = "decision"

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    number: int
    episode: str
    kind: str
    outcome: str
    decided_by: str
    proposed_at: datetime = Field(sa_type=Instant)
    known_version: int
    version: int
    policy: str
    missing: list[str] = Field(sa_type=Json)
    joins: str | None = None
    rating: str | None = None
    scope: str | None = None
    service: str | None = None
    taken_at: datetime | None = Field(default=None, sa_type=Instant)
    refused: bool
    superseded: bool
    second_signer: str | None = None
    signed_at: datetime | None = Field(default=None, sa_type=Instant)


class ConcernRow(Record, table=True):
    """One concern; its description stays in the log."""

    __tablename__ = "concern"

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    number: int
    category: str
    added_at: datetime = Field(sa_type=Instant)
    disposal: str | None = None
    disposed_at: datetime | None = Field(default=None, sa_type=Instant)


class DoubtRow(Record, table=True):
    """One contradiction or assumption, by `kind`."""

    __tablename__ = "doubt"

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    number: int
    kind: str
    raised_at: datetime = Field(sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)


class PersonRow(Record, table=True):
    """The child (number 0) or somebody of the family; what matching searches in.

    Attributes:
        normal_name: The name without case, accents, order (`models.names.normal_name`).
        lasting_number: The child's number at the council or elsewhere.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_normal_name", "normal_name"),
        Index("ix_person_born", "born"),
        Index("ix_person_lasting_number", "lasting_number"),
    )

    id: str = Field(primary_key=True)
    reference: str = Field(index=True)
    number: int
    name: str
    normal_name: str
    born: date | None = None
    expected: date | None = None
    sex: str | None = None
    lasting_number: str | None = None
    relation: str | None = None
    parental_responsibility: bool | None = None
    in_household: bool | None = None
    sibling_journey: str | None = None
