"""Folding care, missing, and what runs beside a plan."""

from __future__ import annotations

from typing import Any

from journey.care import (
    HealthAssessment,
    MissingPeriod,
    Panel,
    Placement,
    PlacementTold,
    PreProceedings,
    PrivateFostering,
    ProceedingsReview,
    ReturnInterview,
    StatusHeld,
)
from journey.case import Case
from journey.events import Recorded, care
from journey.evolving.base import added, apply, changed
from journey.replacing import replaced


def _with(case: Case, **changes: Any) -> Case:
    return replaced(case, care=replaced(case.care, **changes))


@apply.register
def _(event: care.LegalStatusRecorded, case: Case, at: Recorded) -> Case:
    held = StatusHeld(episode=event.episode, status=event.status, since=at.occurred_at)
    return _with(case, statuses=(*case.care.statuses, held))


@apply.register
def _(event: care.PlacementRecorded, case: Case, at: Recorded) -> Case:
    placement = Placement(
        id=event.placement,
        episode=event.episode,
        kind=event.kind,
        since=at.occurred_at,
        local=event.local,
        miles=event.miles,
        why_moved=event.why_moved,
        with_whom=event.with_whom,
    )
    return _with(case, placements=added(case.care.placements, placement.id, placement))


@apply.register
def _(event: care.PlacementToldOf, case: Case, at: Recorded) -> Case:
    before = case.care.placements[event.placement]
    told = PlacementTold(
        to=event.to,
        told=event.told,
        at=at.occurred_at,
        how=event.how,
        why_not=event.why_not,
    )
    parts = changed(case.care.placements, event.placement, told=(*before.told, told))
    return _with(case, placements=parts)


@apply.register
def _(event: care.HealthAssessed, case: Case, at: Recorded) -> Case:
    assessed = HealthAssessment(
        id=event.assessment,
        episode=event.episode,
        at=at.occurred_at,
        initial=event.initial,
        by=event.by,
        summary=event.summary,
    )
    return _with(case, health=added(case.care.health, assessed.id, assessed))


@apply.register
def _(event: care.CareLeft, case: Case, at: Recorded) -> Case:
    return _with(case, left=added(case.care.left, event.episode, event.how))


@apply.register
def _(event: care.MissingReported, case: Case, at: Recorded) -> Case:
    period = MissingPeriod(
        id=event.period,
        episode=event.episode,
        reported_at=at.occurred_at,
        since=event.since,
        police_told_at=event.police_told_at,
        circumstances=event.circumstances,
    )
    return _with(case, missing=added(case.care.missing, period.id, period))


@apply.register
def _(event: care.PoliceToldMissing, case: Case, at: Recorded) -> Case:
    parts = changed(case.care.missing, event.period, police_told_at=at.occurred_at)
    return _with(case, missing=parts)


@apply.register
def _(event: care.ChildReturned, case: Case, at: Recorded) -> Case:
    parts = changed(case.care.missing, event.period, returned_at=at.occurred_at, found=event.found)
    return _with(case, missing=parts)


@apply.register
def _(event: care.ReturnInterviewRecorded, case: Case, at: Recorded) -> Case:
    interview = ReturnInterview(
        at=at.occurred_at,
        accepted=event.accepted,
        independent=event.independent,
        interviewer=event.interviewer,
        why_declined=event.why_declined,
        why_not_independent=event.why_not_independent,
        said=event.said,
        push=event.push,
        pull=event.pull,
    )
    views = (*case.childs_views, event.said) if event.said else case.childs_views
    parts = changed(case.care.missing, event.period, interview=interview)
    return replaced(_with(case, missing=parts), childs_views=views)


@apply.register
def _(event: care.PreProceedingsEntered, case: Case, at: Recorded) -> Case:
    begun = PreProceedings(episode=event.episode, reason=event.reason)
    return _with(case, proceedings=added(case.care.proceedings, event.episode, begun))


@apply.register
def _(event: care.LetterBeforeProceedingsSent, case: Case, at: Recorded) -> Case:
    parts = changed(case.care.proceedings, event.episode, letter_sent_at=at.occurred_at)
    return _with(case, proceedings=parts)


@apply.register
def _(event: care.PreProceedingsReviewed, case: Case, at: Recorded) -> Case:
    before = case.care.proceedings[event.episode]
    review = ProceedingsReview(at=at.occurred_at, progress=event.progress)
    parts = changed(case.care.proceedings, event.episode, reviews=(*before.reviews, review))
    return _with(case, proceedings=parts)


@apply.register
def _(event: care.PrivateFosteringNotified, case: Case, at: Recorded) -> Case:
    fostered = PrivateFostering(
        episode=event.episode,
        notified_at=at.occurred_at,
        since=event.since,
        carer=event.carer,
        arrangement=event.arrangement,
    )
    return _with(case, fostering=added(case.care.fostering, event.episode, fostered))


@apply.register
def _(event: care.PrivateFosteringEnded, case: Case, at: Recorded) -> Case:
    parts = changed(case.care.fostering, event.episode, ended_because=event.reason)
    return _with(case, fostering=parts)


@apply.register
def _(event: care.StepDownPanelHeld, case: Case, at: Recorded) -> Case:
    panel = Panel(
        id=event.panel,
        episode=event.episode,
        at=at.occurred_at,
        supports=event.supports,
        advice=event.advice,
        members=event.members,
    )
    return _with(case, panels=added(case.care.panels, panel.id, panel))
