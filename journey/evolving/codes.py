"""Folding codes that returns ask for."""

from __future__ import annotations

from journey.case import Case
from journey.events import Recorded, codes
from journey.evolving.base import added, apply
from journey.people import Child
from journey.replacing import replaced


@apply.register
def _(event: codes.CodesRecorded, case: Case, at: Recorded) -> Case:
    before = case.codes
    factors = before.factors
    if event.assessment is not None:
        factors = added(factors, event.assessment, event.factors)
    held = replaced(
        before,
        source=event.source or before.source,
        need=event.primary_need or before.need,
        factors=factors,
        closure_reason=event.closure_reason or before.closure_reason,
    )
    child = case.child and _child(event, case.child)
    return replaced(case, child=child, codes=held)


def _child(event: codes.CodesRecorded, child: Child) -> Child:
    """Return the child with what was said; a birth ends the waiting for one, a number its lack."""
    told = replaced(
        child,
        ethnicity_code=event.ethnicity or child.ethnicity_code,
        disability_codes=event.disabilities or child.disability_codes,
        sex=event.sex or child.sex,
        expected=event.expected or child.expected,
    )
    if event.born is not None:
        told = replaced(told, born=event.born, expected=None)
    if event.upn is not None or event.upn_unknown is not None:
        told = replaced(told, upn=event.upn, upn_unknown=event.upn_unknown)
    return told
