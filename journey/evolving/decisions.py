"""Folding episodes and decisions."""

from __future__ import annotations

from journey.case import Case, Decided, Episode
from journey.events import Recorded, decisions
from journey.evolving.base import added, apply, changed
from journey.replacing import replaced


@apply.register
def _(event: decisions.EpisodeOpened, case: Case, at: Recorded) -> Case:
    episode = Episode(
        id=event.episode,
        kind=event.kind,
        profile=event.profile,
        opened_at=at.occurred_at,
        because=event.because,
        rating=event.rating,
        scope=event.scope,
        service=event.service,
        joint=event.joint,
        plan=event.plan,
        category=event.category,
        stage=event.stage,
    )
    return replaced(case, episodes=added(case.episodes, episode.id, episode))


@apply.register
def _(event: decisions.EpisodeEnded, case: Case, at: Recorded) -> Case:
    episodes = changed(case.episodes, event.episode, ended_at=at.occurred_at, outcome=event.outcome)
    return replaced(case, episodes=episodes)


@apply.register
def _(event: decisions.DecisionProposed, case: Case, at: Recorded) -> Case:
    decided = Decided(
        id=event.decision,
        episode=event.episode,
        kind=event.kind,
        outcome=event.outcome,
        by=at.actor,
        proposed_at=at.occurred_at,
        known_version=event.known_version,
        version=at.version,
        policy=at.policy,
        addresses=event.addresses,
        missing=event.missing,
        joins=event.joins,
        rating=event.rating,
        scope=event.scope,
        service=event.service,
        joint=event.joint,
        category=event.category,
        rationale=event.rationale,
        identity=event.identity,
        research_found=event.research_found,
        scope_reason=event.scope_reason,
        concerns=event.concerns,
        missing_because=event.missing_because,
    )
    codes = replaced(
        case.codes,
        need=event.primary_need or case.codes.need,
        factors=(
            added(case.codes.factors, event.episode, event.factors)
            if event.factors
            else case.codes.factors
        ),
    )
    return replaced(case, codes=codes, decisions=added(case.decisions, decided.id, decided))


@apply.register
def _(event: decisions.DecisionTaken, case: Case, at: Recorded) -> Case:
    parts = changed(case.decisions, event.decision, taken_at=at.occurred_at)
    joined_to = parts[event.decision].joins or case.joined_to
    return replaced(case, decisions=parts, joined_to=joined_to)


@apply.register
def _(event: decisions.DecisionSuperseded, case: Case, at: Recorded) -> Case:
    return replaced(case, decisions=changed(case.decisions, event.decision, superseded=True))


@apply.register
def _(event: decisions.DecisionCountersigned, case: Case, at: Recorded) -> Case:
    parts = changed(
        case.decisions,
        event.decision,
        refused=not event.agrees,
        second_signer=at.actor,
        signed_at=at.occurred_at,
        signing_reason=event.reason,
    )
    return replaced(case, decisions=parts)


@apply.register
def _(event: decisions.LateReplyReviewed, case: Case, at: Recorded) -> Case:
    return case
