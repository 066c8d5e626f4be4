"""A child who is missing, who is back, and who is asked why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import CASEWORKERS, Command
from journey.shapes import Instant, Line, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMissing(Command):
    """Report that the child is missing, looked after or not.

    Attributes:
        circumstances: Where last seen, with whom, and what is feared.
        missing_since: Since when, where that was before the report.
        police_told_at: When the police heard of it, where they have.
        at: When it was reported.
    """

    circumstances: Text
    missing_since: Instant | None = None
    police_told_at: Instant | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPoliceMissing(Command):
    """Record that the police were told of the missing child."""

    police_reference: Line | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturn(Command):
    """Record that a missing child is back; from here on the return interview is owed.

    Attributes:
        found: Where and how, and how the child is.
    """

    found: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturnInterview(Command):
    """Record the return interview: taken up, or offered and declined and why.

    Attributes:
        accepted: The child took it up.
        independent: Held (or offered) by somebody who does not look after the child.
        said: What the child said, in the child's own words.
        push, pull: What drove the child away, and what drew it there.
        period: Which time that the child was missing; the first that is owed, where left out.
    """

    ROLES: ClassVar = CASEWORKERS

    accepted: bool
    interviewer: Line
    independent: bool
    why_declined: Text | None = None
    why_not_independent: Text | None = None
    said: Text | None = None
    push: Text | None = None
    pull: Text | None = None
    period: Line | None = None
    at: Instant | None = None
