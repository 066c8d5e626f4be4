"""Care, missing, and what runs beside a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journey.care import LeavingCare, LegalStatus, PlacementKind, PlacementTeller
from journey.events.base import Event, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStatusRecorded(Event):
    """A looked-after child has this legal status from now on."""

    episode: str
    status: LegalStatus
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementRecorded(Event):
    """A looked-after child lives here from now on.

    Attributes:
        first: Since the child came into care.
        local: Inside the authority's own area.
        miles: From home.
    """

    placement: str
    episode: str
    kind: PlacementKind
    first: bool
    local: bool
    miles: int | None = None
    why_moved: Told = ""
    with_whom: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementToldOf(Event):
    """Health or the school heard where the child lives, or it was said why not."""

    placement: str
    to: PlacementTeller
    told: bool
    how: Told = ""
    why_not: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthAssessed(Event):
    """A looked-after child's health was assessed.

    Attributes:
        initial: The first since the child came into care.
        under_five: The child was under five that day; its next one is owed sooner.
    """

    assessment: str
    episode: str
    initial: bool
    under_five: bool
    by: Told = ""
    summary: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareLeft(Event):
    """Care ended otherwise than by going home."""

    episode: str
    how: LeavingCare


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingReported(Event):
    """The child was reported missing.

    Attributes:
        since: Since when it has been missing.
        police_told_at: When the police had heard of it by then.
    """

    period: str
    episode: str
    since: datetime
    police_told_at: datetime | None = None
    circumstances: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceToldMissing(Event):
    """The police were told that the child is missing."""

    period: str
    police_reference: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildReturned(Event):
    """A missing child is back."""

    period: str
    found: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnInterviewRecorded(Event):
    """A return interview was held, or was offered and declined."""

    period: str
    accepted: bool
    independent: bool
    interviewer: Told = ""
    why_declined: Told = ""
    why_not_independent: Told = ""
    said: Told = ""
    push: Told = ""
    pull: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreProceedingsEntered(Event):
    """Work before care proceedings began."""

    episode: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBeforeProceedingsSent(Event):
    """The letter before proceedings went to the parents."""

    episode: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreProceedingsReviewed(Event):
    """Somebody looked at how work before proceedings goes."""

    episode: str
    progress: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFosteringNotified(Event):
    """The authority heard that a child is fostered privately, or is to be.

    Attributes:
        since: When the child came to live there, or is to.
    """

    episode: str
    since: datetime
    carer: Told = ""
    arrangement: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFosteringEnded(Event):
    """A private fostering arrangement ended."""

    episode: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDownPanelHeld(Event):
    """The panel considered stepping down from a plan or from care."""

    panel: str
    episode: str
    supports: bool
    advice: Told = ""
    members: Told = ""
