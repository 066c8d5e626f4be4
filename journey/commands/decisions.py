"""Decisions: how an episode ends, why, and on what was known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.codes import NeedCode
from journey.commands.base import CASEWORKERS, MANAGERS, Command
from journey.shapes import Line, Shape, Text
from journey.terms import Disposal, Guard, Kind, Outcome, Rating, ResearchScope


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernAddressed(Shape):
    """What a decision says about one open concern; it may dispose of it as well.

    Attributes:
        concern: Its id on this journey, such as `C1`.
    """

    concern: Line
    view: Text
    disposal: Disposal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingReply(Shape):
    """A reply that the decision is taken without, and why that is safe (requirement M5)."""

    agency: Line
    why_safe: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Command):
    """What all decisions have in common.

    Attributes:
        KIND: The kind of episode that it ends.
        OUTCOMES: The only outcomes that it can have; left empty, all that the kind can end with.
        rationale: Why.  Short of `journey.guards.RATIONALE_WORDS` words it is no rationale.
        concerns: One entry for each open concern.
        identity: How ethnicity, culture, religion, language and disability were taken into
            account (requirement C4).
        service: Where the outcome hands off: the receiving service.
    """

    KIND: ClassVar[Kind]
    OUTCOMES: ClassVar[tuple[Outcome, ...]] = ()
    ROLES: ClassVar = CASEWORKERS
    GUARDS: ClassVar[tuple[Guard, ...]] = (Guard.RATIONALE_MISSING,)

    outcome: Outcome
    rationale: Text | None = None
    concerns: tuple[ConcernAddressed, ...] = ()
    identity: Text | None = None
    service: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideContact(Decision):
    """Take decision one: what becomes of the contact.

    Attributes:
        joins: With outcome `joined`: the reference of the child's open journey.
    """

    KIND: ClassVar = Kind.CONTACT
    GUARDS: ClassVar[tuple[Guard, ...]] = (Guard.HISTORY_NOT_REVIEWED, Guard.RATIONALE_MISSING)

    joins: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideReferral(Decision):
    """Decide the referral: research, straight to assessment, or otherwise.

    Attributes:
        scope, scope_reason, rating: With outcome `research`: how much is asked, why that
            much (requirement M1), and how urgent it is.
        primary_need: Why social care is wanted, as the returns code it, once that is known.
    """

    KIND: ClassVar = Kind.REFERRAL
    GUARDS: ClassVar[tuple[Guard, ...]] = (Guard.HISTORY_NOT_REVIEWED, Guard.RATIONALE_MISSING)

    scope: ResearchScope | None = None
    scope_reason: Text | None = None
    rating: Rating | None = None
    primary_need: NeedCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAfterResearch(Decision):
    """Take decision two, on the replies.

    With replies missing it is a proposal until a second manager has signed.

    Attributes:
        research_found: What research found and how it bears on the decision (requirement M7).
        missing: One entry for each reply that is not in.
    """

    KIND: ClassVar = Kind.RESEARCH
    GUARDS: ClassVar[tuple[Guard, ...]] = (
        Guard.PREMATURE_CLOSURE,
        Guard.RATIONALE_MISSING,
        Guard.OPEN_QUESTIONS,
    )

    research_found: Text | None = None
    missing: tuple[MissingReply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersign(Command):
    """Give or refuse the second signature under a decision taken without all replies."""

    ROLES: ClassVar = MANAGERS

    agrees: bool
    reason: Text
    decision: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLateReply(Command):
    """Look again at a decision after a reply that came late: keep it or change it.

    Changing it opens the question anew, on a closed journey as well (requirement M6).
    """

    ROLES: ClassVar = CASEWORKERS

    keeps: bool
    reason: Text
    agency: Line | None = None
