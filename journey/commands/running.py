"""Hand-offs, and the running of a journey: who has it, what waits, when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from journey.codes import ClosureCode
from journey.commands.base import CASEWORKERS, MANAGERS, Command
from journey.people import Role
from journey.shapes import Instant, Line, Text
from journey.terms import Guard


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmHandOff(Command):
    """Record that the receiving service has begun to help (requirement C8)."""

    began: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceHandOff(Command):
    """Record that the receiving service will not or cannot help: the decision is asked again."""

    reason: Text
    at: Instant | None = None


class Difference(StrEnum):
    """Whether the help made a difference."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_TAKEN_UP = "not-taken-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordImpact(Command):
    """Record whether the help after a hand-off made a difference."""

    difference: Difference
    summary: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocate(Command):
    """Give the journey to a worker, a team, or both.

    Attributes:
        talked_through: How the allocation was talked through before it was made
            (requirement Q10).
    """

    ROLES: ClassVar = frozenset(MANAGERS | {Role.COORDINATOR})

    worker: Line | None = None
    team: Line | None = None
    talked_through: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Command):
    """Park the journey until an instant, for a reason.  No clock stops for it."""

    ROLES: ClassVar = MANAGERS

    until: Instant
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """Take a held journey up again."""

    ROLES: ClassVar = CASEWORKERS

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDueDate(Command):
    """Move the due date of an obligation; the first date stays and the move counts as drift.

    Attributes:
        obligation: Its id (`O4`) or its label (`research-reply:police`).
    """

    ROLES: ClassVar = MANAGERS

    obligation: Line
    due_at: Instant
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveObligation(Command):
    """Let an obligation go unmet, for a reason, on a manager's word."""

    ROLES: ClassVar = MANAGERS

    obligation: Line
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Command):
    """Pass something that is owed up to the managers now, by hand, beside its ladder.

    Attributes:
        obligation: Its id or label; what is due first if it is not named.
    """

    reason: Text
    obligation: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Command):
    """Close the journey.

    Attributes:
        closure_reason: Why, as the returns code it, where the child was in need.
    """

    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (Guard.PREMATURE_CLOSURE, Guard.OPEN_QUESTIONS, Guard.REFERRER_NOT_TOLD)

    reason: Text
    closure_reason: ClosureCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Command):
    """Open a closed journey again; the contact is decided anew."""

    ROLES: ClassVar = CASEWORKERS

    reason: Text
