"""What is put on the record beside decisions: concerns, doubts, telling people, oversight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import CASEWORKERS, MANAGERS, Command
from journey.commands.contact import ConcernCategory
from journey.shapes import Instant, Line, Shape, Text
from journey.terms import Disposal


@dataclass(frozen=True, slots=True, kw_only=True)
class AddConcern(Command):
    """Add a concern; it stays open until it is disposed of."""

    category: ConcernCategory
    description: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposeOfConcern(Command):
    """Say what became of a concern: substantiated, unfounded, or unknown, and why."""

    ROLES: ClassVar = CASEWORKERS

    concern: Line
    disposal: Disposal
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseContradiction(Command):
    """Enter information that contradicts other information (requirement M8)."""

    what: Text
    between: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveContradiction(Command):
    """Say which of the contradicting statements holds, and how that is known."""

    ROLES: ClassVar = CASEWORKERS

    contradiction: Line
    resolution: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAssumption(Command):
    """Enter an assumption about the child's protection that still lacks evidence."""

    assumption: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleAssumption(Command):
    """Support an assumption with evidence, or withdraw it.

    Exactly one of `evidence` and `withdrawn_because`.
    """

    ROLES: ClassVar = CASEWORKERS

    assumption: Line
    evidence: Text | None = None
    withdrawn_because: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellReferrer(Command):
    """Tell the referrer the outcome in writing, or record why not (requirement C6).

    Exactly one of `how` and `why_not`.

    Attributes:
        send: Send it by mail to the address on the record; the delivery is the proof.
    """

    how: Line | None = None
    wording: Text | None = None
    why_not: Text | None = None
    send: bool = False
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellParents(Command):
    """Record that the parents were told in plain words, or why not.

    Exactly one of `how` and `why_not`.
    """

    ROLES: ClassVar = CASEWORKERS

    how: Line | None = None
    wording: Text | None = None
    why_not: Text | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOversight(Command):
    """Record a manager's oversight of the journey (requirement Q1)."""

    ROLES: ClassVar = MANAGERS

    summary: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedInSupervision(Shape):
    """What supervision agreed: who does what, and by when where that was said."""

    who: Line
    what: Text
    by: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSupervision(Command):
    """Record the supervision of the journey's worker: reflection, and what was agreed.

    Not the same as oversight: there a manager looks at the journey, here manager and worker
    think about it together (requirement Q1).

    Attributes:
        worker: Whose work it was about; the journey's worker, where it is left out.
        nothing_agreed: Why it led to no action, where `agreed` is empty.
    """

    ROLES: ClassVar = MANAGERS

    reflection: Text
    agreed: tuple[AgreedInSupervision, ...] = ()
    nothing_agreed: Text | None = None
    worker: Line | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectEntry(Command):
    """Correct an earlier entry.  The entry stays; the correction stands beside it.

    Attributes:
        version: Which entry: the journey's version that it made.
    """

    version: int
    what_was_wrong: Text
    what_is_right: Text
