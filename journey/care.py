"""Care and what stands beside a plan: placements, health, missing, pre-proceedings, fostering.

The closed words, and the shape that each thing has on the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class LegalStatus(StrEnum):
    """On what ground the authority looks after the child (Children Act 1989 unless it says).

    In the order of the Act's sections: with the parents' agreement (s20), by a care order
    (s31) or an interim one (s38), by an emergency protection order (s44) or police protection
    (s46); a placement order (Adoption and Children Act 2002 s21); on remand (Legal Aid,
    Sentencing and Punishment of Offenders Act 2012 s91).  The children in need census names no
    list; these are the grounds that the return on looked-after children tells apart.
    """

    ACCOMMODATED = "accommodated"
    CARE_ORDER = "care-order"
    INTERIM_CARE_ORDER = "interim-care-order"
    EMERGENCY_PROTECTION_ORDER = "emergency-protection-order"
    POLICE_PROTECTION = "police-protection"
    PLACEMENT_ORDER = "placement-order"
    REMAND = "remand"


class PlacementKind(StrEnum):
    """Where a looked-after child lives (Children Act 1989 s22C, and the return's kinds)."""

    PARENTS = "parents"
    RELATIVE_OR_FRIEND = "relative-or-friend"
    FOSTER_CARER = "foster-carer"
    PROSPECTIVE_ADOPTERS = "prospective-adopters"
    CHILDRENS_HOME = "childrens-home"
    SECURE_HOME = "secure-home"
    RESIDENTIAL_SCHOOL = "residential-school"
    RESIDENTIAL_CARE_HOME = "residential-care-home"
    FAMILY_CENTRE = "family-centre"
    HOSPITAL = "hospital"
    SUPPORTED_ACCOMMODATION = "supported-accommodation"
    INDEPENDENT_LIVING = "independent-living"
    CUSTODY = "custody"
    OTHER_PLACEMENT = "other-placement"


class LeavingCare(StrEnum):
    """Why care ended otherwise than by going home."""

    ADOPTED = "adopted"
    SPECIAL_GUARDIANSHIP = "special-guardianship"
    CHILD_ARRANGEMENTS_ORDER = "child-arrangements-order"
    EIGHTEENTH_BIRTHDAY = "eighteenth-birthday"
    INDEPENDENT = "independent"
    ADULT_SERVICES = "adult-services"
    SENTENCED = "sentenced"
    REMAND_ENDED = "remand-ended"
    ANOTHER_AUTHORITY = "another-authority"


class PlacementTeller(StrEnum):
    """Who hears of a placement (requirement P6; reg. 13 of the regulations of 2010)."""

    HEALTH = "health"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusHeld:
    """The legal status from an instant on."""

    episode: str
    status: LegalStatus
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementTold:
    """That health or the school heard of a placement, how, or why not."""

    to: PlacementTeller
    told: bool
    at: datetime
    how: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a looked-after child lives from an instant on, until the next one.

    Attributes:
        local: Inside the authority's own area.
        miles: How far from home, where somebody has said.
    """

    id: str
    episode: str
    kind: PlacementKind
    since: datetime
    local: bool
    miles: int | None = None
    why_moved: str = ""
    with_whom: str = ""
    told: tuple[PlacementTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthAssessment:
    """One health assessment of a looked-after child."""

    id: str
    episode: str
    at: datetime
    initial: bool
    by: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnInterview:
    """What came of offering a return interview."""

    at: datetime
    accepted: bool
    independent: bool
    interviewer: str = ""
    why_declined: str = ""
    why_not_independent: str = ""
    said: str = ""
    push: str = ""
    pull: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPeriod:
    """One time that the child was missing, from the report to the interview."""

    id: str
    episode: str
    reported_at: datetime
    since: datetime
    police_told_at: datetime | None = None
    returned_at: datetime | None = None
    interview: ReturnInterview | None = None
    circumstances: str = ""
    found: str = ""

    @property
    def is_away(self) -> bool:
        """Return whether the child is missing still."""
        return self.returned_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsReview:
    """One look at how work before proceedings goes."""

    at: datetime
    progress: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreProceedings:
    """Work before care proceedings, so that they may not be needed."""

    episode: str
    reason: str = ""
    letter_sent_at: datetime | None = None
    reviews: tuple[ProceedingsReview, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFostering:
    """A child under 16 (18 where disabled) who lives with somebody who is no close relative.

    Attributes:
        since: When the child came to live there, or is to.  The clocks count from when the
            authority heard of it (Children (Private Arrangements for Fostering) Regulations
            2005, reg. 8(6)).
    """

    episode: str
    notified_at: datetime
    since: datetime
    carer: str = ""
    arrangement: str = ""
    ended_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One consideration of a step-down by the panel."""

    id: str
    episode: str
    at: datetime
    supports: bool
    advice: str = ""
    members: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRecord:
    """Everything of these subjects on one journey.

    Attributes:
        proceedings, fostering: By the episode.
    """

    statuses: tuple[StatusHeld, ...] = ()
    placements: Mapping[str, Placement] = field(default_factory=dict)
    health: Mapping[str, HealthAssessment] = field(default_factory=dict)
    left: Mapping[str, LeavingCare] = field(default_factory=dict)
    missing: Mapping[str, MissingPeriod] = field(default_factory=dict)
    proceedings: Mapping[str, PreProceedings] = field(default_factory=dict)
    fostering: Mapping[str, PrivateFostering] = field(default_factory=dict)
    panels: Mapping[str, Panel] = field(default_factory=dict)

    def status(self, episode: str) -> LegalStatus | None:
        """Return the legal status that holds in an episode of care."""
        held = [each.status for each in self.statuses if each.episode == episode]
        return held[-1] if held else None

    def placed(self, episode: str) -> list[Placement]:
        """Return the placements of an episode of care, the present one last."""
        return [each for each in self.placements.values() if each.episode == episode]

    def away(self) -> MissingPeriod | None:
        """Return the time that the child is missing now, if it is."""
        return next((each for each in self.missing.values() if each.is_away), None)
