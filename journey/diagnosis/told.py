"""What a sentence is made of, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journey.case import Case, Obligation
from journey.diagnosis.shapes import Fact, Found, Step
from journey.policy import Profile, Rulebook
from journey.wording import say_due, say_instant, say_left, say_party, say_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding with all that its sentence is made of."""

    found: Found
    case: Case
    now: datetime
    rulebook: Rulebook
    profile: Profile

    @property
    def owed(self) -> Obligation:
        """Return the obligation, where the finding has one by its kind."""
        if self.found.owed is None:
            raise AssertionError(f"{self.found.why!r} is always about an obligation")
        return self.found.owed

    def instant(self, instant: datetime) -> str:
        """Return an instant in the hub's words."""
        return say_instant(instant, self.profile.calendar.zone)

    def due(self, instant: datetime) -> str:
        """Return a due instant in the hub's words."""
        return say_due(instant, self.profile.calendar.zone)

    def left(self, owed: Obligation) -> str:
        """Return what is left or how late it is, and how often it was chased."""
        left = say_left(owed.due_at, self.now, self.profile.calendar)
        return f"{left}, chased {say_times(owed.chases)}" if owed.chases else left

    def party(self, party: str) -> str:
        """Return a party in words."""
        return say_party(party, self.rulebook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The sentence and what stands beside it, for one kind of finding."""

    sentence: str
    waiting_for: str | None
    blocks: str
    step: Step
    more: tuple[Fact, ...] = ()
