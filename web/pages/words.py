"""Codes, instants and parties as a page says them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casework.hub import Hub
from casework.wording.things import thing
from journey.policy import Rulebook
from journey.wording import say_due, say_instant, say_left, say_party, say_times
from journey.working_days import WorkingDays

_NEXT: Mapping[str, str] = {
    "ask": "the question goes to {party}",
    "remind": "{party} is reminded",
    "chase": "{party} is chased",
    "escalate": "it is escalated over {party}",
    "breach": "the record says that {party} broke the limit, and a senior manager is told",
}
_STATES: Mapping[str, str] = {
    "asked": "No reply yet",
    "replied": "Replied",
    "nothing-known": "Nothing known",
    "withdrawn": "Withdrawn",
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


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
            "party": self.party,
            "agency": self.agency,
            "agencies": self.agencies,
            "plain": plain,
            "thing": thing,
            "times": say_times,
            "state": state,
            "next_action": self.next_action,
        }

    def instant(self, instant: datetime | None) -> str:
        """Return "Tuesday 2 September 2025, 4:30pm"."""
        return "" if instant is None else say_instant(instant, self.calendar.zone)

    def due(self, due_at: datetime) -> str:
        """Return when something is due."""
        return say_due(due_at, self.calendar.zone)

    def left(self, due_at: datetime) -> str:
        """Return "due in 3 hours", "2 working days late"."""
        return say_left(due_at, self.now, self.calendar)

    def party(self, party: str | None) -> str:
        """Return who a party is."""
        return "nobody" if party is None else say_party(party, self.rulebook)

    def agency(self, key: str) -> str:
        """Return an agency's name."""
        known = self.rulebook.agencies.get(key)
        return known.name if known else key

    def agencies(self, keys: Iterable[str]) -> str:
        """Return agencies' names, one after the other."""
        return ", ".join(self.agency(key) for key in keys)

    def next_action(self, action: str, party: str) -> str:
        """Return what happens next to an obligation, inside a sentence."""
        return _NEXT.get(action, "{party} is told").format(party=self.party(party))


def plain(code: str) -> str:
    """Return a code of ours in words: `strategy-discussion` is "Strategy discussion"."""
    return code.replace("-", " ").replace("_", " ").capitalize()


def state(code: str) -> str:
    """Return how a request stands."""
    return _STATES.get(code) or plain(code)


def day(day_: date | None) -> str:
    """Return "2 September 2025"."""
    return "" if day_ is None else f"{day_.day} {_MONTHS[day_.month - 1]} {day_.year}"
