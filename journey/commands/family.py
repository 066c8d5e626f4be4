"""What can be said about the child's family, its siblings, and a second record of the child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import ANYBODY_INSIDE, CASEWORKERS, MANAGERS, Command
from journey.family import HouseholdMove, SameChild
from journey.shapes import Day, Line, Text
from journey.terms import Guard


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHousehold(Command):
    """Record who has joined or left the child's household, and where it lives now.

    Attributes:
        since: First day on which it is so; today, if not said.  Never in the future.
        address: The household's new address, if the child moved with it.
    """

    ROLES: ClassVar = ANYBODY_INSIDE

    what_happened: Text
    moves: tuple[HouseholdMove, ...] = ()
    address: Line | None = None
    since: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSibling(Command):
    """Link the journeys of two siblings; the link stands on both records.

    Attributes:
        sibling: Reference of the sibling's own journey.
    """

    ROLES: ClassVar = ANYBODY_INSIDE

    sibling: Line
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkSibling(Command):
    """Take a link between siblings back, on both records; that it stood stays on them.

    Attributes:
        sibling: Reference of the journey that was linked.
    """

    ROLES: ClassVar = CASEWORKERS

    sibling: Line
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeChildren(Command):
    """Merge another record of the same child into this one, which goes on.

    Attributes:
        other: Reference of the record that ends here.
        evidence: What shows that they are one child.
        births_differ_because: Needed where the two records differ in the date of birth or in
            the child's lasting number.
    """

    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (Guard.NOT_ONE_CHILD,)

    other: Line
    evidence: tuple[SameChild, ...]
    reason: Text
    births_differ_because: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoMerge(Command):
    """Undo a merge: they are two children, or two records that each go on by themselves.

    Attributes:
        other: Reference of the record that had been merged into this one.
    """

    ROLES: ClassVar = MANAGERS

    other: Line
    reason: Text
