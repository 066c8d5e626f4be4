"""Sentences for restrictions."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, sentence
from journey.events import restricting


@sentence.register
def _(event: restricting.JourneyRestricted, teller: Teller) -> str:
    del teller
    return f"The journey was restricted to {', '.join(event.people)}."


@sentence.register
def _(event: restricting.RestrictionLifted, teller: Teller) -> str:
    del event, teller
    return "The restriction was lifted."


@sentence.register
def _(event: restricting.RestrictedOpened, teller: Teller) -> str:
    until = teller.when(event.until)
    return f"The restricted journey was opened by somebody not named, until {until}."
