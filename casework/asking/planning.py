"""How a journey's plans become what is shown of them."""

from __future__ import annotations

from datetime import datetime

from casework.asking.parts import standing_of
from casework.asking.plan_views import (
    OutcomeWantedView,
    PlanActionView,
    PlanReviewView,
    PlanView,
    ProgressView,
)
from journey.case import Case, Episode
from journey.plans import PLAN_ACTION, OutcomeWanted, PlanAction, PlanDrift, PlanReview
from journey.policy import Rulebook
from journey.terms import PlanKind


def plan_views(case: Case, *, rulebook: Rulebook, now: datetime) -> tuple[PlanView, ...]:
    """Return the plans of a journey, in the order in which they were opened."""
    return tuple(
        _plan(case, episode, episode.plan, rulebook, now)
        for episode in case.episodes.values()
        if episode.plan is not None
    )


def _plan(
    case: Case, episode: Episode, kind: PlanKind, rulebook: Rulebook, now: datetime
) -> PlanView:
    work = case.plans
    drift = work.drift.get(episode.id, PlanDrift())
    before = work.before.get(episode.id)
    return PlanView(
        id=episode.id,
        kind=kind,
        category=episode.category,
        open=episode.is_open,
        opened_at=episode.opened_at,
        ended_at=episode.ended_at,
        outcome=episode.outcome,
        sections=case.form(episode.id, "plan"),
        wants=tuple(
            _outcome(each, work.reviews)
            for each in work.outcomes.values()
            if each.episode == episode.id
        ),
        actions=tuple(
            _action(each, case, rulebook, now)
            for each in work.actions.values()
            if each.episode == episode.id
        ),
        reviews=tuple(_review(each) for each in work.reviews if each.episode == episode.id),
        redated=drift.redated,
        missed=drift.missed,
        stalled=drift.stalled,
        before=0 if before is None else before.before,
    )


def _outcome(outcome: OutcomeWanted, reviews: tuple[PlanReview, ...]) -> OutcomeWantedView:
    return OutcomeWantedView(
        id=outcome.id,
        wanted=outcome.wanted,
        agreed_at=outcome.agreed_at,
        achieved_at=outcome.achieved_at,
        progress=tuple(
            ProgressView(
                meeting=review.meeting,
                at=review.at,
                progress=found.progress,
                what=next((s.what for s in review.said if s.outcome == outcome.id), ""),
            )
            for review in reviews
            for found in review.progress
            if found.outcome == outcome.id
        ),
    )


def _action(action: PlanAction, case: Case, rulebook: Rulebook, now: datetime) -> PlanActionView:
    owed = next(
        each
        for each in case.obligations.values()
        if each.kind == PLAN_ACTION and each.subject == action.id
    )
    ended = action.done_at or action.dropped_at
    return PlanActionView(
        id=action.id,
        outcome=action.outcome,
        what=action.what,
        owner=action.owner,
        owner_name=_name(action, case, rulebook),
        owed_by=owed.owed_by,
        agreed_at=action.agreed_at,
        due_at=owed.due_at,
        first_due_at=owed.first_due_at,
        moves=owed.moves,
        chases=owed.chases,
        state="open" if ended is None else "done" if action.done_at else "dropped",
        standing=standing_of(owed, rulebook, now),
        carried_over=action.agreed_in != action.episode,
        ended_at=ended,
        done=action.done,
        difference=action.difference,
        why_dropped=action.why_dropped,
    )


def _name(action: PlanAction, case: Case, rulebook: Rulebook) -> str | None:
    if action.member is not None:
        family = case.family
        return family[action.member - 1].name if action.member <= len(family) else None
    agency = rulebook.agencies.get(action.owner.partition(":")[2])
    return None if agency is None else agency.name


def _review(review: PlanReview) -> PlanReviewView:
    return PlanReviewView(
        meeting=review.meeting,
        kind=review.kind,
        at=review.at,
        continues=review.continues,
        reason=review.reason,
        sections=review.sections,
    )
