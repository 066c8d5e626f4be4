"""Guards of enquiry and assessment: directions first, then seen, then written up."""

from __future__ import annotations

from collections.abc import Iterator

from journey.case import Case, Episode
from journey.commands.decisions import Decision
from journey.guards.meetings import unwritten
from journey.guards.plans import not_reviewed
from journey.people import Relation
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import Guard, Kind, Outcome

PARENTS = (Relation.MOTHER, Relation.FATHER, Relation.STEP_PARENT)
"""Who is told and seen, or it is said why not: every parent, fathers too (requirement E1)."""


def no_directions(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse to open an enquiry for which nobody gave directions (requirement D3)."""
    del rulebook
    episode = case.open_episode(decision.KIND)
    if decision.outcome is not Outcome.ENQUIRY or episode is None or episode.id in case.directions:
        return None
    return Refused(
        Guard.NO_DIRECTIONS,
        "An enquiry begins with directions, and none are on the record.",
        ("give-directions: who sees whom, how, and by when",),
    )


def not_seen(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse to end an enquiry or assessment of a child whom nobody went to see.

    A visit says that the child was seen, seen alone and what the child says, or why not.
    """
    del rulebook
    episode = case.open_episode(decision.KIND)
    if episode is None:
        return None
    needs = []
    if not any(visit.at >= episode.opened_at for visit in case.visits.values()):
        needs.append("record-visit: the child seen, seen alone, and the child's views, or why not")
    recorded = {each.number for each in case.parents if each.at >= episode.opened_at}
    needs += [
        f"record-parent: the {member.relation.value.replace('_', '-')} told and seen, or why not"
        for number, member in enumerate(case.family, start=1)
        if member.relation in PARENTS and number not in recorded
    ]
    if episode.kind is Kind.ENQUIRY:
        needs += _before_parents(case, episode)
    if not needs:
        return None
    return Refused(
        Guard.NOT_SEEN,
        "Whether the child was seen, or the parents told and seen, is not on the record.",
        tuple(needs),
    )


def _before_parents(case: Case, enquiry: Episode) -> Iterator[str]:
    """Yield each visit on which the child was seen before any parent was told, with no reason.

    The reason may stand on the visit, on a parent who was told later, or on one who was not
    told at all.
    """
    told_from = min((each.at for each in case.parents if each.told), default=None)
    if any(each.why_not_told or each.why_told_after for each in case.parents):
        return
    for visit in case.visits.values():
        early = told_from is None or visit.at < told_from
        if visit.seen and visit.at >= enquiry.opened_at and early and not visit.why_before_parents:
            yield (
                f"record-parent: why the child was seen ({visit.id}) before a parent was told "
                "(why_told_after, or why_not_told)"
            )


def not_written_up(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse to end what is not written up as its pro forma wants it."""
    episode = case.open_episode(decision.KIND)
    if episode is None:
        return None
    form = decision.KIND.value
    gaps = tuple(unwritten(case, episode, form, decision.outcome, rulebook))
    if not gaps:
        return not_reviewed(case, decision, rulebook)
    return Refused(
        Guard.NOT_WRITTEN_UP,
        f"The {form} is not written up.",
        tuple(f"fill-pro-forma {form}: {gap}" for gap in gaps),
    )
