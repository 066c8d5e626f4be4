"""Folding what people added to the chronology."""

from __future__ import annotations

from journey.case import Case
from journey.chronology import ByHand, Significance
from journey.events import Recorded, chronology
from journey.evolving.base import added, apply
from journey.replacing import replaced


@apply.register
def _(event: chronology.ChronologyEntryAdded, case: Case, at: Recorded) -> Case:
    entry = ByHand(
        id=event.entry,
        version=at.version,
        happened_on=event.happened_on,
        approximate=event.approximate,
        what=event.what,
        source=event.source,
        meaning=event.meaning,
    )
    by_hand = added(case.chronicle.by_hand, entry.id, entry)
    return replaced(case, chronicle=replaced(case.chronicle, by_hand=by_hand))


@apply.register
def _(event: chronology.EntryMarkedSignificant, case: Case, at: Recorded) -> Case:
    before = case.chronicle.significant
    mark = Significance(version=at.version, at=at.occurred_at, by=at.actor, why=event.why)
    significant = {**before, event.marks: (*before.get(event.marks, ()), mark)}
    return replaced(case, chronicle=replaced(case.chronicle, significant=significant))
