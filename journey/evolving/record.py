"""Folding what was put on the record beside decisions."""

from __future__ import annotations

from journey.case import Case, Doubt, Telling
from journey.events import Recorded, record
from journey.evolving.base import added, apply, changed, sent_too
from journey.replacing import replaced


@apply.register
def _(event: record.ConcernDisposedOf, case: Case, at: Recorded) -> Case:
    concerns = changed(
        case.concerns,
        event.concern,
        disposal=event.disposal,
        disposed_at=at.occurred_at,
        disposal_reason=event.reason,
    )
    return replaced(case, concerns=concerns)


@apply.register
def _(event: record.ContradictionRaised, case: Case, at: Recorded) -> Case:
    doubt = Doubt(
        id=event.contradiction, raised_at=at.occurred_at, what=event.what, between=event.between
    )
    return replaced(case, contradictions=added(case.contradictions, doubt.id, doubt))


@apply.register
def _(event: record.ContradictionResolved, case: Case, at: Recorded) -> Case:
    settled = changed(
        case.contradictions,
        event.contradiction,
        settled_at=at.occurred_at,
        settlement=event.resolution,
    )
    return replaced(case, contradictions=settled)


@apply.register
def _(event: record.AssumptionRecorded, case: Case, at: Recorded) -> Case:
    doubt = Doubt(id=event.assumption, raised_at=at.occurred_at, what=event.what)
    return replaced(case, assumptions=added(case.assumptions, doubt.id, doubt))


@apply.register
def _(event: record.AssumptionSettled, case: Case, at: Recorded) -> Case:
    settled = changed(
        case.assumptions, event.assumption, settled_at=at.occurred_at, settlement=event.evidence
    )
    return replaced(case, assumptions=settled)


@apply.register
def _(event: record.ReferrerTold, case: Case, at: Recorded) -> Case:
    telling = Telling(
        told=event.told,
        at=at.occurred_at,
        how=event.how,
        wording=event.wording,
        why_not=event.why_not,
    )
    return replaced(case, referrer_told=telling, sent=sent_too(case, at, event.notices))


@apply.register
def _(event: record.ParentsTold, case: Case, at: Recorded) -> Case:
    telling = Telling(
        told=event.told,
        at=at.occurred_at,
        how=event.how,
        wording=event.wording,
        why_not=event.why_not,
    )
    return replaced(case, parents_told=telling)


@apply.register
def _(event: record.OversightRecorded, case: Case, at: Recorded) -> Case:
    return replaced(case, oversight_at=at.occurred_at)


@apply.register
def _(event: record.SupervisionRecorded, case: Case, at: Recorded) -> Case:
    return case


@apply.register
def _(event: record.EntryCorrected, case: Case, at: Recorded) -> Case:
    return case
