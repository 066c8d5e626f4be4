"""Plans: what they want, who does what, how far it has come, and what alarms about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from journey.events.base import Event, Told
from journey.plans import OutcomeProgress, PlanAlarm, ProgressSaid
from journey.shapes import PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcomeAgreed(Event):
    """A plan came to want something to be different for the child."""

    outcome: str
    episode: str
    wanted: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActionAgreed(Event):
    """An action towards an outcome was agreed.

    Attributes:
        owner: `worker`, `team`, `family`, or `agency:` and an agency's key.
        member: Which one of the family, from 1; the name is personal.
    """

    action: str
    episode: str
    outcome: str
    owner: str
    due_at: datetime
    member: int | None = None
    what: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActionCompleted(Event):
    """An action of a plan was done."""

    action: str
    done: Told = ""
    difference: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActionDropped(Event):
    """A manager let an action of a plan go undone."""

    action: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCarriedOver(Event):
    """What an ended plan had not reached or done stands in the plan that follows.

    Attributes:
        episode: The plan that follows.
    """

    ended: str
    episode: str
    outcomes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviewed(Event):
    """A review looked at each outcome that a plan wants.

    Attributes:
        continues: The plan goes on.
    """

    episode: str
    meeting: str
    continues: bool
    progress: tuple[OutcomeProgress, ...]
    said: Annotated[tuple[ProgressSaid, ...], PERSONAL] = ()
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedAgain(Event):
    """A protection plan began that is not the child's first.

    Attributes:
        before: How many there were before it.
        last_ended_at: When the newest of them ended; None while it has not.
        journeys: The child's other journeys that had one.
    """

    episode: str
    before: int
    last_ended_at: datetime | None = None
    journeys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAlarmConsidered(Event):
    """A senior manager said what follows from an alarm about a plan."""

    episode: str
    alarm: PlanAlarm
    what_follows: Told = ""
