"""Folding work with the child and the family."""

from __future__ import annotations

from journey.case import Case
from journey.events import Recorded, practice
from journey.evolving.base import added, apply, delayed
from journey.practice import ParentSeen, Visit
from journey.replacing import replaced


@apply.register
def _(event: practice.DirectionsGiven, case: Case, at: Recorded) -> Case:
    before = case.directions.get(event.episode, ())
    given = {**case.directions, event.episode: (*before, *event.directions)}
    return replaced(case, directions=given)


@apply.register
def _(event: practice.VisitRecorded, case: Case, at: Recorded) -> Case:
    visit = Visit(
        id=event.visit,
        at=at.occurred_at,
        by=at.actor,
        seen=event.seen,
        seen_alone=event.seen_alone,
        announced=event.announced,
        interpreter=event.interpreter,
        why_not_seen=event.why_not_seen,
        why_not_alone=event.why_not_alone,
        views=event.views,
        why_no_views=event.why_no_views,
        why_before_parents=event.why_before_parents,
    )
    views = (*case.childs_views, event.views) if event.views else case.childs_views
    return replaced(case, visits=added(case.visits, visit.id, visit), childs_views=views)


@apply.register
def _(event: practice.ParentRecorded, case: Case, at: Recorded) -> Case:
    seen = ParentSeen(
        number=event.number,
        at=at.occurred_at,
        told=event.told,
        seen=event.seen,
        why_not_told=event.why_not_told,
        why_not_seen=event.why_not_seen,
        why_told_after=event.why_told_after,
    )
    return replaced(case, parents=(*case.parents, seen))


@apply.register
def _(event: practice.PartnerDelayed, case: Case, at: Recorded) -> Case:
    return delayed(case, event.agency, at, event.about)


@apply.register
def _(event: practice.NewHarmReported, case: Case, at: Recorded) -> Case:
    return case
