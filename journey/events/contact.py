"""What happened to a contact before decision one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from journey.commands.contact import ConcernCategory, ConsentAnswer
from journey.events.base import Event, Told
from journey.family import Acquired
from journey.people import Child, FamilyMember, Referrer, ReferrerKind
from journey.shapes import PERSONAL
from journey.terms import LawfulReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReceived(Event):
    """A contact about a child reached the hub, and the child's journey began."""

    reference: str
    team: str
    referrer_kind: ReferrerKind
    referrer_agency: str | None = None
    source_reference: str | None = None
    referral_source: str | None = None
    child: Annotated[Child | None, PERSONAL] = None
    family: Annotated[tuple[FamilyMember, ...], PERSONAL] = ()
    referrer: Annotated[Referrer | None, PERSONAL] = None
    reason: Told = ""
    done_already: Told = ""
    child_says: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAcknowledged(Event):
    """The referrer was told that the contact has arrived."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferrerClarified(Event):
    """The referrer was asked to clarify, or a reason was given for not asking."""

    clarified: bool
    parents_asked: bool
    summary: Told = ""
    parents_said: Told = ""
    why_not: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryReviewed(Event):
    """Previous involvement and family history were reviewed."""

    none_known: bool
    searched: Told = ""
    found: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecorded(Event):
    """Consent to research was given, refused or lawfully dispensed with.

    Attributes:
        on: The day by the hub's calendar; parental responsibility is held on days.
    """

    answer: ConsentAnswer
    on: date | None = None
    lawful_reason: LawfulReason | None = None
    given_by: Told = ""
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildsViewsRecorded(Event):
    """What the child says and feels was recorded."""

    seen_alone: bool | None = None
    views: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMemberAdded(Event):
    """Somebody of the family or household was added."""

    member: Annotated[FamilyMember | None, PERSONAL] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentalResponsibilityRecorded(Event):
    """It was recorded whether somebody holds parental responsibility."""

    holds: bool
    since: date | None = None
    acquired: Acquired | None = None
    member: Told = ""
    how_known: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInformationJoined(Event):
    """A later contact about this child was joined to the journey as new information."""

    joined_reference: str
    concerns: tuple[str, ...] = ()
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInformationConsidered(Event):
    """Somebody said what the new information changes."""

    joined_reference: str
    what_follows: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernAdded(Event):
    """A concern was added."""

    concern: str
    category: ConcernCategory
    description: Told = ""
