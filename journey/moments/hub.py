"""Moments of the hub: contact, research, decisions, and the running of a journey."""

from __future__ import annotations

from collections.abc import Iterator

from journey.case import Case
from journey.events import contact, decisions, record, research, running
from journey.moments.base import (
    DECIDED,
    ENDED,
    NEEDS_WORKER,
    OPENING,
    PLANNED,
    STAGED,
    Moment,
    moments,
)
from journey.terms import Kind
from journey.transitions import UNFINISHED


@moments.register
def _(event: contact.ContactAcknowledged, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="receipt acknowledged to referrer")


@moments.register
def _(event: contact.NewInformationJoined, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="new information joined", subject=event.joined_reference)


@moments.register
def _(event: contact.NewInformationConsidered, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="new information considered", subject=event.joined_reference)


@moments.register
def _(event: decisions.EpisodeOpened, case: Case) -> Iterator[Moment]:
    names = OPENING.get(event.kind, ())
    before = case.episodes.get(event.because or "")
    if event.kind is Kind.RESEARCH and before is not None and before.kind is Kind.RESEARCH:
        names = ("all replies in",)  # nobody new is to be asked; the decision is asked again
    if event.kind is Kind.CONTACT:
        names = ("contact received" if event.because is None else "contact asked again",)
    if event.plan is not None:
        names = (PLANNED[event.plan],)
    if event.stage is not None:
        names = (*names, STAGED[event.stage])
    for name in names:
        yield Moment(name=name, about=event.episode, episode=event.episode, rating=event.rating)
    if event.kind in NEEDS_WORKER and case.worker is None:
        yield Moment(name="journey unallocated", episode=event.episode)
    if event.kind is Kind.RESEARCH and event.scope == "none":
        yield Moment(name="all replies in", about=event.episode, episode=event.episode)


@moments.register
def _(event: decisions.EpisodeEnded, case: Case) -> Iterator[Moment]:
    del case
    if event.kind in ENDED and event.outcome not in UNFINISHED:
        yield Moment(name=ENDED[event.kind], about=event.episode, episode=event.episode)


@moments.register
def _(event: decisions.DecisionProposed, case: Case) -> Iterator[Moment]:
    del case
    if event.missing:
        yield Moment(name="second signature asked", subject=event.decision, episode=event.episode)


@moments.register
def _(event: decisions.DecisionTaken, case: Case) -> Iterator[Moment]:
    if event.kind in DECIDED:
        yield Moment(
            name=DECIDED[event.kind],
            about=event.decision,
            episode=case.decisions[event.decision].episode,
        )


@moments.register
def _(event: decisions.DecisionSuperseded, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="decision superseded", subject=event.decision)


@moments.register
def _(event: decisions.DecisionCountersigned, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="second signature given", subject=event.decision)


@moments.register
def _(event: decisions.LateReplyReviewed, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="decider reviews the decision", subject=event.agency, about=event.request)


@moments.register
def _(event: research.PartnerAsked, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(
        name="research requested",
        subject=event.agency,
        about=event.request,
        episode=event.episode,
        rating=event.rating,
    )


@moments.register
def _(event: research.ReplyReceived, case: Case) -> Iterator[Moment]:
    episode = case.requests[event.request].episode
    yield Moment(name="reply received", subject=event.agency, about=event.request, episode=episode)
    if event.after_decision:
        yield Moment(
            name="reply received after the decision",
            subject=event.agency,
            about=event.request,
            episode=episode,
        )
    yield from _all_in(case, episode)


@moments.register
def _(event: research.RequestWithdrawn, case: Case) -> Iterator[Moment]:
    episode = case.requests[event.request].episode
    yield Moment(
        name="request withdrawn", subject=event.agency, about=event.request, episode=episode
    )
    yield from _all_in(case, episode)


def _of_request(name: str, request: str, case: Case) -> Moment:
    asked = case.requests[request]
    return Moment(name=name, subject=asked.agency, about=request, episode=asked.episode)


def _all_in(case: Case, episode: str) -> Iterator[Moment]:
    asked = [request for request in case.requests.values() if request.episode == episode]
    if case.episodes[episode].is_open and asked and not any(r.is_missing for r in asked):
        yield Moment(name="all replies in", about=episode, episode=episode)


@moments.register
def _(event: research.MoreTimeRequested, case: Case) -> Iterator[Moment]:
    yield _of_request("more time requested", event.request, case)


@moments.register
def _(event: research.MoreTimeAnswered, case: Case) -> Iterator[Moment]:
    yield _of_request("more time answered", event.request, case)


@moments.register
def _(event: research.RequestDisputed, case: Case) -> Iterator[Moment]:
    yield _of_request("request disputed", event.request, case)


@moments.register
def _(event: research.DisputeAnswered, case: Case) -> Iterator[Moment]:
    yield _of_request("dispute answered", event.request, case)


@moments.register
def _(event: record.ReferrerTold, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="outcome sent to referrer in writing")


@moments.register
def _(event: record.ParentsTold, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="parents told the outcome")


@moments.register
def _(event: record.OversightRecorded, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="oversight recorded")


@moments.register
def _(event: record.SupervisionRecorded, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="supervision recorded")


@moments.register
def _(event: running.HandOffConfirmed, case: Case) -> Iterator[Moment]:
    del case
    for name in ("receiving service confirms start", "hand-off confirmed"):
        yield Moment(name=name, about=event.episode, episode=event.episode)


@moments.register
def _(event: running.HandOffImpactRecorded, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="impact recorded", about=event.episode, episode=event.episode)


@moments.register
def _(event: running.JourneyAllocated, case: Case) -> Iterator[Moment]:
    del case
    if event.worker is not None:
        yield Moment(name="journey allocated")


@moments.register
def _(event: running.JourneyHeld, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="journey held", due_at=event.until)


@moments.register
def _(event: running.JourneyResumed, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="journey resumed")


@moments.register
def _(event: running.JourneyClosed, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="journey closed")


@moments.register
def _(event: running.JourneyReopened, case: Case) -> Iterator[Moment]:
    del event
    yield Moment(name="journey reopened")
    if case.worker is not None:
        yield Moment(name="allocated journey reopened")
