"""Codes, instants and parties as a page says them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casework.hub import Hub
from casework.wording.findings import finding_in_words
from casework.wording.things import thing
from journey.policy import Rulebook
from journey.wording import say_day, say_due, say_instant, say_left, say_party, say_times
from journey.working_days import WorkingDays
from web.languages import SPOKEN
from web.languages import gettext as _
from web.languages import to_translate as later

_NEXT: Mapping[str, str] = {
    "ask": later("the question goes to {party}"),
    "remind": later("{party} is reminded"),
    "chase": later("{party} is chased"),
    "escalate": later("it is escalated over {party}"),
    "breach": later("the record says that {party} broke the limit, and a senior manager is told"),
}
_WHOLE: Mapping[str, str] = {"hand-off": later("Hand-off"), "hand_off": later("Hand-off")}
_STATES: Mapping[str, str] = {
    "asked": later("No reply yet"),
    "replied": later("Replied"),
    "nothing-known": later("Nothing known"),
    "withdrawn": later("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """How a page of this hub says things at one instant."""

    rulebook: Rulebook
    calendar: WorkingDays
    now: datetime

    @classmethod
    def of(cls, hub: Hub) -> Words:
        """Return the words of a hub, now."""
        now = hub.clock.now()
        rulebook = hub.rules()
        return cls(rulebook, rulebook.in_force(now).calendar, now)

    def filters(self) -> Mapping[str, Callable[..., str]]:
        """Return what templates may call, by name."""
        return {
            "instant": self.instant,
            "due": self.due,
            "left": self.left,
            "day": day,
            "day_of": self.day_of,
            "party": self.party,
            "parties": self.parties,
            "agency": self.agency,
            "agencies": self.agencies,
            "attendee": self.attendee,
            "plain": plain,
            "thing": named,
            "times": times,
            "state": state,
            "finding": finding,
            "next_action": self.next_action,
        }

    def instant(self, instant: datetime | None) -> str:
        """Return "Tuesday 2 September 2025, 4:30pm"."""
        return "" if instant is None else say_instant(instant, self.calendar.zone, SPOKEN)

    def day_of(self, instant: datetime) -> str:
        """Return the day of an instant in the hub's own time: "2 September 2025"."""
        return day(self.calendar.local_day(instant))

    def due(self, due_at: datetime) -> str:
        """Return when something is due."""
        return say_due(due_at, self.calendar.zone, SPOKEN)

    def left(self, due_at: datetime) -> str:
        """Return "due in 3 hours", "2 working days late"."""
        return say_left(due_at, self.now, self.calendar, SPOKEN)

    def party(self, party: str | None) -> str:
        """Return who a party is."""
        return _("nobody") if party is None else say_party(party, self.rulebook, SPOKEN)

    def parties(self, parties: Iterable[str]) -> str:
        """Return who some parties are: "team mash and a manager of team mash"."""
        return _(" and ").join(self.party(each) for each in parties)

    def agency(self, key: str) -> str:
        """Return an agency's name."""
        known = self.rulebook.agencies.get(key)
        return known.name if known else key

    def agencies(self, keys: Iterable[str]) -> str:
        """Return agencies' names, one after the other."""
        return ", ".join(self.agency(key) for key in keys)

    def attendee(self, party: str) -> str:
        """Return who was asked to a meeting: an agency by its name, or "Family", "Advocate"."""
        known = self.rulebook.agencies.get(party.removeprefix("agency:"))
        return known.name if known else plain(party)

    def next_action(self, action: str, party: str) -> str:
        """Return what happens next to an obligation, inside a sentence."""
        sentence = _NEXT.get(action) or later("{party} is told")
        return _(sentence).format(party=self.party(party))


def plain(code: str) -> str:
    """Return a code of ours in words: `strategy-discussion` is "Strategy discussion"."""
    return _(_WHOLE.get(code) or code.replace("-", " ").replace("_", " ").capitalize())


def named(kind: str | None) -> str:
    """Return what an obligation of a kind asks for."""
    return _(thing(kind))


def times(count: int) -> str:
    """Return "once", "twice", "3 times"."""
    return say_times(count, SPOKEN)


def finding(code: str) -> str:
    """Return why a journey is where it is, in a word or three."""
    return _(finding_in_words(code))


def state(code: str) -> str:
    """Return how a request stands."""
    return _(_STATES[code]) if code in _STATES else plain(code)


def day(day_: date | None) -> str:
    """Return "2 September 2025"."""
    return "" if day_ is None else say_day(day_, SPOKEN)
