"""The rows of a journey's plans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journey.case import Case
from journey.plans import LONG_PLANS, PlanAlarm, PlanDrift, ProtectedBefore

_FIRST = ProtectedBefore(before=0)


def plan_rows(case: Case) -> Iterator[dict[str, Any]]:
    """Yield the columns of each plan."""
    work = case.plans
    for episode in case.episodes.values():
        if episode.plan is None:
            continue
        drift = work.drift.get(episode.id, PlanDrift())
        before = work.before.get(episode.id, _FIRST)
        too_long = work.alarms.get((episode.id, PlanAlarm.TOO_LONG))
        again = work.alarms.get((episode.id, PlanAlarm.AGAIN))
        yield {
            "id": f"{case.reference}.{episode.id}",
            "reference": case.reference,
            "number": int(episode.id[1:]),
            "kind": episode.plan.value,
            "category": None if episode.category is None else episode.category.value,
            "opened_at": episode.opened_at,
            "ended_at": episode.ended_at,
            "outcome": None if episode.outcome is None else episode.outcome.value,
            "redated": drift.redated,
            "missed": drift.missed,
            "stalled": drift.stalled,
            "too_long_at": _too_long_at(case, episode.id),
            "long_considered_at": None if too_long is None else too_long.at,
            "again_considered_at": None if again is None else again.at,
            "earlier": before.before,
            "last_ended_at": before.last_ended_at,
            "others": list(before.journeys),
        }


def _too_long_at(case: Case, episode: str) -> Any:
    """Return the first due date: a plan that is too long stays so, whoever moves a date."""
    return next(
        (
            owed.first_due_at
            for owed in case.obligations.values()
            if owed.kind in LONG_PLANS and owed.episode == episode
        ),
        None,
    )
