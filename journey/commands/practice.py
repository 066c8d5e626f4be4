"""Work with the child and the family: directions, visits, parents, and new harm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import CASEWORKERS, MANAGERS, Command
from journey.shapes import Instant, Line, Shape, Text
from journey.terms import Interpreter


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction(Shape):
    """Who sees whom, how, and by when (requirement D3)."""

    who: Line
    sees: Line
    how: Text
    by: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveDirections(Command):
    """Give directions for an enquiry, before it is decided: who sees whom, how and by when."""

    ROLES: ClassVar = MANAGERS

    directions: tuple[Direction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVisit(Command):
    """Record a visit: the child seen, seen alone, and what the child says, or why not.

    Attributes:
        why_no_views: Why nothing that the child says is recorded.
        why_before_parents: In an enquiry: why the child was seen before any parent was told.
    """

    ROLES: ClassVar = CASEWORKERS

    seen: bool
    announced: bool
    interpreter: Interpreter = Interpreter.NONE_NEEDED
    seen_alone: bool = False
    why_not_seen: Text | None = None
    why_not_alone: Text | None = None
    views: Text | None = None
    why_no_views: Text | None = None
    why_before_parents: Text | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParent(Command):
    """Record that a parent was told and seen, or why not; fathers too (requirement E1).

    Attributes:
        member: Name, as it stands on the record.
        why_told_after: Why this parent was told only after the child was seen.
    """

    ROLES: ClassVar = CASEWORKERS

    member: Line
    told: bool
    seen: bool
    why_not_told: Text | None = None
    why_not_seen: Text | None = None
    why_told_after: Text | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPartnerDelay(Command):
    """Record that a partner held something up, against that partner (requirement D6).

    Attributes:
        agency: Its key.
        what: What came late or did not come, and what it held up.
        about: Id of the meeting, or id or label of the obligation, that it held up.
    """

    agency: Line
    what: Text
    about: Line | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartStrategyDiscussion(Command):
    """Start a strategy discussion beside work that is under way: new harm (requirement E4)."""

    ROLES: ClassVar = CASEWORKERS

    reason: Text
