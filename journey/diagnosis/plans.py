"""A plan that goes nowhere, lasts too long, or is not the first: how it is found and said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from journey.case import Case, Episode, Obligation
from journey.diagnosis.shapes import Fact, Found, Grade, Step
from journey.diagnosis.told import Said, Told
from journey.plans import PLAN_ACTION, PLAN_MEETINGS, PlanDrift, ProtectedBefore
from journey.terms import Finding, Kind, PlanKind
from journey.wording import say_times

_PLANS = {
    PlanKind.PROTECTION: "protection plan",
    PlanKind.CHILD_IN_NEED: "child in need plan",
}
_NOTHING = PlanDrift()


def plan_drifts(
    case: Case, owing: list[Obligation], now: datetime, *, often: int
) -> Iterator[Found]:
    """Yield the plan that goes nowhere, if the open one does.

    It does where one thing happened *often*: an action was put off, a meeting on the plan got
    another date, meetings were missed, or reviews found no outcome nearer.
    """
    plan = case.open_episode(Kind.PLAN)
    if plan is None:
        return
    drift = case.plans.drift.get(plan.id, _NOTHING)
    put_off = max((owed.moves for owed in owing if owed.kind == PLAN_ACTION), default=0)
    missed = drift.missed + len(_overdue(owing, plan, now))
    worst = max(put_off, drift.redated, missed, drift.stalled)
    if worst >= often:
        yield Found(
            Grade.DRIFTING, plan.opened_at, Finding.DRIFTING, "plan", plan.opened_at, None,
            plan.id, worst,
        )  # fmt: skip


def _overdue(owing: list[Obligation], plan: Episode, now: datetime) -> list[Obligation]:
    return [
        owed
        for owed in owing
        if owed.kind in PLAN_MEETINGS and owed.episode == plan.id and now >= owed.due_at
    ]


def say_plan(told: Told) -> Said:
    """Say what was put off, moved or missed, and that nothing came nearer."""
    case = told.case
    plan = case.episodes[told.found.of]
    owing = list(case.open_obligations())
    drift = case.plans.drift.get(plan.id, _NOTHING)
    put_off = [owed for owed in owing if owed.kind == PLAN_ACTION and owed.moves]
    missed = drift.missed + len(_overdue(owing, plan, told.now))
    said = [
        *(f"action {each.subject} was put off {say_times(each.moves)}" for each in put_off),
        *_counted(drift.redated, "its meetings were given another date {times}"),
        *([f"{missed} {_meetings(missed)} missed or late"] if missed else []),
        *_counted(drift.stalled, "no outcome had come nearer at {count} in a row", drift.stalled),
    ]
    return Said(
        sentence=f"The {name_of(plan)}, open since {told.instant(plan.opened_at)}, goes nowhere: "
        f"{'; '.join(said)}.",
        waiting_for=f"manager:{case.team}",
        blocks="the plan",
        step=Step(
            "Review the plan against each outcome wanted, and say what changes", "review-plan"
        ),
        more=tuple(
            Fact(f"first due: action {each.subject}", each.first_due_at) for each in put_off
        ),
    )


def _meetings(count: int) -> str:
    return "meeting was" if count == 1 else "meetings were"


def _counted(times: int, sentence: str, reviews: int = 0) -> list[str]:
    if not times:
        return []
    count = "1 review" if reviews == 1 else f"{reviews} reviews"
    return [sentence.format(times=say_times(times), count=count)]


def name_of(plan: Episode) -> str:
    """Return what a plan is called; one made of projection rows does not know its kind."""
    return _PLANS[plan.plan] if plan.plan is not None else "plan"


def say_too_long(told: Told) -> Said:
    """Say how long a plan has lasted."""
    owed = told.owed
    plan = told.case.episodes[owed.episode or ""]
    return Said(
        sentence=f"The {name_of(plan)} has been open since {told.instant(plan.opened_at)}, longer "
        f"than plans should last ({owed.authority}); {told.left(owed)}.",
        waiting_for=owed.owed_by,
        blocks="",
        step=Step("Say what follows from so long a plan", "consider-plan-alarm"),
    )


def say_again(told: Told) -> Said:
    """Say that a protection plan is not the first, and when the last one ended."""
    owed = told.owed
    before = told.case.plans.before.get(owed.episode or "", ProtectedBefore(before=1))
    ended = (
        f"; the last one ended on {told.instant(before.last_ended_at)}"
        if before.last_ended_at is not None
        else ""
    )
    plans = "a protection plan" if before.before == 1 else f"{before.before} protection plans"
    return Said(
        sentence=f"The child had {plans} before this one{ended}; a senior manager is to say what "
        f"follows, {told.left(owed)}.",
        waiting_for=owed.owed_by,
        blocks="",
        step=Step("Say what the plan before did not change", "consider-plan-alarm"),
    )
