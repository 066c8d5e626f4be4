"""What can be said about a contact before decision one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from journey.commands.base import ANYBODY_INSIDE, CASEWORKERS, Command
from journey.family import Acquired
from journey.people import Child, FamilyMember, Referrer, Role
from journey.shapes import Day, Instant, Line, Shape, Text
from journey.terms import Guard, LawfulReason


class ConcernCategory(StrEnum):
    """What the worry is, as broadly as planning research needs it."""

    NEGLECT = "neglect"
    PHYSICAL = "physical"
    EMOTIONAL = "emotional"
    SEXUAL = "sexual"
    DOMESTIC_ABUSE = "domestic-abuse"
    EXPLOITATION = "exploitation"
    PARENTAL_MENTAL_HEALTH = "parental-mental-health"
    PARENTAL_SUBSTANCE_USE = "parental-substance-use"
    CHILDS_BEHAVIOUR = "childs-behaviour"
    DISABILITY_SUPPORT = "disability-support"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernGiven(Shape):
    """One worry, in one category and in the referrer's words."""

    category: ConcernCategory
    description: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingReceived(Shape):
    """Another child of the family that the same contact is about: a journey of its own begins.

    Attributes:
        concerns: What the worry is for this child; the contact's own, if none is said.
        family: Who is what to this child; as for the first child, if nobody is said.
    """

    child: Child
    concerns: tuple[ConcernGiven, ...] = ()
    family: tuple[FamilyMember, ...] = ()
    child_says: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveContact(Command):
    """Receive a contact about a child and start the child's journey.

    Attributes:
        siblings: Other children it is about; all journeys begin together or none.
        reason: Why the contact is made now.
        done_already: What the referrer has already done (requirement C1).
        child_says: What the child says and feels, in the child's own words.
        received_at: When it reached the hub; now, if not said. Never in the future.
        source_reference: The sender's own reference.  One reference stands for one child:
            the same child again is answered with the journey that exists, another child
            is refused.
    """

    ROLES: ClassVar = frozenset(ANYBODY_INSIDE | {Role.PARTNER})

    child: Child
    referrer: Referrer
    reason: Text
    concerns: tuple[ConcernGiven, ...]
    family: tuple[FamilyMember, ...] = ()
    siblings: tuple[SiblingReceived, ...] = ()
    done_already: Text | None = None
    child_says: Text | None = None
    received_at: Instant | None = None
    source_reference: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeContact(Command):
    """Record that the referrer was told the contact has arrived."""

    ROLES: ClassVar = ANYBODY_INSIDE

    how: Line
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifyWithReferrer(Command):
    """Record what the referrer (and, where right, the parents) said when asked, or why not.

    Exactly one of `summary` and `why_not` (requirement C3).
    """

    ROLES: ClassVar = CASEWORKERS

    summary: Text | None = None
    parents_said: Text | None = None
    why_not: Text | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewHistory(Command):
    """Record that previous involvement and family history were reviewed (requirement C2).

    Exactly one of `found` and `none_known` is given; `searched` says where was looked.
    """

    ROLES: ClassVar = CASEWORKERS

    searched: Text
    found: Text | None = None
    none_known: bool = False


class ConsentAnswer(StrEnum):
    """What came of asking, or that nobody was asked."""

    GIVEN = "given"
    REFUSED = "refused"
    DISPENSED = "dispensed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent(Command):
    """Record who consented to research, or the lawful reason for not seeking it.

    Attributes:
        given_by: Name of the family member who was asked, as on the record.
        lawful_reason: Needed where consent is dispensed with, or overridden after refusal.
    """

    ROLES: ClassVar = CASEWORKERS
    GUARDS: ClassVar = (Guard.CONSENT_INVALID,)

    answer: ConsentAnswer
    reason: Text
    given_by: Line | None = None
    lawful_reason: LawfulReason | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChildsViews(Command):
    """Record what the child says and feels (requirement P8)."""

    ROLES: ClassVar = frozenset(CASEWORKERS | {Role.COORDINATOR})

    views: Text
    seen_alone: bool | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFamilyMember(Command):
    """Add somebody of the family or household."""

    ROLES: ClassVar = ANYBODY_INSIDE

    member: FamilyMember


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParentalResponsibility(Command):
    """Record who does or does not hold parental responsibility, and how that is known.

    Attributes:
        acquired: How it came to be held; only where it is held.
        since: First day on which it is so; if not said, it is so for all the time so far.
    """

    ROLES: ClassVar = ANYBODY_INSIDE

    member: Line
    holds: bool
    how_known: Text
    acquired: Acquired | None = None
    since: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsiderNewInformation(Command):
    """Record what a later contact, joined to this journey, changes or why it changes nothing.

    Attributes:
        joined: The later contact's reference; the only open one, if not said.
    """

    ROLES: ClassVar = CASEWORKERS

    what_follows: Text
    joined: Line | None = None
