"""Transfer to another team, moving away, and death."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from journey.events.base import Event, Told
from journey.shapes import PERSONAL
from journey.terms import DeathNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferProposed(Event):
    """Another team was asked to take the journey."""

    transfer: str
    from_team: str
    to_team: str
    reason: Told = ""
    hand_over: Annotated[tuple[str, ...], PERSONAL] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferAccepted(Event):
    """The other team took the journey, and everything owed on it.

    Attributes:
        worker: Who has it now; None where it is still to be allocated.
    """

    transfer: str
    team: str
    worker: str | None = None
    talked_through: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRefused(Event):
    """The other team did not take the journey."""

    transfer: str
    team: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferWithdrawn(Event):
    """A proposed transfer was taken back."""

    transfer: str
    team: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildMovedAway(Event):
    """The child lives elsewhere, and the authority there was told at `occurred_at`."""

    to_authority: Told = ""
    moved_on: Annotated[date | None, PERSONAL] = None
    told: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingInConferenceHeld(Event):
    """The other authority held its conference on the child."""

    outcome: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveConfirmed(Event):
    """The other authority has taken responsibility, in writing."""

    in_writing: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCancelled(Event):
    """The child did not move away after all."""

    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathRecorded(Event):
    """The child has died.

    Attributes:
        looked_after: Whether the child was in care when it died.
    """

    abuse_suspected: bool
    looked_after: bool
    died_on: Annotated[date | None, PERSONAL] = None
    circumstances: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathNotified(Event):
    """Those who review a death were told of it."""

    to: DeathNotice
    how: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathCorrected(Event):
    """A death had been recorded by mistake.

    Attributes:
        episodes: Those that it had ended, and that go on.
        actions: Actions of plans that it had dropped, and that are to be done.
        decision: Waits for its second signature again.
        transfer: Waits for its answer again.
        moving: True where the move waits to be confirmed again.
    """

    episodes: tuple[str, ...]
    actions: tuple[str, ...] = ()
    decision: str | None = None
    transfer: str | None = None
    moving: bool | None = None
    reason: Told = ""
