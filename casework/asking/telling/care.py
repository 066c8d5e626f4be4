"""Sentences about care, missing, and what runs beside a plan."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, always, kind_in_words, sentence
from journey.care import PlacementTeller
from journey.events import care

always(
    {
        care.PoliceToldMissing: "The police were told that the child is missing.",
        care.PreProceedingsEntered: "Work before care proceedings was decided on.",
        care.PreProceedingsReviewed: "Work before proceedings was reviewed and goes on.",
        care.PrivateFosteringEnded: "The private fostering arrangement ended.",
    }
)


@sentence.register
def _(event: care.LegalStatusRecorded, teller: Teller) -> str:
    del teller
    return f"The child is looked after; legal status: {kind_in_words(event.status.value)}."


@sentence.register
def _(event: care.PlacementRecorded, teller: Teller) -> str:
    del teller
    where = "in the area" if event.local else "outside the area"
    far = "" if event.miles is None else f", {event.miles} miles from home"
    came = "was placed" if event.first else "moved"
    return f"The child {came}: {kind_in_words(event.kind.value)}, {where}{far} ({event.placement})."


@sentence.register
def _(event: care.PlacementToldOf, teller: Teller) -> str:
    del teller
    whom = "Health" if event.to is PlacementTeller.HEALTH else "The school"
    told = "was told" if event.told else "was not told, with the reason why not,"
    return f"{whom} {told} of placement {event.placement}."


@sentence.register
def _(event: care.HealthAssessed, teller: Teller) -> str:
    del teller
    which = "initial" if event.initial else "review"
    return f"The {which} health assessment was made."


@sentence.register
def _(event: care.CareLeft, teller: Teller) -> str:
    del teller
    return f"The child left care: {kind_in_words(event.how.value)}."


@sentence.register
def _(event: care.MissingReported, teller: Teller) -> str:
    police = "knew" if event.police_told_at else "had not been told"
    since = teller.when(event.since)
    return f"The child was reported missing since {since} ({event.period}); the police {police}."


@sentence.register
def _(event: care.ChildReturned, teller: Teller) -> str:
    del teller
    return f"The missing child is back ({event.period})."


@sentence.register
def _(event: care.ReturnInterviewRecorded, teller: Teller) -> str:
    del teller
    who = "somebody independent" if event.independent else "somebody not independent"
    done = "held" if event.accepted else "offered and declined, with the reason"
    return f"The return interview with {who} was {done} ({event.period})."


@sentence.register
def _(event: care.LetterBeforeProceedingsSent, teller: Teller) -> str:
    del teller
    return f"The letter before proceedings went to the parents ({event.how})."


@sentence.register
def _(event: care.PrivateFosteringNotified, teller: Teller) -> str:
    return f"Private fostering was notified, since {teller.when(event.since)}."


@sentence.register
def _(event: care.StepDownPanelHeld, teller: Teller) -> str:
    del teller
    advice = "advises to step down" if event.supports else "advises against stepping down"
    return f"The step-down panel considered the child and {advice} ({event.panel})."
