"""Passing a journey on, and how it stops: transfer, moving away, death."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import CASEWORKERS, MANAGERS, Command
from journey.people import Role
from journey.shapes import Day, Instant, Line, Text
from journey.terms import DeathNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeTransfer(Command):
    """Propose that another team takes the journey; this one answers for it until that is accepted.

    Attributes:
        hand_over: What the other team must be given: papers, visits due, who to speak to.
    """

    ROLES: ClassVar = CASEWORKERS

    to_team: Line
    reason: Text
    hand_over: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptTransfer(Command):
    """Accept a transfer for the receiving team; everything owed goes with the journey.

    Attributes:
        talked_through: How it was talked through before it was accepted (requirement Q10).
        worker: Who has it from now on; without one, allocation is owed.
    """

    ROLES: ClassVar = MANAGERS

    talked_through: Text
    worker: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseTransfer(Command):
    """Refuse a transfer for the receiving team; the journey stays where it is."""

    ROLES: ClassVar = MANAGERS

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawTransfer(Command):
    """Take back a proposed transfer that nobody has answered."""

    ROLES: ClassVar = CASEWORKERS

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMoveAway(Command):
    """Record that the child lives elsewhere now, and that the authority there was told.

    Nothing ends by it: this hub answers for the child until the other authority confirms.

    Attributes:
        moved_on: The day of the move.
        told: Who there was told, and what they were given.
        at: When they were told.
    """

    ROLES: ClassVar = CASEWORKERS

    to_authority: Line
    moved_on: Day
    told: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReceivingInConference(Command):
    """Record that the other authority held its conference on a child with a protection plan."""

    ROLES: ClassVar = CASEWORKERS

    outcome: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMove(Command):
    """Record that the other authority has taken responsibility, in writing; every episode ends.

    Attributes:
        in_writing: Who confirmed, and in which document.
    """

    ROLES: ClassVar = MANAGERS

    in_writing: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMove(Command):
    """Record that the child did not move away after all, or is back, before it was confirmed."""

    ROLES: ClassVar = CASEWORKERS

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeath(Command):
    """Record that the child has died: every episode ends, and nothing more goes out to the family.

    Attributes:
        abuse_suspected: Whether abuse or neglect is known or suspected. Then, and for a
            looked-after child in any case, a serious incident is to be notified.
    """

    ROLES: ClassVar = MANAGERS

    died_on: Day
    circumstances: Text
    abuse_suspected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyDeath(Command):
    """Record that the death was notified to those who review it."""

    ROLES: ClassVar = MANAGERS

    to: DeathNotice
    how: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectDeath(Command):
    """Take back a death that was recorded by mistake; what it ended goes on where it stood."""

    ROLES: ClassVar = frozenset({Role.SENIOR_MANAGER})

    reason: Text
