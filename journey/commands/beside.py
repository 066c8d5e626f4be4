"""What may run beside a plan: pre-proceedings, private fostering, the step-down panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import CASEWORKERS, MANAGERS, Command
from journey.commands.decisions import Decision
from journey.shapes import Instant, Line, Text
from journey.terms import Guard, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPreProceedings(Command):
    """Begin work before care proceedings, beside a plan or beside care.

    Attributes:
        at: When it was decided.
    """

    ROLES: ClassVar = MANAGERS

    reason: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLetterBeforeProceedings(Command):
    """Record that the letter before proceedings went to the parents, and how."""

    ROLES: ClassVar = CASEWORKERS

    how: Line
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPreProceedings(Command):
    """Record how work before proceedings goes, and that it goes on."""

    ROLES: ClassVar = CASEWORKERS

    progress: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPreProceedings(Decision):
    """End work before proceedings: proceedings are issued, stepped down from, or not needed."""

    KIND: ClassVar = Kind.PRE_PROCEEDINGS
    ROLES: ClassVar = MANAGERS
    GUARDS: ClassVar = (Guard.RATIONALE_MISSING,)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyPrivateFostering(Command):
    """Record that a child lives, or is to live, with somebody who is no close relative.

    Attributes:
        carer: Who fosters the child.
        since: When the child came to live there, or is to.
        at: When the authority heard of it: the clocks count from here.
    """

    carer: Line
    since: Instant
    arrangement: Text | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPrivateFostering(Command):
    """Record that a private fostering arrangement has ended, and why."""

    ROLES: ClassVar = CASEWORKERS

    reason: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStepDownPanel(Command):
    """Record that the panel considered stepping down from a plan or from care.

    Attributes:
        supports: Whether it advises to step down.
        members: Who sat on it.
    """

    ROLES: ClassVar = CASEWORKERS

    supports: bool
    advice: Text
    members: Line
    at: Instant | None = None
