"""Asking partners and answering them.

A partner's request is named by `request` (its id, such as `R2`) or by `agency`, where
only one request of that agency is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import ANYBODY_INSIDE, MANAGERS, Command
from journey.people import Role
from journey.shapes import Instant, Line, Shape, Text
from journey.terms import Guard, Rating

PARTNERS_TOO = frozenset(ANYBODY_INSIDE | {Role.PARTNER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Shape):
    """One agency to ask, why that agency, and what in particular."""

    agency: Line
    reason: Text
    question: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPartners(Command):
    """Ask partner agencies what they know; each gets a clock of its own.

    Attributes:
        rating: Overrides the rating of the research for these requests.
    """

    GUARDS: ClassVar = (Guard.CONSENT_INVALID,)

    requests: tuple[Ask, ...]
    rating: Rating | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyToResearch(Command):
    """Answer a request: what the agency knows, or that it knows nothing.

    The five sections are requirement M4's standard.  A reply with sections missing is
    taken (information about a child is never turned away) and counted as not full.

    Attributes:
        opinion: Kept apart from the five sections, which are for facts.
    """

    ROLES: ClassVar = PARTNERS_TOO

    request: Line | None = None
    agency: Line | None = None
    nothing_known: bool = False
    why_involved: Text | None = None
    risks: Text | None = None
    actions: Text | None = None
    difference: Text | None = None
    everyday_life: Text | None = None
    opinion: Text | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMoreTime(Command):
    """Ask, as a partner, for more time; a person of the hub answers."""

    ROLES: ClassVar = PARTNERS_TOO

    until: Instant
    reason: Text
    request: Line | None = None
    agency: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMoreTime(Command):
    """Grant or refuse more time.  A granted date keeps the first one on the record."""

    granted: bool
    reason: Text
    until: Instant | None = None
    request: Line | None = None
    agency: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRequest(Command):
    """Say, as a partner, that the request should not have been made; a person answers."""

    ROLES: ClassVar = PARTNERS_TOO

    reason: Text
    request: Line | None = None
    agency: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDispute(Command):
    """Uphold a dispute, which withdraws the request, or let the request stand."""

    ROLES: ClassVar = MANAGERS

    upheld: bool
    reason: Text
    request: Line | None = None
    agency: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest(Command):
    """Take a request back: it was not needed, or went to the wrong agency."""

    ROLES: ClassVar = MANAGERS

    reason: Text
    request: Line | None = None
    agency: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasePartner(Command):
    """Chase a request now, by hand, beside its ladder."""

    request: Line | None = None
    agency: Line | None = None
    note: Text | None = None
