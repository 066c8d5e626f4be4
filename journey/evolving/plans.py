"""Folding plans: outcomes wanted, actions, reviews, and what alarms about them."""

from __future__ import annotations

from typing import Any

from journey.case import Case, form_key
from journey.events import Recorded, plans
from journey.evolving.base import added, apply, changed
from journey.plans import (
    AlarmSeen,
    OutcomeWanted,
    PlanAction,
    PlanDrift,
    PlanReview,
    ProtectedBefore,
)
from journey.replacing import replaced
from journey.terms import Progress

_NEARER = (Progress.IMPROVED, Progress.ACHIEVED)
REVIEW = "review"
"""Key of the pro forma that each review is written up on."""


@apply.register
def _(event: plans.PlanOutcomeAgreed, case: Case, at: Recorded) -> Case:
    wanted = OutcomeWanted(
        id=event.outcome, episode=event.episode, agreed_at=at.occurred_at, wanted=event.wanted
    )
    return _with(case, outcomes=added(case.plans.outcomes, wanted.id, wanted))


@apply.register
def _(event: plans.PlanActionAgreed, case: Case, at: Recorded) -> Case:
    action = PlanAction(
        id=event.action,
        episode=event.episode,
        agreed_in=event.episode,
        outcome=event.outcome,
        owner=event.owner,
        member=event.member,
        agreed_at=at.occurred_at,
        what=event.what,
    )
    return _with(case, actions=added(case.plans.actions, action.id, action))


@apply.register
def _(event: plans.PlanActionCompleted, case: Case, at: Recorded) -> Case:
    actions = changed(
        case.plans.actions,
        event.action,
        done_at=at.occurred_at,
        done=event.done,
        difference=event.difference,
    )
    return _with(case, actions=actions)


@apply.register
def _(event: plans.PlanActionDropped, case: Case, at: Recorded) -> Case:
    actions = changed(
        case.plans.actions, event.action, dropped_at=at.occurred_at, why_dropped=event.reason
    )
    return _with(case, actions=actions)


@apply.register
def _(event: plans.PlanCarriedOver, case: Case, at: Recorded) -> Case:
    outcomes, actions = dict(case.plans.outcomes), dict(case.plans.actions)
    for outcome in event.outcomes:
        outcomes[outcome] = replaced(outcomes[outcome], episode=event.episode)
    for action in event.actions:
        actions[action] = replaced(actions[action], episode=event.episode)
    return _with(case, outcomes=outcomes, actions=actions)


@apply.register
def _(event: plans.PlanReviewed, case: Case, at: Recorded) -> Case:
    key = form_key(event.episode, REVIEW)
    review = PlanReview(
        episode=event.episode,
        at=at.occurred_at,
        meeting=event.meeting,
        kind=case.meetings[event.meeting].kind,
        continues=event.continues,
        progress=event.progress,
        said=event.said,
        reason=event.reason,
        sections=case.forms.get(key, {}),
    )
    outcomes = dict(case.plans.outcomes)
    for each in event.progress:
        if each.progress is Progress.ACHIEVED:
            outcomes[each.outcome] = replaced(outcomes[each.outcome], achieved_at=at.occurred_at)
    nearer = any(each.progress in _NEARER for each in event.progress)
    drift = case.plans.drift.get(event.episode, PlanDrift())
    after = _with(
        case,
        outcomes=outcomes,
        reviews=(*case.plans.reviews, review),
        drift={
            **case.plans.drift,
            event.episode: replaced(drift, stalled=0 if nearer else drift.stalled + 1),
        },
    )
    # The next review is written up anew.
    forms = {each: text for each, text in case.forms.items() if each != key}
    return replaced(after, forms=forms)


@apply.register
def _(event: plans.ProtectedAgain, case: Case, at: Recorded) -> Case:
    before = ProtectedBefore(
        before=event.before, last_ended_at=event.last_ended_at, journeys=event.journeys
    )
    return _with(case, before={**case.plans.before, event.episode: before})


@apply.register
def _(event: plans.PlanAlarmConsidered, case: Case, at: Recorded) -> Case:
    seen = AlarmSeen(at=at.occurred_at, by=at.actor, what_follows=event.what_follows)
    return _with(case, alarms={**case.plans.alarms, (event.episode, event.alarm): seen})


def _with(case: Case, **changes: Any) -> Case:
    return replaced(case, plans=replaced(case.plans, **changes))


def drifted(case: Case, episode: str | None, name: str) -> Case:
    """Return the case with one sign of drift more on a plan; None is no plan."""
    if episode is None:
        return case
    before = case.plans.drift.get(episode, PlanDrift())
    more = replaced(before, **{name: getattr(before, name) + 1})
    return _with(case, drift={**case.plans.drift, episode: more})
