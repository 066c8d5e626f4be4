"""What every sentence is made with: names of parties, instants in words, keys in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial, singledispatch
from zoneinfo import ZoneInfo

from journey.case import Case
from journey.events import Event
from journey.policy import Rulebook
from journey.terms import Kind
from journey.wording import say_due, say_instant, say_party


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What a sentence needs besides the event.

    Attributes:
        case: The journey as it stood after the event, or later.
    """

    case: Case
    rulebook: Rulebook
    zone: ZoneInfo

    def agency(self, key: str) -> str:
        """Return an agency's name, or its key where it is not in the book any more."""
        agency = self.rulebook.agencies.get(key)
        return agency.name if agency else key

    def party(self, party: str) -> str:
        """Return who a party is: `manager:mash` is "a manager of team mash"."""
        return say_party(party, self.rulebook)

    def episode(self, number: str, kind: Kind) -> str:
        """Return what an episode is called under its own procedures."""
        found = self.case.episodes.get(number)
        if found is None or found.profile not in self.rulebook.profiles:
            return kind_in_words(kind.value)
        return self.rulebook.profile(found.profile).called(found.kind, found.stage)

    def when(self, instant: datetime) -> str:
        """Return an instant as people say it: "Tuesday 2 September 2025, 4:30pm"."""
        return say_instant(instant, self.zone)

    def due(self, instant: datetime) -> str:
        """Return when something is due; midnight is the end of the day before."""
        return say_due(instant, self.zone)

    def owed(self, obligation: str) -> str:
        """Return what an obligation is about: "reply to research, Fernleigh Police"."""
        owed = self.case.obligations.get(obligation)
        if owed is None:
            return obligation
        about = kind_in_words(owed.kind)
        if owed.owed_by.startswith("agency:"):
            return f"{about}, {self.party(owed.owed_by)}"
        return about


def kind_in_words(kind: str) -> str:
    """Return a key as words: `research-reply` is "research reply"."""
    return kind.replace("-", " ").replace("_", " ")


@singledispatch
def sentence(event: Event, teller: Teller) -> str:
    """Return what happened, in a sentence."""
    del teller
    raise TypeError(f"nobody said how to tell {type(event).__name__}")


def always(said: Mapping[type[Event], str]) -> None:
    """Take sentences that are the same on every journey."""
    for kind, words in said.items():
        sentence.register(kind, partial(_said, words))


def _said(words: str, event: Event, teller: Teller) -> str:
    del event, teller
    return words


def capital(text: str) -> str:
    """Return a text with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]
