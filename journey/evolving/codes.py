"""Folding codes that returns ask for."""

from __future__ import annotations

from journey.case import Case
from journey.events import Recorded, codes
from journey.evolving.base import apply
from journey.replacing import replaced


@apply.register
def _(event: codes.CodesRecorded, case: Case, at: Recorded) -> Case:
    before, child = case.codes, case.child
    if child is not None:
        child = replaced(
            child,
            ethnicity_code=event.ethnicity or child.ethnicity_code,
            disability_codes=event.disabilities or child.disability_codes,
            sex=event.sex or child.sex,
            born=event.born or child.born,
        )
    held = replaced(
        before,
        source=event.source or before.source,
        need=event.primary_need or before.need,
        factors=event.factors or before.factors,
        closure_reason=event.closure_reason or before.closure_reason,
    )
    return replaced(case, child=child, codes=held)
