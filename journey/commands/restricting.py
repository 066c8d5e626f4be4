"""Restricting a journey to named people, and opening it all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import MANAGERS, Command
from journey.people import Role
from journey.shapes import Line, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictJourney(Command):
    """Open the journey to named people alone, for a reason.  No clock stops for it.

    Given again it names others in place of those before.

    Attributes:
        people: User names; whoever gives the command is always among them.
    """

    ROLES: ClassVar = MANAGERS

    people: tuple[Line, ...] = ()
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftRestriction(Command):
    """Open a restricted journey to everybody who works with the children again."""

    ROLES: ClassVar = MANAGERS

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRestricted(Command):
    """Open a restricted journey without being named, until the end of the day, for a reason.

    Whoever restricted it is told.
    """

    ROLES: ClassVar = MANAGERS | {Role.AUDITOR}

    reason: Text
