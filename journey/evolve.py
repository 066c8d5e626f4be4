"""Folding: a journey after one more event.  It never refuses and never asks anything else.

What an event says is taken as it stands; whether it should have happened was settled when
it was decided (`journey.decide`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import singledispatch
from typing import Any, TypeVar

from journey.case import (
    Case,
    Concern,
    Consent,
    Decided,
    Doubt,
    Episode,
    Obligation,
    Reply,
    ResearchRequest,
    Sent,
    Telling,
)
from journey.events import Event, Notice, Recorded, contact, decisions, record, research, running
from journey.ladders import Action
from journey.moments import moments
from journey.terms import ObligationState, RequestState

Part = TypeVar("Part")
_CHASING = (Action.CHASE, Action.ESCALATE, Action.BREACH)


def fold(recorded: Iterable[Recorded], case: Case | None = None) -> Case:
    """Return what the events add up to, from nothing or from *case* on."""
    case = case or Case()
    for each in recorded:
        case = evolve(case, each)
    return case


def evolve(case: Case, recorded: Recorded) -> Case:
    """Return the journey after one more event."""
    after = _apply(recorded.event, case, recorded)
    happened = {m.name: recorded.occurred_at for m in moments(recorded.event, after)}
    return replace(
        after,
        version=recorded.version,
        last_event_at=recorded.recorded_at,
        moments={**case.moments, **happened} if happened else case.moments,
    )


def _with(parts: Mapping[str, Part], key: str, part: Part) -> dict[str, Part]:
    return {**parts, key: part}


def _changed(parts: Mapping[str, Part], key: str, **changes: Any) -> dict[str, Part]:
    # `replace` wants a dataclass instance; every part of a case is one.
    return {**parts, key: replace(parts[key], **changes)}  # type: ignore[type-var]


def _sent(case: Case, at: Recorded, notices: tuple[Notice, ...], **about: Any) -> tuple[Sent, ...]:
    return case.sent + tuple(
        Sent(
            version=at.version,
            number=number,
            at=at.recorded_at,
            to=notice.to,
            template=notice.template,
            **about,
        )
        for number, notice in enumerate(notices)
    )


@singledispatch
def _apply(event: Event, case: Case, at: Recorded) -> Case:
    raise TypeError(f"nobody said how {type(event).__name__} changes a journey")


@_apply.register
def _(event: contact.ContactReceived, case: Case, at: Recorded) -> Case:
    return replace(
        case,
        reference=event.reference,
        team=event.team,
        opened_at=at.occurred_at,
        referrer_kind=event.referrer_kind,
        referrer_agency=event.referrer_agency,
        source_reference=event.source_reference,
        child=event.child,
        family=event.family,
        referrer=event.referrer,
        reason=event.reason,
        done_already=event.done_already,
        childs_views=(event.child_says,) if event.child_says else (),
    )


@_apply.register
def _(event: contact.ContactAcknowledged, case: Case, at: Recorded) -> Case:
    return replace(case, acknowledged_at=at.occurred_at)


@_apply.register
def _(event: contact.ReferrerClarified, case: Case, at: Recorded) -> Case:
    if event.clarified:
        return replace(case, clarified_at=at.occurred_at)
    return replace(case, clarification_refused_at=at.occurred_at)


@_apply.register
def _(event: contact.HistoryReviewed, case: Case, at: Recorded) -> Case:
    return replace(case, history_reviewed_at=at.occurred_at)


@_apply.register
def _(event: contact.ConsentRecorded, case: Case, at: Recorded) -> Case:
    return replace(
        case,
        consent=Consent(
            answer=event.answer,
            at=at.occurred_at,
            lawful_reason=event.lawful_reason,
            given_by=event.given_by,
            reason=event.reason,
        ),
    )


@_apply.register
def _(event: contact.ChildsViewsRecorded, case: Case, at: Recorded) -> Case:
    return replace(case, childs_views=(*case.childs_views, event.views))


@_apply.register
def _(event: contact.FamilyMemberAdded, case: Case, at: Recorded) -> Case:
    return replace(case, family=(*case.family, event.member)) if event.member else case


@_apply.register
def _(event: contact.ParentalResponsibilityRecorded, case: Case, at: Recorded) -> Case:
    family = tuple(
        replace(member, parental_responsibility=event.holds)
        if member.name == event.member
        else member
        for member in case.family
    )
    return replace(case, family=family)


@_apply.register
def _(event: contact.NewInformationJoined, case: Case, at: Recorded) -> Case:
    return replace(case, joined=(*case.joined, event.joined_reference))


@_apply.register
def _(event: contact.NewInformationConsidered, case: Case, at: Recorded) -> Case:
    return case


@_apply.register
def _(event: contact.ConcernAdded, case: Case, at: Recorded) -> Case:
    concern = Concern(
        id=event.concern,
        category=event.category,
        added_at=at.occurred_at,
        description=event.description,
    )
    return replace(case, concerns=_with(case.concerns, concern.id, concern))


@_apply.register
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
    )
    return replace(case, episodes=_with(case.episodes, episode.id, episode))


@_apply.register
def _(event: decisions.EpisodeEnded, case: Case, at: Recorded) -> Case:
    episodes = _changed(
        case.episodes, event.episode, ended_at=at.occurred_at, outcome=event.outcome
    )
    return replace(case, episodes=episodes)


@_apply.register
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
        rationale=event.rationale,
        identity=event.identity,
        research_found=event.research_found,
        scope_reason=event.scope_reason,
        concerns=event.concerns,
        missing_because=event.missing_because,
    )
    return replace(case, decisions=_with(case.decisions, decided.id, decided))


@_apply.register
def _(event: decisions.DecisionTaken, case: Case, at: Recorded) -> Case:
    changed = _changed(case.decisions, event.decision, taken_at=at.occurred_at)
    joined_to = changed[event.decision].joins or case.joined_to
    return replace(case, decisions=changed, joined_to=joined_to)


@_apply.register
def _(event: decisions.DecisionSuperseded, case: Case, at: Recorded) -> Case:
    return replace(case, decisions=_changed(case.decisions, event.decision, superseded=True))


@_apply.register
def _(event: decisions.DecisionCountersigned, case: Case, at: Recorded) -> Case:
    changed = _changed(
        case.decisions,
        event.decision,
        refused=not event.agrees,
        second_signer=at.actor,
        signed_at=at.occurred_at,
        signing_reason=event.reason,
    )
    return replace(case, decisions=changed)


@_apply.register
def _(event: decisions.LateReplyReviewed, case: Case, at: Recorded) -> Case:
    return case


@_apply.register
def _(event: research.PartnerAsked, case: Case, at: Recorded) -> Case:
    request = ResearchRequest(
        id=event.request,
        episode=event.episode,
        agency=event.agency,
        rating=event.rating,
        asked_at=at.occurred_at,
        asked_by=at.actor,
        ask_instead=event.ask_instead,
        reason=event.reason,
        question=event.question,
    )
    return replace(case, requests=_with(case.requests, request.id, request))


@_apply.register
def _(event: research.ReplyReceived, case: Case, at: Recorded) -> Case:
    reply = Reply(
        at=at.occurred_at,
        recorded_at=at.recorded_at,
        by=at.actor,
        nothing_known=event.nothing_known,
        full=event.full,
        after_decision=event.after_decision,
        version=at.version,
        why_involved=event.why_involved,
        risks=event.risks,
        actions=event.actions,
        difference=event.difference,
        everyday_life=event.everyday_life,
        opinion=event.opinion,
    )
    state = RequestState.NOTHING_KNOWN if event.nothing_known else RequestState.REPLIED
    requests = _changed(case.requests, event.request, reply=reply, state=state)
    return replace(case, requests=requests)


@_apply.register
def _(event: research.MoreTimeRequested, case: Case, at: Recorded) -> Case:
    requests = _changed(case.requests, event.request, more_time_until=event.until)
    return replace(case, requests=requests)


@_apply.register
def _(event: research.MoreTimeAnswered, case: Case, at: Recorded) -> Case:
    return replace(case, requests=_changed(case.requests, event.request, more_time_until=None))


@_apply.register
def _(event: research.RequestDisputed, case: Case, at: Recorded) -> Case:
    return replace(case, requests=_changed(case.requests, event.request, disputed=True))


@_apply.register
def _(event: research.DisputeAnswered, case: Case, at: Recorded) -> Case:
    return replace(case, requests=_changed(case.requests, event.request, disputed=False))


@_apply.register
def _(event: research.RequestWithdrawn, case: Case, at: Recorded) -> Case:
    requests = _changed(case.requests, event.request, state=RequestState.WITHDRAWN)
    return replace(case, requests=requests)


@_apply.register
def _(event: research.PartnerChased, case: Case, at: Recorded) -> Case:
    owed = next(
        (o for o in case.open_obligations() if o.about == event.request and o.subject), None
    )
    sent = _sent(case, at, event.notices, obligation=owed.id if owed else None)
    if owed is None:
        return replace(case, sent=sent)
    obligations = _changed(case.obligations, owed.id, chases=owed.chases + 1)
    return replace(case, sent=sent, obligations=obligations)


@_apply.register
def _(event: record.ConcernDisposedOf, case: Case, at: Recorded) -> Case:
    concerns = _changed(
        case.concerns,
        event.concern,
        disposal=event.disposal,
        disposed_at=at.occurred_at,
        disposal_reason=event.reason,
    )
    return replace(case, concerns=concerns)


@_apply.register
def _(event: record.ContradictionRaised, case: Case, at: Recorded) -> Case:
    doubt = Doubt(
        id=event.contradiction, raised_at=at.occurred_at, what=event.what, between=event.between
    )
    return replace(case, contradictions=_with(case.contradictions, doubt.id, doubt))


@_apply.register
def _(event: record.ContradictionResolved, case: Case, at: Recorded) -> Case:
    settled = _changed(
        case.contradictions,
        event.contradiction,
        settled_at=at.occurred_at,
        settlement=event.resolution,
    )
    return replace(case, contradictions=settled)


@_apply.register
def _(event: record.AssumptionRecorded, case: Case, at: Recorded) -> Case:
    doubt = Doubt(id=event.assumption, raised_at=at.occurred_at, what=event.what)
    return replace(case, assumptions=_with(case.assumptions, doubt.id, doubt))


@_apply.register
def _(event: record.AssumptionSettled, case: Case, at: Recorded) -> Case:
    settled = _changed(
        case.assumptions, event.assumption, settled_at=at.occurred_at, settlement=event.evidence
    )
    return replace(case, assumptions=settled)


@_apply.register
def _(event: record.ReferrerTold, case: Case, at: Recorded) -> Case:
    telling = Telling(
        told=event.told,
        at=at.occurred_at,
        how=event.how,
        wording=event.wording,
        why_not=event.why_not,
    )
    return replace(case, referrer_told=telling, sent=_sent(case, at, event.notices))


@_apply.register
def _(event: record.ParentsTold, case: Case, at: Recorded) -> Case:
    telling = Telling(
        told=event.told,
        at=at.occurred_at,
        how=event.how,
        wording=event.wording,
        why_not=event.why_not,
    )
    return replace(case, parents_told=telling)


@_apply.register
def _(event: record.OversightRecorded, case: Case, at: Recorded) -> Case:
    return replace(case, oversight_at=at.occurred_at)


@_apply.register
def _(event: record.EntryCorrected, case: Case, at: Recorded) -> Case:
    return case


@_apply.register
def _(event: running.HandOffConfirmed, case: Case, at: Recorded) -> Case:
    return replace(
        case, episodes=_changed(case.episodes, event.episode, confirmed_at=at.occurred_at)
    )


@_apply.register
def _(event: running.HandOffBounced, case: Case, at: Recorded) -> Case:
    return case


@_apply.register
def _(event: running.HandOffImpactRecorded, case: Case, at: Recorded) -> Case:
    return case


@_apply.register
def _(event: running.JourneyAllocated, case: Case, at: Recorded) -> Case:
    worker, team = event.worker or case.worker, event.team or case.team
    passed_on = {
        f"worker:{case.worker}": f"worker:{worker}",
        f"team:{case.team}": f"team:{team}",
        f"manager:{case.team}": f"manager:{team}",
    }
    obligations = {
        key: replace(owed, owed_by=passed_on[owed.owed_by])
        if owed.is_open and owed.owed_by in passed_on
        else owed
        for key, owed in case.obligations.items()
    }
    return replace(case, worker=worker, team=team, obligations=obligations)


@_apply.register
def _(event: running.JourneyHeld, case: Case, at: Recorded) -> Case:
    return replace(case, held_at=at.occurred_at, held_until=event.until)


@_apply.register
def _(event: running.JourneyResumed, case: Case, at: Recorded) -> Case:
    return replace(case, held_at=None, held_until=None)


@_apply.register
def _(event: running.JourneyClosed, case: Case, at: Recorded) -> Case:
    return replace(
        case,
        closed_at=at.occurred_at,
        held_at=None,
        held_until=None,
    )


@_apply.register
def _(event: running.JourneyReopened, case: Case, at: Recorded) -> Case:
    return replace(
        case,
        closed_at=None,
        joined_to=None,
        referrer_told=None,
        parents_told=None,
    )


@_apply.register
def _(event: running.ObligationOpened, case: Case, at: Recorded) -> Case:
    obligation = Obligation(
        id=event.obligation,
        kind=event.kind,
        owed_by=event.owed_by,
        timescale=event.timescale,
        profile=event.profile,
        authority=event.authority,
        checked=event.checked,
        ladder=event.ladder,
        starts_at=event.starts_at,
        due_at=event.due_at,
        first_due_at=event.due_at,
        next_rung=event.next_rung,
        next_action_at=event.next_action_at,
        subject=event.subject,
        about=event.about,
        episode=event.episode,
        ask_instead=event.ask_instead,
    )
    return replace(case, obligations=_with(case.obligations, obligation.id, obligation))


@_apply.register
def _(event: running.ObligationMet, case: Case, at: Recorded) -> Case:
    state = ObligationState.LATE_MET if event.late else ObligationState.MET
    return _ended(case, event.obligation, state, at)


@_apply.register
def _(event: running.ObligationWaived, case: Case, at: Recorded) -> Case:
    return _ended(case, event.obligation, ObligationState.WAIVED, at)


@_apply.register
def _(event: running.ObligationCancelled, case: Case, at: Recorded) -> Case:
    return _ended(case, event.obligation, ObligationState.CANCELLED, at)


def _ended(case: Case, obligation: str, state: ObligationState, at: Recorded) -> Case:
    changed = _changed(case.obligations, obligation, state=state, ended_at=at.occurred_at)
    return replace(case, obligations=changed)


@_apply.register
def _(event: running.ObligationMoved, case: Case, at: Recorded) -> Case:
    obligations = _changed(
        case.obligations,
        event.obligation,
        due_at=event.due_at,
        next_rung=event.next_rung,
        next_action_at=event.next_action_at,
        moves=case.obligations[event.obligation].moves + 1,
    )
    return replace(case, obligations=obligations)


@_apply.register
def _(event: running.RungClimbed, case: Case, at: Recorded) -> Case:
    obligation = case.obligations[event.obligation]
    obligations = _changed(
        case.obligations,
        event.obligation,
        rung=event.rung,
        last_action=event.action,
        last_action_at=at.recorded_at,
        next_rung=event.next_rung,
        next_action_at=event.next_action_at,
        chases=obligation.chases + (event.action in _CHASING),
    )
    sent = _sent(
        case,
        at,
        event.notices,
        obligation=event.obligation,
        rung=event.rung,
        due_at=obligation.due_at,
    )
    return replace(case, obligations=obligations, sent=sent)
