"""Moments of transfer, moving away, and death."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from journey.case import Case
from journey.events import departures
from journey.moments.base import Moment, moments
from journey.terms import DeathNotice, Kind, PlanKind

_NOTIFIED: Mapping[DeathNotice, str] = MappingProxyType(
    {
        DeathNotice.CHILD_DEATH_REVIEW: "child death review notified",
        DeathNotice.SERIOUS_INCIDENT: "serious incident notified",
    }
)


@moments.register
def _(event: departures.TransferProposed, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="transfer proposed", subject=event.to_team, about=event.transfer)


@moments.register
def _(event: departures.TransferAccepted, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="transfer answered", subject=event.team, about=event.transfer)
    yield Moment(name="journey unallocated" if event.worker is None else "journey allocated")


@moments.register
def _(event: departures.TransferRefused, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="transfer answered", subject=event.team, about=event.transfer)


@moments.register
def _(event: departures.TransferWithdrawn, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="transfer withdrawn", subject=event.team, about=event.transfer)


@moments.register
def _(event: departures.ChildMovedAway, case: Case) -> Iterator[Moment]:
    del event
    yield Moment(name="child moved away")
    plan = case.open_episode(Kind.PLAN)
    if plan is not None and plan.plan is PlanKind.PROTECTION:
        yield Moment(name="child on a protection plan moved away", episode=plan.id)


@moments.register
def _(event: departures.ReceivingInConferenceHeld, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="receiving-in conference held")


@moments.register
def _(event: departures.MoveConfirmed, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="receiving authority confirmed")


@moments.register
def _(event: departures.MoveCancelled, case: Case) -> Iterator[Moment]:
    del event, case
    yield Moment(name="move cancelled")


@moments.register
def _(event: departures.DeathRecorded, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="child died")
    if event.abuse_suspected or event.looked_after:
        yield Moment(name="child died, to be notified as a serious incident")


@moments.register
def _(event: departures.DeathNotified, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name=_NOTIFIED[event.to])


@moments.register
def _(event: departures.DeathCorrected, case: Case) -> Iterator[Moment]:
    yield Moment(name="death corrected")
    for each in event.episodes:
        if case.episodes[each].kind is Kind.RESEARCH and not any(case.missing_replies(each)):
            # Its requests were withdrawn; whoever decides may ask anew.
            yield Moment(name="all replies in", about=each, episode=each)
