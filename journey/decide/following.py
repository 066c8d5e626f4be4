"""What follows where one plan takes the place of another, or comes after an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journey.case import Case, Episode
from journey.decide.context import Context
from journey.events import Event, decisions, plans
from journey.terms import Kind, PlanKind


def plan_follows(
    case: Case,
    context: Context,
    *,
    ended: Iterable[Episode],
    opened: Iterable[decisions.EpisodeOpened],
) -> Iterator[Event]:
    """Yield what a plan that opens takes over, and that it is not the child's first.

    Outcomes not reached and actions not done go along, whole: with their first dates and how
    often they were rolled over.  Working Together 2023 has the child in need plan after a
    protection plan carry on the work; a fresh start would hide what was never done.  What was
    still to be done when the child came into care goes into the plan after it.
    """
    for plan in opened:
        if plan.kind is not Kind.PLAN:
            continue
        now_ended = {each.id for each in ended}
        for before in case.episodes:
            actions = list(case.plans.open_actions(before))
            served = {each.outcome for each in actions}
            outcomes = tuple(
                each.id
                for each in case.plans.open_outcomes(before)
                if before in now_ended or each.id in served
            )
            if outcomes or actions:
                yield plans.PlanCarriedOver(
                    ended=before,
                    episode=plan.episode,
                    outcomes=outcomes,
                    actions=tuple(each.id for each in actions),
                )
        if plan.plan is PlanKind.PROTECTION:
            yield from _again(case, context, plan.episode)


def _again(case: Case, context: Context, episode: str) -> Iterator[Event]:
    here = [each.ended_at for each in case.episodes.values() if each.plan is PlanKind.PROTECTION]
    ends = [*here, *(each.ended_at for each in context.protected_before)]
    if ends:
        yield plans.ProtectedAgain(
            episode=episode,
            before=len(ends),
            last_ended_at=max((each for each in ends if each is not None), default=None),
            journeys=tuple(dict.fromkeys(each.reference for each in context.protected_before)),
        )
