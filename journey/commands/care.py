"""Care: legal status, placements, health, and the ways out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.care import LeavingCare, LegalStatus, PlacementKind, PlacementTeller
from journey.commands.base import CASEWORKERS, MANAGERS, Command
from journey.commands.decisions import Decision
from journey.shapes import Instant, Line, Text
from journey.terms import Guard, Kind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterCare(Command):
    """Take the child into care beside work that goes on, as in an emergency.

    A police constable or a court does not wait for an enquiry to end, and the enquiry does not
    end because the child is safe.  A planned entry is an outcome: of the plan or the assessment.

    Attributes:
        legal_status: On what ground.
        at: Since when; now, where it is left out.
    """

    ROLES: ClassVar = MANAGERS

    legal_status: LegalStatus
    reason: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLegalStatus(Command):
    """Record that a looked-after child's legal status has changed."""

    ROLES: ClassVar = CASEWORKERS

    legal_status: LegalStatus
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlacement(Command):
    """Record where a looked-after child lives now: the first placement, or a move.

    Attributes:
        local: Whether it lies in the authority's own area.
        miles: How far from home.
        why_moved: Wanted for every placement after the first.
        with_whom: Who cares for the child there.
    """

    ROLES: ClassVar = CASEWORKERS

    kind: PlacementKind
    local: bool
    miles: int | None = None
    why_moved: Text | None = None
    with_whom: Line | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlacementTold(Command):
    """Record that health or the school was told where the child lives, or why not.

    Attributes:
        placement: Its id; the newest one, where it is left out.
    """

    to: PlacementTeller
    placement: Line | None = None
    how: Line | None = None
    why_not: Text | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHealthAssessment(Command):
    """Record a health assessment of a looked-after child: the first one, or a review."""

    by: Line
    summary: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnHome(Decision):
    """End care because the child goes home; after a review and with a support plan only."""

    KIND: ClassVar = Kind.CARE
    ROLES: ClassVar = MANAGERS
    OUTCOMES: ClassVar = (Outcome.RETURNED_HOME,)
    GUARDS: ClassVar = (Guard.UNSAFE_RETURN, Guard.NO_PANEL, Guard.RATIONALE_MISSING)

    outcome: Outcome = Outcome.RETURNED_HOME


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveCare(Decision):
    """End care otherwise than by going home: adoption, another order, adulthood.

    Attributes:
        how: In which of these ways.
    """

    KIND: ClassVar = Kind.CARE
    ROLES: ClassVar = MANAGERS
    OUTCOMES: ClassVar = (Outcome.LEFT_CARE,)
    GUARDS: ClassVar = (Guard.NO_PANEL, Guard.RATIONALE_MISSING)

    how: LeavingCare
    outcome: Outcome = Outcome.LEFT_CARE
