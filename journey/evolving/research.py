"""Folding requests to partners and their replies."""

from __future__ import annotations

from journey.case import Case, Reply, ResearchRequest
from journey.events import Recorded, research
from journey.evolving.base import added, apply, changed, sent_too
from journey.replacing import replaced
from journey.terms import RequestState


@apply.register
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
    return replaced(case, requests=added(case.requests, request.id, request))


@apply.register
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
    requests = changed(case.requests, event.request, reply=reply, state=state)
    return replaced(case, requests=requests)


@apply.register
def _(event: research.MoreTimeRequested, case: Case, at: Recorded) -> Case:
    requests = changed(case.requests, event.request, more_time_until=event.until)
    return replaced(case, requests=requests)


@apply.register
def _(event: research.MoreTimeAnswered, case: Case, at: Recorded) -> Case:
    return replaced(case, requests=changed(case.requests, event.request, more_time_until=None))


@apply.register
def _(event: research.RequestDisputed, case: Case, at: Recorded) -> Case:
    return replaced(case, requests=changed(case.requests, event.request, disputed=True))


@apply.register
def _(event: research.DisputeAnswered, case: Case, at: Recorded) -> Case:
    return replaced(case, requests=changed(case.requests, event.request, disputed=False))


@apply.register
def _(event: research.RequestWithdrawn, case: Case, at: Recorded) -> Case:
    requests = changed(case.requests, event.request, state=RequestState.WITHDRAWN)
    return replaced(case, requests=requests)


@apply.register
def _(event: research.PartnerChased, case: Case, at: Recorded) -> Case:
    owed = next(
        (
            owed
            for owed in case.open_obligations()
            if owed.about == event.request and owed.owed_by.startswith("agency:")
        ),
        None,
    )
    sent = sent_too(case, at, event.notices, obligation=owed.id if owed else None)
    if owed is None:
        return replaced(case, sent=sent)
    obligations = changed(case.obligations, owed.id, chases=owed.chases + 1)
    return replaced(case, sent=sent, obligations=obligations)
