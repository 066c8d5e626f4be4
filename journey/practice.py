"""What practice leaves on a journey beside decisions: meetings and their papers, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journey.events.meetings import Attended, WhyAway
from journey.people import Role
from journey.terms import Interpreter, MeetingKind, Paper, Presence

SOCIAL_CARE = "social-care"
OWN_PARTIES = (SOCIAL_CARE, "family", "child", "advocate", "interpreter", "legal-advice")
"""Who may be at a meeting and is no partner agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated:
    """One paper of a meeting that was sent round."""

    paper: Paper
    at: datetime
    to: tuple[str, ...]
    how: str
    received_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to the child."""

    id: str
    at: datetime
    by: str
    seen: bool
    seen_alone: bool
    announced: bool
    interpreter: Interpreter
    why_not_seen: str = ""
    why_not_alone: str = ""
    views: str = ""
    why_no_views: str = ""
    why_before_parents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentSeen:
    """That one of the family was told and seen, or why not; `number` counts from 1."""

    number: int
    at: datetime
    told: bool
    seen: bool
    why_not_told: str = ""
    why_not_seen: str = ""
    why_told_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerDelay:
    """Something that came late because of a partner (requirement D6), by number from 1.

    Attributes:
        about: Id of the meeting or the obligation that was held up, where one is named.
    """

    id: str
    agency: str
    at: datetime
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting, planned, held, or both.

    Attributes:
        first_planned_at: The date before it was ever moved.
        delayed_by: Agencies that a move was due to, one entry for each move.
    """

    id: str
    kind: MeetingKind
    episode: str | None = None
    first_planned_at: datetime | None = None
    planned_at: datetime | None = None
    moves: int = 0
    delayed_by: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    report_shared_at: datetime | None = None
    called_off_at: datetime | None = None
    held_at: datetime | None = None
    face_to_face: bool | None = None
    chair_role: Role | None = None
    attendance: tuple[Attended, ...] = ()
    circulated: tuple[Circulated, ...] = ()
    chair: str = ""
    reasons: tuple[WhyAway, ...] = ()
    why_not_face_to_face: str = ""
    childs_views: str = ""

    @property
    def is_waiting(self) -> bool:
        """Return whether it is planned, and neither held nor called off."""
        return self.held_at is None and self.called_off_at is None

    @property
    def owed_papers(self) -> tuple[str, ...]:
        """Return who gets the papers: everybody who was there or should have been."""
        return tuple(
            each.party for each in self.attendance if each.presence is not Presence.NOT_INVITED
        )
