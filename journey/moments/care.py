"""Moments of care, of missing children, and of what runs beside a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from journey.care import LegalStatus, PlacementTeller
from journey.case import Case
from journey.events import care
from journey.moments.base import Moment, moments
from journey.terms import Kind

_BEGAN = {
    LegalStatus.POLICE_PROTECTION: "police protection began",
    LegalStatus.EMERGENCY_PROTECTION_ORDER: "emergency protection began",
}
_HEARD = {
    PlacementTeller.HEALTH: "health told of placement",
    PlacementTeller.SCHOOL: "school told of placement",
}
_FIRST_YEAR = timedelta(days=365)


@moments.register
def _(event: care.LegalStatusRecorded, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="legal status recorded", episode=event.episode)
    if event.status in _BEGAN:
        yield Moment(name=_BEGAN[event.status], episode=event.episode)


@moments.register
def _(event: care.PlacementRecorded, case: Case) -> Iterator[Moment]:
    del case
    names = ("placement began",) if event.first else ("placement began", "placement changed")
    for name in names:
        yield Moment(
            name=name, subject=event.placement, about=event.placement, episode=event.episode
        )


@moments.register
def _(event: care.PlacementToldOf, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name=_HEARD[event.to], subject=event.placement, about=event.placement)


@moments.register
def _(event: care.HealthAssessed, case: Case) -> Iterator[Moment]:
    del case
    age = "under five" if event.under_five else "from five on"
    for name in ("health assessed", f"health assessed, child {age}"):
        yield Moment(name=name, about=event.assessment, episode=event.episode)


@moments.register
def _(event: care.MissingReported, case: Case) -> Iterator[Moment]:
    del case
    yield _of_period("child reported missing", event.period, event.episode)
    if event.police_told_at is None:
        yield _of_period("police not yet told", event.period, event.episode)


@moments.register
def _(event: care.PoliceToldMissing, case: Case) -> Iterator[Moment]:
    yield _of_period("police told", event.period, case.care.missing[event.period].episode)


@moments.register
def _(event: care.ChildReturned, case: Case) -> Iterator[Moment]:
    yield _of_period("return from missing", event.period, case.care.missing[event.period].episode)


@moments.register
def _(event: care.ReturnInterviewRecorded, case: Case) -> Iterator[Moment]:
    yield _of_period(
        "return interview recorded", event.period, case.care.missing[event.period].episode
    )


def _of_period(name: str, period: str, episode: str) -> Moment:
    return Moment(name=name, subject=period, about=period, episode=episode)


@moments.register
def _(event: care.LetterBeforeProceedingsSent, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="letter before proceedings sent", episode=event.episode)


@moments.register
def _(event: care.PreProceedingsReviewed, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="pre-proceedings reviewed", episode=event.episode)


def seen_where_it_lives(visit: str, case: Case) -> Iterator[Moment]:
    """Yield what a visit means for a child in care or fostered privately.

    The first year of private fostering counts from
    when the authority heard of it (the regulations of 2005, reg. 8(6)).
    """
    at = case.visits[visit].at
    looked_after = case.open_episode(Kind.CARE)
    if looked_after is not None and at >= looked_after.opened_at:
        yield Moment(name="looked-after child seen", about=visit, episode=looked_after.id)
    fostered = case.open_episode(Kind.PRIVATE_FOSTERING)
    if fostered is not None and at >= fostered.opened_at:
        early = at < fostered.opened_at + _FIRST_YEAR
        yield Moment(
            name=f"privately fostered child seen {'in' if early else 'after'} the first year",
            about=visit,
            episode=fostered.id,
        )
