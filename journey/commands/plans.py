"""Plans: what they want for the child, who does what by when, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import CASEWORKERS, MANAGERS, Command
from journey.people import Role
from journey.plans import PlanAlarm
from journey.shapes import Instant, Line, Shape, Text
from journey.terms import Guard, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPlanAction(Command):
    """Agree an action of the open plan: what for, what, whose it is, and by when.

    Attributes:
        action: What is to be done.
        due_at: By when.
        outcome: Id of an outcome that the plan wants already, such as `W1`.
        wanted: Or a new outcome: what is to be different for the child.
        owner: `worker`, `team`, or the key of a partner agency.
        member: Or one of the family, by the name on the record; the worker is reminded.
    """

    ROLES: ClassVar = CASEWORKERS

    action: Text
    due_at: Instant
    outcome: Line | None = None
    wanted: Text | None = None
    owner: Line | None = None
    member: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletePlanAction(Command):
    """Record that an action of the plan was done, and what difference it made.

    Attributes:
        action: Its id, such as `PA1`.
    """

    action: Line
    done: Text
    difference: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPlanAction(Command):
    """Let an action of the plan go undone, for a reason, on a manager's word.

    Attributes:
        action: Its id, such as `PA1`.
    """

    ROLES: ClassVar = MANAGERS

    action: Line
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReviewed(Shape):
    """How far one outcome wanted has come.

    Attributes:
        outcome: Its id, such as `W1`.
        what: What has changed for the child, or has not.
    """

    outcome: Line
    progress: Progress
    what: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlan(Command):
    """Record what a review found of each outcome wanted, and whether the plan goes on.

    The plan and the review are written up first.  A plan that is to end is ended by
    `end-plan`, after this.

    Attributes:
        meeting: The review or core group at which it was found; the newest, where left out.
        progress: One entry for each outcome that is still to be reached.
        reason: Why the plan goes on, or why it can end.
    """

    ROLES: ClassVar = CASEWORKERS
    GUARDS: ClassVar = (Guard.NOT_WRITTEN_UP,)

    progress: tuple[OutcomeReviewed, ...]
    continues: bool
    reason: Text
    meeting: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsiderPlanAlarm(Command):
    """Say, as a senior manager, what follows from an alarm about the plan (requirement P7)."""

    ROLES: ClassVar = frozenset({Role.SENIOR_MANAGER})

    alarm: PlanAlarm
    what_follows: Text
