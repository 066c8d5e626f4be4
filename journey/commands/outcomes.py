"""How the episodes after the hub end: one decision for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.care import LegalStatus
from journey.codes import FactorCode, NeedCode
from journey.commands.base import MANAGERS
from journey.commands.decisions import Decision
from journey.terms import AbuseCategory, Guard, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAfterStrategyDiscussion(Decision):
    """Decide what follows from a strategy discussion that was held and written up.

    Attributes:
        joint: With outcome `enquiry`: whether police and social care make it together.
    """

    KIND: ClassVar = Kind.STRATEGY_DISCUSSION
    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (
        Guard.WRONG_KIND,
        Guard.NOT_QUORATE,
        Guard.HARM_NOT_ANALYSED,
        Guard.NO_DIRECTIONS,
        Guard.RATIONALE_MISSING,
    )

    joint: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAfterEnquiry(Decision):
    """Decide on the merits what follows from an enquiry (requirement E3)."""

    KIND: ClassVar = Kind.ENQUIRY
    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (Guard.NOT_SEEN, Guard.NOT_WRITTEN_UP, Guard.RATIONALE_MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoriseAssessment(Decision):
    """Authorise a finished assessment with its outcome, or end it as cancelled.

    Attributes:
        legal_status: With outcome `looked-after`: on what ground.
        factors: What was found to bear on the child, as the returns code it.
        primary_need: Why social care is wanted, as the returns code it.
    """

    KIND: ClassVar = Kind.ASSESSMENT
    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (Guard.NOT_SEEN, Guard.NOT_WRITTEN_UP, Guard.RATIONALE_MISSING)

    legal_status: LegalStatus | None = None
    factors: tuple[FactorCode, ...] = ()
    primary_need: NeedCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAtConference(Decision):
    """Record what the conference decided: a protection plan, another plan, or none.

    Attributes:
        category: With outcome `protection-plan`: the category of harm.
    """

    KIND: ClassVar = Kind.CONFERENCE
    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (Guard.NOT_QUORATE, Guard.RATIONALE_MISSING)

    category: AbuseCategory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPlan(Decision):
    """End a plan after its review: step down, hand on to early help, or end help.

    What a protection plan leaves unfinished goes along into the child in need plan that it is
    stepped down to; before help ends, each action is completed or dropped.

    Or at once, because the child is looked after.

    Attributes:
        legal_status: With outcome `looked-after`: on what ground.
    """

    KIND: ClassVar = Kind.PLAN
    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (
        Guard.NOT_QUORATE,
        Guard.NOT_WRITTEN_UP,
        Guard.OPEN_QUESTIONS,
        Guard.RATIONALE_MISSING,
        Guard.NO_PANEL,
    )

    legal_status: LegalStatus | None = None
