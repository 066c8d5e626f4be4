"""Sentences about work with the child and the family."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, capital, kind_in_words, sentence
from journey.events import practice
from journey.terms import Interpreter


@sentence.register
def _(event: practice.DirectionsGiven, teller: Teller) -> str:
    first = teller.when(min(event.by))
    count = len(event.by)
    return f"Directions were given ({count}), the first to be carried out by {first}."


@sentence.register
def _(event: practice.VisitRecorded, teller: Teller) -> str:
    del teller
    announced = "an announced visit" if event.announced else "a visit that was not announced"
    if not event.seen:
        return f"The child was not seen on {announced}, with the reason why not."
    alone = "seen alone" if event.seen_alone else "seen, not alone, with the reason why not"
    said = (
        ""
        if event.interpreter is Interpreter.NONE_NEEDED
        else (f"; interpreter: {kind_in_words(event.interpreter.value)}")
    )
    return f"The child was {alone} on {announced}{said}."


@sentence.register
def _(event: practice.ParentRecorded, teller: Teller) -> str:
    family = teller.case.family
    known = 0 < event.number <= len(family)
    who = family[event.number - 1].relation.value.replace("_", " ") if known else "parent"
    told = "told" if event.told else "not told"
    seen = "seen" if event.seen else "not seen"
    return f"The {who} was {told} and {seen}."


@sentence.register
def _(event: practice.PartnerDelayed, teller: Teller) -> str:
    about = f" ({event.about})" if event.about else ""
    return f"{capital(teller.agency(event.agency))} held something up{about}."


@sentence.register
def _(event: practice.NewHarmReported, teller: Teller) -> str:
    del event, teller
    return "New harm came to light beside the work that is under way."
