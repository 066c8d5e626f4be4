"""Sentences about episodes, decisions, and what was asked of partners."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, kind_in_words, sentence
from journey.events import decisions, research


@sentence.register
def _(event: decisions.EpisodeOpened, teller: Teller) -> str:
    rating = f", rated {event.rating.value}" if event.rating else ""
    service = f" to {event.service}" if event.service else ""
    return f"The {teller.episode(event.episode, event.kind)}{service} began{rating}."


@sentence.register
def _(event: decisions.EpisodeEnded, teller: Teller) -> str:
    called = teller.episode(event.episode, event.kind)
    return f"The {called} ended: {kind_in_words(event.outcome.value)}."


@sentence.register
def _(event: decisions.DecisionProposed, teller: Teller) -> str:
    said = (
        f"Decision {event.decision} on the {kind_in_words(event.kind.value)}: "
        f"{kind_in_words(event.outcome.value)}"
    )
    if not event.missing:
        return f"{said}."
    without = ", ".join(teller.agency(key) for key in event.missing)
    return f"{said}, without the replies of {without}; a second signature is needed."


@sentence.register
def _(event: decisions.DecisionTaken, teller: Teller) -> str:
    del teller
    return f"Decision {event.decision} took effect."


@sentence.register
def _(event: decisions.DecisionSuperseded, teller: Teller) -> str:
    del teller
    return f"Decision {event.decision} was replaced before anybody signed it."


@sentence.register
def _(event: decisions.DecisionCountersigned, teller: Teller) -> str:
    del teller
    agreed = "agreed to" if event.agrees else "did not agree to"
    return f"A second person {agreed} decision {event.decision}."


@sentence.register
def _(event: decisions.LateReplyReviewed, teller: Teller) -> str:
    kept = "kept" if event.keeps else "asked again"
    return f"After the late reply of {teller.agency(event.agency)} the decision was {kept}."


@sentence.register
def _(event: research.PartnerAsked, teller: Teller) -> str:
    instead = f", through {teller.agency(event.ask_instead)}" if event.ask_instead else ""
    return f"{teller.agency(event.agency)} was asked{instead} ({event.rating.value})."


@sentence.register
def _(event: research.ReplyReceived, teller: Teller) -> str:
    after = ", after the decision had been taken" if event.after_decision else ""
    if event.nothing_known:
        return f"{teller.agency(event.agency)} replied that nothing is known{after}."
    part = "" if event.full else " in part"
    return f"{teller.agency(event.agency)} replied{part}{after}."


@sentence.register
def _(event: research.MoreTimeRequested, teller: Teller) -> str:
    until = teller.when(event.until)
    return f"{teller.agency(event.agency)} asked for more time, until {until}."


@sentence.register
def _(event: research.MoreTimeAnswered, teller: Teller) -> str:
    name = teller.agency(event.agency)
    if event.granted and event.until is not None:
        return f"{name} was given more time, until {teller.when(event.until)}."
    return f"{name} was not given more time."


@sentence.register
def _(event: research.RequestDisputed, teller: Teller) -> str:
    return f"{teller.agency(event.agency)} disputed the request."


@sentence.register
def _(event: research.DisputeAnswered, teller: Teller) -> str:
    answer = "upheld" if event.upheld else "not upheld: the request stands"
    return f"The dispute of {teller.agency(event.agency)} was {answer}."


@sentence.register
def _(event: research.RequestWithdrawn, teller: Teller) -> str:
    return f"The request to {teller.agency(event.agency)} was withdrawn."


@sentence.register
def _(event: research.PartnerChased, teller: Teller) -> str:
    return f"{teller.agency(event.agency)} was chased by hand."
