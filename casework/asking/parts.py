"""The parts of a journey as they are shown: episodes, obligations, requests, doubts."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from casework.asking.views import (
    AskedChild,
    ConcernView,
    ConsentView,
    DoubtView,
    EpisodeView,
    ObligationView,
    ReplyView,
    RequestView,
    TellingView,
)
from journey.case import Case, Concern, Doubt, Episode, Obligation, ResearchRequest, Telling
from journey.guards import consent_invalid
from journey.ladders import rung
from journey.policy import Rulebook
from journey.terms import ObligationState
from journey.timescales import standing

_ENDED = {
    ObligationState.MET: "met",
    ObligationState.LATE_MET: "missed",
    ObligationState.WAIVED: "waived",
    ObligationState.CANCELLED: "cancelled",
}


def episode_view(episode: Episode, rulebook: Rulebook) -> EpisodeView:
    """Return an episode as it is shown."""
    return EpisodeView(
        id=episode.id,
        kind=episode.kind,
        called=rulebook.profile(episode.profile).called(episode.kind, episode.stage),
        stage=episode.stage,
        open=episode.is_open,
        profile=episode.profile,
        opened_at=episode.opened_at,
        ended_at=episode.ended_at,
        outcome=episode.outcome,
        because=episode.because,
        rating=episode.rating,
        scope=episode.scope,
        service=episode.service,
        confirmed_at=episode.confirmed_at,
    )


def standing_of(owed: Obligation, rulebook: Rulebook, now: datetime) -> str:
    """Return how an obligation stands at an instant, or how it ended."""
    if not owed.is_open:
        return _ENDED[owed.state]
    timescale = rulebook.profile(owed.profile).timescale(owed.timescale)
    return standing(owed.due_at, timescale, now=now).value


def next_action(owed: Obligation, rulebook: Rulebook) -> str | None:
    """Return what the next rung does; None once nothing is owed."""
    if not owed.is_open:
        return None
    ladder = rulebook.profile(owed.profile).ladders[owed.ladder]
    return rung(ladder, owed.next_rung).action.value


def obligation_view(
    owed: Obligation, reference: str, *, rulebook: Rulebook, now: datetime
) -> ObligationView:
    """Return an obligation as it is shown."""
    return ObligationView(
        id=owed.id,
        global_id=f"{reference}.{owed.id}",
        label=owed.label,
        kind=owed.kind,
        subject=owed.subject,
        about=owed.about,
        episode=owed.episode,
        owed_by=owed.owed_by,
        ask_instead=owed.ask_instead,
        state=owed.state.value,
        standing=standing_of(owed, rulebook, now),
        starts_at=owed.starts_at,
        due_at=owed.due_at,
        first_due_at=owed.first_due_at,
        ended_at=owed.ended_at,
        moves=owed.moves,
        chases=owed.chases,
        rung=owed.rung,
        last_action=owed.last_action.value if owed.last_action else None,
        last_action_at=owed.last_action_at,
        next_action=next_action(owed, rulebook),
        next_action_at=owed.next_action_at if owed.is_open else None,
        timescale=owed.timescale,
        authority=owed.authority,
        checked=owed.checked,
    )


def request_view(
    request: ResearchRequest,
    case: Case,
    *,
    rulebook: Rulebook,
    now: datetime,
    child: AskedChild | None = None,
) -> RequestView:
    """Return a request as it is shown."""
    owed = reply_owed(case, request)
    agency = rulebook.agencies.get(request.agency)
    answered_at = request.reply.at if request.reply else now
    late = owed is not None and owed.due_at <= answered_at
    return RequestView(
        id=f"{case.reference}.{request.id}",
        request=request.id,
        reference=case.reference,
        agency=request.agency,
        agency_name=agency.name if agency else request.agency,
        episode=request.episode,
        rating=request.rating,
        state=request.state.value,
        open=request.is_missing,
        asked_at=request.asked_at,
        asked_by=request.asked_by,
        ask_instead=request.ask_instead,
        due_at=owed.due_at if owed else None,
        late=late and (request.is_missing or request.reply is not None),
        chases=owed.chases if owed else 0,
        more_time_until=request.more_time_until,
        disputed=request.disputed,
        reason=request.reason,
        question=request.question,
        reply=_reply_view(request, late=None if owed is None else late),
        child=child,
    )


def reply_owed(case: Case, request: ResearchRequest) -> Obligation | None:
    """Return the newest obligation of the agency itself for this request, ended or not."""
    owed_by = f"agency:{request.agency}"
    about = (o for o in case.obligations.values() if o.about == request.id)
    return next((o for o in reversed(list(about)) if o.owed_by == owed_by), None)


def _reply_view(request: ResearchRequest, *, late: bool | None) -> ReplyView | None:
    reply = request.reply
    if reply is None:
        return None
    return ReplyView(
        at=reply.at,
        recorded_at=reply.recorded_at,
        by=reply.by,
        nothing_known=reply.nothing_known,
        full=reply.full,
        after_decision=reply.after_decision,
        late=late,
        why_involved=reply.why_involved,
        risks=reply.risks,
        actions=reply.actions,
        difference=reply.difference,
        everyday_life=reply.everyday_life,
        opinion=reply.opinion,
    )


def asked_child(case: Case) -> AskedChild | None:
    """Return as much of the child as an agency needs to look it up."""
    if case.child is None:
        return None
    return AskedChild(**{each.name: getattr(case.child, each.name) for each in fields(AskedChild)})


def concern_view(concern: Concern) -> ConcernView:
    """Return a concern as it is shown."""
    return ConcernView(
        id=concern.id,
        category=concern.category.value,
        open=concern.is_open,
        added_at=concern.added_at,
        description=concern.description,
        disposal=concern.disposal.value if concern.disposal else None,
        disposed_at=concern.disposed_at,
        disposal_reason=concern.disposal_reason,
    )


def doubt_view(doubt: Doubt) -> DoubtView:
    """Return a contradiction or an assumption as it is shown."""
    return DoubtView(
        id=doubt.id,
        open=doubt.is_open,
        raised_at=doubt.raised_at,
        what=doubt.what,
        between=doubt.between,
        settled_at=doubt.settled_at,
        settlement=doubt.settlement,
    )


def consent_view(case: Case) -> ConsentView | None:
    """Return what came of asking for consent, and whether research may go ahead on it."""
    consent = case.consent
    if consent is None:
        return None
    refused = consent_invalid(case)
    return ConsentView(
        answer=consent.answer,
        at=consent.at,
        lawful_reason=consent.lawful_reason,
        given_by=consent.given_by,
        reason=consent.reason,
        valid=refused is None,
        why_not=refused.sentence if refused else None,
    )


def telling_view(telling: Telling | None) -> TellingView | None:
    """Return whether somebody was told, how, or why not."""
    if telling is None:
        return None
    return TellingView(
        told=telling.told,
        at=telling.at,
        how=telling.how,
        wording=telling.wording,
        why_not=telling.why_not,
    )
