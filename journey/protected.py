"""Which protection plans a child had before one of them, as far as a journey knows (P7)."""

from __future__ import annotations

from collections.abc import Mapping

from journey.case import Case, Episode
from journey.plans import ProtectedBefore
from journey.terms import PlanKind


def earlier_here(case: Case, episode: str) -> list[Episode]:
    """Return the protection plans that this journey had before one of its own."""
    earlier = []
    for each in case.episodes.values():
        if each.id == episode:
            break
        if each.plan is PlanKind.PROTECTION:
            earlier.append(each)
    return earlier


def without(case: Case, other: str) -> Mapping[str, ProtectedBefore]:
    """Return what is known of earlier plans when *other* turns out to be another child's."""
    left = {
        episode: before.without(other, here=len(earlier_here(case, episode)))
        for episode, before in case.plans.before.items()
    }
    return {episode: before for episode, before in left.items() if before is not None}
