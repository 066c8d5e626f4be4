"""Sentences about plans: actions, reviews, what goes along, and alarms."""

from __future__ import annotations

from collections import Counter

from casework.asking.telling.teller import Teller, capital, kind_in_words, sentence
from journey.events import plans
from journey.plans import FAMILY, TEAM, WORKER

_OWNERS = {WORKER: "the social worker", TEAM: "the team", FAMILY: "the family"}


@sentence.register
def _(event: plans.PlanOutcomeAgreed, teller: Teller) -> str:
    del teller
    return f"The plan came to want an outcome for the child ({event.outcome})."


@sentence.register
def _(event: plans.PlanActionAgreed, teller: Teller) -> str:
    owner = _OWNERS.get(event.owner) or teller.party(event.owner)
    return (
        f"An action of the plan was agreed ({event.action}, for {event.outcome}): "
        f"{owner}, by {teller.due(event.due_at)}."
    )


@sentence.register
def _(event: plans.PlanActionCompleted, teller: Teller) -> str:
    del teller
    return f"Action {event.action} of the plan was done."


@sentence.register
def _(event: plans.PlanActionDropped, teller: Teller) -> str:
    del teller
    return f"Action {event.action} of the plan was dropped by a manager, with the reason."


@sentence.register
def _(event: plans.PlanCarriedOver, teller: Teller) -> str:
    del teller
    went = ", ".join((*event.outcomes, *event.actions))
    return f"What the plan had not reached or done went along into the next one: {went}."


@sentence.register
def _(event: plans.PlanReviewed, teller: Teller) -> str:
    found = Counter(kind_in_words(each.progress.value) for each in event.progress)
    said = ", ".join(f"{word} {count}" for word, count in found.items())
    then = "continued" if event.continues else "found ready to end"
    kind = kind_in_words(teller.case.meetings[event.meeting].kind.value)
    return f"The plan was reviewed at the {kind} ({event.meeting}) and {then}" + (
        f": {said}." if said else "."
    )


@sentence.register
def _(event: plans.ProtectedAgain, teller: Teller) -> str:
    ended = (
        "which has not ended"
        if event.last_ended_at is None
        else f"the last of which ended on {teller.when(event.last_ended_at)}"
    )
    times = "one protection plan" if event.before == 1 else f"{event.before} protection plans"
    return f"The child had {times} before, {ended}."


@sentence.register
def _(event: plans.PlanAlarmConsidered, teller: Teller) -> str:
    del teller
    about = kind_in_words(event.alarm.value)
    return f"{capital('a senior manager')} said what follows from the alarm: {about}."
