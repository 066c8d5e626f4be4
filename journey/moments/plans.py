"""Moments of plans: actions agreed and done, reviews, and what alarms about them."""

from __future__ import annotations

from collections.abc import Iterator

from journey.case import Case
from journey.events import plans
from journey.moments.base import Moment, moments
from journey.plans import PlanAlarm

_CONSIDERED = {
    PlanAlarm.TOO_LONG: "long plan considered",
    PlanAlarm.AGAIN: "second plan considered",
}


@moments.register
def _(event: plans.PlanActionAgreed, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(
        name="plan action agreed",
        subject=event.action,
        about=event.action,
        episode=event.episode,
        due_at=event.due_at,
        owner=event.owner,
    )


@moments.register
def _(event: plans.PlanActionCompleted, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="plan action done", subject=event.action, about=event.action)


@moments.register
def _(event: plans.PlanActionDropped, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="plan action dropped", subject=event.action, about=event.action)


@moments.register
def _(event: plans.PlanReviewed, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(
        name="plan reviewed", subject=event.meeting, about=event.meeting, episode=event.episode
    )


@moments.register
def _(event: plans.ProtectedAgain, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="second protection plan opened", about=event.episode, episode=event.episode)


@moments.register
def _(event: plans.PlanAlarmConsidered, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name=_CONSIDERED[event.alarm], about=event.episode, episode=event.episode)
