"""Work with the child and the family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from journey.commands.practice import Direction
from journey.events.base import Event, Told
from journey.shapes import PERSONAL
from journey.terms import Interpreter


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionsGiven(Event):
    """A manager said who sees whom, how and by when.

    Attributes:
        by: By when each direction is to be carried out.
    """

    episode: str
    by: tuple[datetime, ...]
    directions: Annotated[tuple[Direction, ...], PERSONAL] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecorded(Event):
    """Somebody went to see the child."""

    visit: str
    seen: bool
    seen_alone: bool
    announced: bool
    interpreter: Interpreter
    why_not_seen: Told = ""
    why_not_alone: Told = ""
    views: Told = ""
    why_no_views: Told = ""
    why_before_parents: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentRecorded(Event):
    """A parent was told and seen, or not.

    Attributes:
        number: Which one of the family, from 1; the name is personal.
    """

    number: int
    told: bool
    seen: bool
    why_not_told: Told = ""
    why_not_seen: Told = ""
    why_told_after: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerDelayed(Event):
    """A partner held something up.

    Attributes:
        about: Id of the meeting or the obligation, where one is named.
    """

    agency: str
    about: str | None = None
    what: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHarmReported(Event):
    """New harm came to light beside work that was under way."""

    episode: str
    reason: Told = ""
