"""Episodes and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from journey.codes import Coded
from journey.commands.decisions import ConcernAddressed, MissingReply
from journey.events.base import Event, Told
from journey.shapes import PERSONAL
from journey.terms import (
    AbuseCategory,
    AssessmentStage,
    Kind,
    Outcome,
    PlanKind,
    Rating,
    ResearchScope,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeOpened(Event):
    """An episode began, under the profile that is in force now and judges it to its end.

    Attributes:
        because: The episode that it follows from.
        service: The receiving service of a hand-off.
        plan, category: What a plan is for.
        joint: Whether an enquiry is made together with the police.
        stage: Which of two assessments, where its procedures have two.
    """

    episode: str
    kind: Kind
    profile: str
    because: str | None = None
    rating: Rating | None = None
    scope: ResearchScope | None = None
    service: str | None = None
    joint: bool | None = None
    plan: PlanKind | None = None
    category: AbuseCategory | None = None
    stage: AssessmentStage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeEnded(Event):
    """An episode ended with an outcome."""

    episode: str
    kind: Kind
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionProposed(Event):
    """A decision was written that takes effect only with a second signature.

    Attributes:
        known_version: The journey's version that the decider could see.
        missing: Agencies whose replies were not in, by key.
        joins: The journey that a contact is joined to.
    """

    decision: str
    episode: str
    kind: Kind
    outcome: Outcome
    known_version: int
    addresses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    joins: str | None = None
    rating: Rating | None = None
    scope: ResearchScope | None = None
    service: str | None = None
    joint: bool | None = None
    category: AbuseCategory | None = None
    primary_need: str | None = None
    rationale: Told = ""
    identity: Told = ""
    research_found: Told = ""
    scope_reason: Told = ""
    concerns: Annotated[tuple[ConcernAddressed, ...], PERSONAL] = ()
    missing_because: Annotated[tuple[MissingReply, ...], PERSONAL] = ()
    factors: Annotated[tuple[str, ...], PERSONAL, Coded("factor")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken(Event):
    """A proposed decision took effect."""

    decision: str
    kind: Kind
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSuperseded(Event):
    """A proposed decision was replaced before anybody signed it."""

    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCountersigned(Event):
    """A second person agreed to a decision, or did not."""

    decision: str
    agrees: bool
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReplyReviewed(Event):
    """The decider looked again after a late reply, and kept or changed the decision."""

    request: str
    agency: str
    keeps: bool
    reason: Told = ""
