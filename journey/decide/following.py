"""What follows where one plan takes the place of another, or comes after an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journey.case import Case, Episode
from journey.decide.context import Context
from journey.events import Event, decisions, plans, running
from journey.plans import SECOND_PLAN, ProtectedElsewhere
from journey.protected import earlier_here, without
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
            yield from _again(case, plan.episode, context.protected_before)


def found_to_follow(case: Case, other: Case, context: Context) -> Iterator[Event]:
    """Yield that the open protection plan is not the child's first, as a second record shows.

    What is learned by merging two records alarms as it would have done when the plan began.
    """
    plan = case.open_episode(Kind.PLAN)
    if plan is None or plan.plan is not PlanKind.PROTECTION:
        return
    elsewhere = list(context.protected_before)
    if other.reference not in {each.reference for each in elsewhere}:
        elsewhere += [
            ProtectedElsewhere(reference=other.reference, ended_at=each.ended_at)
            for each in other.episodes.values()
            if each.plan is PlanKind.PROTECTION
        ]
    known = case.plans.before.get(plan.id)
    for again in _again(case, plan.id, elsewhere):
        if known is None or again.before > known.before:
            yield again


def _again(
    case: Case, episode: str, elsewhere: Sequence[ProtectedElsewhere]
) -> Iterator[plans.ProtectedAgain]:
    here = [each.ended_at for each in earlier_here(case, episode)]
    ends = [*here, *(each.ended_at for each in elsewhere)]
    if ends:
        yield plans.ProtectedAgain(
            episode=episode,
            before=len(ends),
            last_ended_at=max((each for each in ends if each is not None), default=None),
            journeys=tuple(dict.fromkeys(each.reference for each in elsewhere)),
        )


def first_after_all(case: Case, other: str) -> Iterator[Event]:
    """Yield that nobody need look at a second plan, where only *other* had the one before it."""
    left = without(case, other)
    for owed in case.open_obligations():
        if owed.kind == SECOND_PLAN and owed.episode not in left:
            yield running.ObligationCancelled(
                obligation=owed.id, because=f"merge of {other} undone"
            )
