"""Sentences about hand-offs, obligations, and the running of the journey."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, always, capital, kind_in_words, sentence
from journey.events import running

always(
    {
        running.HandOffConfirmed: "The receiving service confirmed that help began.",
        running.HandOffBounced: (
            "The receiving service sent the child back; the decision is asked again."
        ),
        running.JourneyResumed: "The journey was taken up again.",
        running.JourneyClosed: "The journey was closed.",
        running.JourneyReopened: "The journey was opened again.",
    }
)


@sentence.register
def _(event: running.HandOffImpactRecorded, teller: Teller) -> str:
    del teller
    return f"What the help changed was recorded: {kind_in_words(event.difference.value)}."


@sentence.register
def _(event: running.JourneyAllocated, teller: Teller) -> str:
    team = teller.party(f"team:{event.team}") if event.team else None
    return f"The journey was given to {' in '.join(p for p in (event.worker, team) if p)}."


@sentence.register
def _(event: running.JourneyHeld, teller: Teller) -> str:
    return f"The journey was put on hold until {teller.when(event.until)}."


@sentence.register
def _(event: running.ObligationOpened, teller: Teller) -> str:
    owner, what = teller.party(event.owed_by), kind_in_words(event.kind)
    return f"{capital(owner)} came to owe: {what}, by {teller.due(event.due_at)}."


@sentence.register
def _(event: running.ObligationMet, teller: Teller) -> str:
    late = "late" if event.late else "in time"
    return f"{capital(teller.owed(event.obligation))}: done, {late}."


@sentence.register
def _(event: running.ObligationWaived, teller: Teller) -> str:
    return f"{capital(teller.owed(event.obligation))}: waived by a manager."


@sentence.register
def _(event: running.ObligationEscalated, teller: Teller) -> str:
    told = ", ".join(teller.party(notice.to) for notice in event.notices)
    return f"{capital(teller.owed(event.obligation))}: passed up by hand, to {told}."


@sentence.register
def _(event: running.ObligationCancelled, teller: Teller) -> str:
    return f"{capital(teller.owed(event.obligation))}: no longer owed ({event.because})."


@sentence.register
def _(event: running.ObligationMoved, teller: Teller) -> str:
    due = teller.due(event.due_at)
    return f"{capital(teller.owed(event.obligation))}: due date moved to {due}."


@sentence.register
def _(event: running.RungClimbed, teller: Teller) -> str:
    what = capital(teller.owed(event.obligation))
    action = _DONE[event.action.value]
    if event.overtaken:
        return f"{what}: {action} was overtaken by time; nobody was told."
    told = ", ".join(teller.party(notice.to) for notice in event.notices) or "nobody"
    return f"{what}: {action}, to {told}."


_DONE = {
    "ask": "asked",
    "remind": "reminder",
    "chase": "chased",
    "escalate": "escalated",
    "breach": "breach reported",
}
