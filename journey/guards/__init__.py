"""Guards: what may refuse a decision, one function for each code.

`DECISION_GUARDS` is the table; a row of `journey.transitions` names the codes that it is held to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from journey.case import Case
from journey.commands.decisions import Decision
from journey.guards.care import no_panel, unsafe_return
from journey.guards.closing import closing_refused
from journey.guards.ending import open_questions
from journey.guards.hub import (
    carried_on,
    consent_giver_invalid,
    consent_invalid,
    history_not_reviewed,
    outstanding,
    premature_closure,
    rationale_missing,
)
from journey.guards.meetings import harm_not_analysed, not_held, wrong_kind
from journey.guards.plans import plan_not_written_up, unfinished
from journey.guards.seeing import no_directions, not_seen, not_written_up
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import Guard

__all__ = [
    "DECISION_GUARDS",
    "carried_on",
    "closing_refused",
    "consent_giver_invalid",
    "consent_invalid",
    "outstanding",
    "plan_not_written_up",
    "unfinished",
]

DecisionGuard = Callable[[Case, Decision, Rulebook], Refused | None]

DECISION_GUARDS: Mapping[Guard, DecisionGuard] = MappingProxyType(
    {
        Guard.RATIONALE_MISSING: rationale_missing,
        Guard.HISTORY_NOT_REVIEWED: history_not_reviewed,
        Guard.PREMATURE_CLOSURE: premature_closure,
        Guard.OPEN_QUESTIONS: open_questions,
        Guard.WRONG_KIND: wrong_kind,
        Guard.NOT_QUORATE: not_held,
        Guard.HARM_NOT_ANALYSED: harm_not_analysed,
        Guard.NO_DIRECTIONS: no_directions,
        Guard.NOT_SEEN: not_seen,
        Guard.NOT_WRITTEN_UP: not_written_up,
        Guard.UNSAFE_RETURN: unsafe_return,
        Guard.NO_PANEL: no_panel,
    }
)
