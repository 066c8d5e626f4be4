"""Hand-offs, obligations, and the running of the journey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journey.commands.running import Difference
from journey.events.base import Event, Notice, Told
from journey.ladders import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOffConfirmed(Event):
    """The receiving service began to help."""

    episode: str
    began: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOffBounced(Event):
    """The receiving service sent the child back."""

    episode: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOffImpactRecorded(Event):
    """It was recorded whether the help made a difference."""

    episode: str
    difference: Difference
    summary: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyAllocated(Event):
    """The journey was given to a worker, a team, or both."""

    worker: str | None = None
    team: str | None = None
    talked_through: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyHeld(Event):
    """The journey was parked until an instant."""

    until: datetime
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyResumed(Event):
    """A held journey was taken up again."""

    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyClosed(Event):
    """The journey was closed."""

    closure_reason: str | None = None
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyReopened(Event):
    """A closed journey was opened again."""

    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationOpened(Event):
    """Somebody came to owe something by an instant.

    Everything that replay needs stands here: a profile changed later changes nothing.

    Attributes:
        subject: Which one of its kind: an agency's key, a decision's id; None where
            there can be but one.
        about: The id that the moment spoke of (request, decision, episode), if any.
        owed_by: `agency:police`, `team:mash`, `worker:carla` or `manager:mash`.
        ask_instead: Party that is told instead of the one who owes.
        next_rung, next_action_at: The first rung to climb, and when.
        checked: False where the limit is a local setting to confirm.
        follows_worker: It falls on whoever is the worker; on the team while there is none.
    """

    obligation: str
    kind: str
    owed_by: str
    timescale: str
    profile: str
    authority: str
    checked: bool
    ladder: str
    starts_at: datetime
    due_at: datetime
    next_rung: int
    next_action_at: datetime
    subject: str | None = None
    about: str | None = None
    episode: str | None = None
    ask_instead: str | None = None
    follows_worker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationMet(Event):
    """What was owed was done; late where it happened at or after its due instant."""

    obligation: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationWaived(Event):
    """A manager let an obligation go unmet."""

    obligation: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationEscalated(Event):
    """Somebody passed an obligation up to the managers, beside its ladder."""

    obligation: str
    notices: tuple[Notice, ...] = ()
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationCancelled(Event):
    """An obligation became moot."""

    obligation: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationMoved(Event):
    """The due date of an obligation was moved; its first date stays."""

    obligation: str
    due_at: datetime
    next_rung: int
    next_action_at: datetime
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RungClimbed(Event):
    """Time passed: one rung of an obligation's ladder was climbed.

    Attributes:
        due: When the rung was due to be climbed.
        overtaken: A reminder whose moment had passed; recorded, nobody was told.
    """

    obligation: str
    rung: int
    action: Action
    due: datetime
    next_rung: int
    next_action_at: datetime
    overtaken: bool = False
    notices: tuple[Notice, ...] = ()
