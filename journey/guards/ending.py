"""The guard of decisions after which nothing but closure is left (requirement Q2)."""

from __future__ import annotations

from collections.abc import Iterator

from journey.case import Case
from journey.commands.decisions import Decision
from journey.guards.closing import BEFORE_ENDING
from journey.guards.hub import missing_replies, open_doubts, outstanding
from journey.guards.plans import unfinished
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import Kind
from journey.transitions import TRANSITIONS

_HUB = (Kind.CONTACT, Kind.REFERRAL, Kind.RESEARCH)


def open_questions(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse an outcome that ends help while information contradicts itself.

    A plan does not end with actions undone (requirement P5); stepped down, they go along.
    Where nothing but closure would be left, each concern is disposed of as well, no planned
    meeting is left standing and, after the hub, no reply is missing: the same questions that
    closing asks, as far as they can be answered before anybody is told.
    """
    del rulebook
    plan = case.open_episode(decision.KIND) if decision.KIND is Kind.PLAN else None
    undone = list(unfinished(case, plan.id)) if plan else []
    if not leads_out(case, decision):
        return open_doubts(case, undone)
    refused = None
    if decision.KIND not in _HUB:
        refused = _unspoken_of(case)
    return refused or open_doubts(case, [*undone, *_needs(case, decision)])


def leads_out(case: Case, decision: Decision) -> bool:
    """Return whether closure alone is left after a decision."""
    row = TRANSITIONS.get((decision.KIND, decision.outcome))
    others = [e for e in case.open_episodes() if e.kind not in (decision.KIND, Kind.CLOSURE)]
    return row is not None and not row.opens and not row.asks_again and not others


def _needs(case: Case, decision: Decision) -> Iterator[str]:
    for question in BEFORE_ENDING:
        yield from question(case)
    if decision.KIND in _HUB:
        return  # decided within a working day; what became of each is settled in closure
    disposed_of = {each.concern for each in decision.concerns if each.disposal is not None}
    for concern in case.open_concerns():
        if concern.id not in disposed_of:
            yield f"say what became of concern {concern.id} ({concern.category})"


def _unspoken_of(case: Case) -> Refused | None:
    """Refuse while a reply is missing that no decision so far has spoken of."""
    spoken_of = {agency for decided in case.decisions.values() for agency in decided.missing}
    return missing_replies(
        (each.agency for each in outstanding(case) if each.agency not in spoken_of),
        "Replies are missing that no decision speaks of.",
    )
