"""A journey was restricted, opened all the same, and opened to everybody again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journey.events.base import Event, Notice, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyRestricted(Event):
    """The journey was restricted to named people, or to others than before."""

    people: tuple[str, ...]
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionLifted(Event):
    """The journey was opened to everybody who works with the children again."""

    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedOpened(Event):
    """Somebody who was not named opened the restricted journey, until an instant."""

    until: datetime
    notices: tuple[Notice, ...] = ()
    reason: Told = ""
