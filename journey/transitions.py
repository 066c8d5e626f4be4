"""How episodes end and what opens then: one row for each kind and outcome.

The table is the pathway.  A later episode is a row here, a rule in the profile, and a
command; nothing else branches on kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from journey.commands.base import CASEWORKERS, MANAGERS
from journey.people import Role
from journey.terms import Guard, Kind, Outcome, PlanKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row.

    Attributes:
        opens: Kinds that begin when the episode ends so.
        asks_again: Instead of opening a kind, ask the decision anew that led here.
        roles: Who may decide it. Stepping up is any caseworker's; ending is a manager's.
        guards: What may refuse it, in the order in which it is asked.
        needs_service: The outcome hands off and must name the receiving service.
        signed_after: Takes effect at once even where a second signature is needed, which
            then follows: protecting a child does not wait for paper.
        plan: Of what kind the plan is that opens.
        in_depth: The assessment that opens is the deeper one, where the procedures have two.
    """

    kind: Kind
    outcome: Outcome
    opens: tuple[Kind, ...] = ()
    asks_again: bool = False
    roles: frozenset[Role] = MANAGERS
    guards: tuple[Guard, ...] = ()
    needs_service: bool = False
    signed_after: bool = False
    plan: PlanKind | None = None
    in_depth: bool = False


LEFT = frozenset({Outcome.MOVED_AWAY, Outcome.DIED})
"""How every open episode ends, whatever its kind, when the child is no longer here.  Nobody
decides it on one of them: it follows from what is recorded (`journey.decide.departures`)."""

UNFINISHED = LEFT | {Outcome.CANCELLED}
"""Outcomes of an episode whose work was not done, so that no clock counts as met by it."""

_ONE = (Guard.HISTORY_NOT_REVIEWED, Guard.RATIONALE_MISSING)
_ONE_AND_OUT = (*_ONE, Guard.OPEN_QUESTIONS)
_TWO = (Guard.PREMATURE_CLOSURE, Guard.RATIONALE_MISSING)
_TWO_AND_OUT = (*_TWO, Guard.OPEN_QUESTIONS)
_WHY = (Guard.RATIONALE_MISSING,)
_HELD = (Guard.WRONG_KIND, Guard.NOT_QUORATE)
_MET = (Guard.NOT_QUORATE, Guard.RATIONALE_MISSING)
_REVIEWED = (Guard.NOT_QUORATE, Guard.NOT_WRITTEN_UP, Guard.RATIONALE_MISSING)
_SEEN = (Guard.NOT_SEEN, Guard.NOT_WRITTEN_UP, Guard.RATIONALE_MISSING)
_DISCUSSED = (*_HELD, Guard.HARM_NOT_ANALYSED, Guard.RATIONALE_MISSING)

_ROWS = (
    Transition(kind=Kind.CONTACT, outcome=Outcome.NO_FURTHER_ACTION, guards=_ONE_AND_OUT),
    Transition(kind=Kind.CONTACT, outcome=Outcome.ADVICE_GIVEN, guards=_ONE_AND_OUT),
    Transition(
        kind=Kind.CONTACT,
        outcome=Outcome.EARLY_HELP,
        opens=(Kind.HAND_OFF,),
        guards=_ONE,
        needs_service=True,
    ),
    Transition(
        kind=Kind.CONTACT,
        outcome=Outcome.REFERRAL,
        opens=(Kind.REFERRAL,),
        guards=_ONE,
        roles=CASEWORKERS,
    ),
    Transition(
        kind=Kind.CONTACT,
        outcome=Outcome.IMMEDIATE_PROTECTION,
        opens=(Kind.REFERRAL, Kind.STRATEGY_DISCUSSION),
        guards=_WHY,
        roles=CASEWORKERS,
    ),
    Transition(kind=Kind.CONTACT, outcome=Outcome.JOINED, guards=_ONE, roles=CASEWORKERS),
    Transition(
        kind=Kind.REFERRAL,
        outcome=Outcome.RESEARCH,
        opens=(Kind.RESEARCH,),
        guards=_ONE,
        roles=CASEWORKERS,
    ),
    Transition(
        kind=Kind.REFERRAL, outcome=Outcome.ASSESSMENT, opens=(Kind.ASSESSMENT,), guards=_ONE
    ),
    Transition(
        kind=Kind.REFERRAL,
        outcome=Outcome.STRATEGY_DISCUSSION,
        opens=(Kind.STRATEGY_DISCUSSION,),
        guards=_WHY,
        roles=CASEWORKERS,
    ),
    Transition(
        kind=Kind.REFERRAL,
        outcome=Outcome.EARLY_HELP,
        opens=(Kind.HAND_OFF,),
        guards=_ONE,
        needs_service=True,
    ),
    Transition(kind=Kind.REFERRAL, outcome=Outcome.NO_FURTHER_ACTION, guards=_ONE_AND_OUT),
    Transition(
        kind=Kind.RESEARCH, outcome=Outcome.ASSESSMENT, opens=(Kind.ASSESSMENT,), guards=_TWO
    ),
    Transition(
        kind=Kind.RESEARCH,
        outcome=Outcome.STRATEGY_DISCUSSION,
        opens=(Kind.STRATEGY_DISCUSSION,),
        guards=_TWO,
        roles=CASEWORKERS,
        signed_after=True,
    ),
    Transition(
        kind=Kind.RESEARCH,
        outcome=Outcome.EARLY_HELP,
        opens=(Kind.HAND_OFF,),
        guards=_TWO_AND_OUT,
        needs_service=True,
    ),
    Transition(kind=Kind.RESEARCH, outcome=Outcome.ADVICE_GIVEN, guards=_TWO_AND_OUT),
    Transition(kind=Kind.RESEARCH, outcome=Outcome.NO_FURTHER_ACTION, guards=_TWO_AND_OUT),
    Transition(
        kind=Kind.STRATEGY_DISCUSSION,
        outcome=Outcome.ENQUIRY,
        opens=(Kind.ENQUIRY, Kind.ASSESSMENT),
        in_depth=True,
        guards=(*_DISCUSSED, Guard.NO_DIRECTIONS),
    ),
    Transition(
        kind=Kind.STRATEGY_DISCUSSION,
        outcome=Outcome.ASSESSMENT,
        opens=(Kind.ASSESSMENT,),
        guards=_DISCUSSED,
    ),
    Transition(
        kind=Kind.STRATEGY_DISCUSSION,
        outcome=Outcome.RECONVENE,
        opens=(Kind.STRATEGY_DISCUSSION,),
        guards=(*_HELD, Guard.RATIONALE_MISSING),
    ),
    Transition(
        kind=Kind.STRATEGY_DISCUSSION,
        outcome=Outcome.NO_FURTHER_ACTION,
        guards=(*_DISCUSSED, Guard.OPEN_QUESTIONS),
    ),
    Transition(
        kind=Kind.ENQUIRY,
        outcome=Outcome.ASSESSMENT,
        opens=(Kind.ASSESSMENT,),
        in_depth=True,
        guards=_SEEN,
    ),
    Transition(
        kind=Kind.ENQUIRY,
        outcome=Outcome.STRATEGY_DISCUSSION,
        opens=(Kind.STRATEGY_DISCUSSION,),
        guards=_WHY,
    ),
    Transition(
        kind=Kind.ENQUIRY, outcome=Outcome.CONFERENCE, opens=(Kind.CONFERENCE,), guards=_SEEN
    ),
    Transition(
        kind=Kind.ENQUIRY,
        outcome=Outcome.NO_FURTHER_ACTION,
        guards=(*_SEEN, Guard.OPEN_QUESTIONS),
    ),
    Transition(
        kind=Kind.ASSESSMENT,
        outcome=Outcome.STRATEGY_DISCUSSION,
        opens=(Kind.STRATEGY_DISCUSSION,),
        guards=_WHY,
    ),
    Transition(
        kind=Kind.ASSESSMENT,
        outcome=Outcome.CORE_ASSESSMENT,
        opens=(Kind.ASSESSMENT,),
        in_depth=True,
        guards=_SEEN,
    ),
    Transition(
        kind=Kind.ASSESSMENT,
        outcome=Outcome.EARLY_HELP,
        opens=(Kind.HAND_OFF,),
        guards=_SEEN,
        needs_service=True,
    ),
    Transition(
        kind=Kind.ASSESSMENT,
        outcome=Outcome.CHILD_IN_NEED_PLAN,
        opens=(Kind.PLAN,),
        plan=PlanKind.CHILD_IN_NEED,
        guards=_SEEN,
    ),
    Transition(
        kind=Kind.ASSESSMENT, outcome=Outcome.LOOKED_AFTER, opens=(Kind.CARE,), guards=_SEEN
    ),
    Transition(
        kind=Kind.ASSESSMENT,
        outcome=Outcome.NO_FURTHER_ACTION,
        guards=(*_SEEN, Guard.OPEN_QUESTIONS),
    ),
    Transition(kind=Kind.ASSESSMENT, outcome=Outcome.CANCELLED, guards=_WHY),
    Transition(
        kind=Kind.CONFERENCE,
        outcome=Outcome.PROTECTION_PLAN,
        opens=(Kind.PLAN,),
        plan=PlanKind.PROTECTION,
        guards=_MET,
    ),
    Transition(
        kind=Kind.CONFERENCE,
        outcome=Outcome.CHILD_IN_NEED_PLAN,
        opens=(Kind.PLAN,),
        plan=PlanKind.CHILD_IN_NEED,
        guards=_MET,
    ),
    Transition(kind=Kind.CONFERENCE, outcome=Outcome.NO_PLAN, guards=(*_MET, Guard.OPEN_QUESTIONS)),
    Transition(
        kind=Kind.PLAN,
        outcome=Outcome.STEPPED_DOWN,
        opens=(Kind.PLAN,),
        plan=PlanKind.CHILD_IN_NEED,
        guards=(*_REVIEWED, Guard.NO_PANEL),
    ),
    Transition(
        kind=Kind.PLAN,
        outcome=Outcome.EARLY_HELP,
        opens=(Kind.HAND_OFF,),
        guards=(*_REVIEWED, Guard.OPEN_QUESTIONS, Guard.NO_PANEL),
        needs_service=True,
    ),
    Transition(
        kind=Kind.PLAN,
        outcome=Outcome.NO_FURTHER_ACTION,
        guards=(*_REVIEWED, Guard.OPEN_QUESTIONS, Guard.NO_PANEL),
    ),
    # Protecting a child does not wait for a review.
    Transition(kind=Kind.PLAN, outcome=Outcome.LOOKED_AFTER, opens=(Kind.CARE,), guards=_WHY),
    Transition(kind=Kind.PRE_PROCEEDINGS, outcome=Outcome.PROCEEDINGS_ISSUED, guards=_WHY),
    Transition(kind=Kind.PRE_PROCEEDINGS, outcome=Outcome.STEPPED_DOWN, guards=_WHY),
    Transition(
        kind=Kind.PRE_PROCEEDINGS,
        outcome=Outcome.NO_FURTHER_ACTION,
        guards=(*_WHY, Guard.OPEN_QUESTIONS),
    ),
    Transition(
        kind=Kind.CARE,
        outcome=Outcome.RETURNED_HOME,
        opens=(Kind.PLAN,),
        plan=PlanKind.CHILD_IN_NEED,
        guards=(Guard.UNSAFE_RETURN, Guard.NO_PANEL, Guard.RATIONALE_MISSING),
    ),
    Transition(
        kind=Kind.CARE,
        outcome=Outcome.LEFT_CARE,
        guards=(Guard.NO_PANEL, Guard.RATIONALE_MISSING),
    ),
    Transition(kind=Kind.MISSING, outcome=Outcome.INTERVIEWED),
    Transition(kind=Kind.MISSING, outcome=Outcome.INTERVIEW_DECLINED),
    Transition(kind=Kind.PRIVATE_FOSTERING, outcome=Outcome.ARRANGEMENT_ENDED),
    Transition(kind=Kind.HAND_OFF, outcome=Outcome.CONFIRMED),
    Transition(kind=Kind.HAND_OFF, outcome=Outcome.BOUNCED, asks_again=True),
    Transition(kind=Kind.CLOSURE, outcome=Outcome.CLOSED),
)

TRANSITIONS: Mapping[tuple[Kind, Outcome], Transition] = MappingProxyType(
    {(row.kind, row.outcome): row for row in _ROWS}
)


def outcomes_of(kind: Kind) -> tuple[Outcome, ...]:
    """Return how an episode of a kind can end, in the order of the table."""
    return tuple(row.outcome for row in _ROWS if row.kind is kind)
