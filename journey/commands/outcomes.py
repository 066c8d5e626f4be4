"""How the episodes after the hub end: one decision for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import MANAGERS
from journey.commands.decisions import Decision
from journey.terms import Guard, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAfterStrategyDiscussion(Decision):
    """Decide what follows from a strategy discussion that was held and written up."""

    KIND: ClassVar = Kind.STRATEGY_DISCUSSION
    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (
        Guard.WRONG_KIND,
        Guard.NOT_QUORATE,
        Guard.HARM_NOT_ANALYSED,
        Guard.RATIONALE_MISSING,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoriseAssessment(Decision):
    """Authorise a finished assessment with its outcome, or end it as cancelled."""

    KIND: ClassVar = Kind.ASSESSMENT
    ROLES: ClassVar = MANAGERS
