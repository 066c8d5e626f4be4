"""Meetings, their papers, and the pro formas that are written up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from journey.commands.meetings import SectionFilled
from journey.events.base import Event, Told
from journey.people import Role
from journey.shapes import PERSONAL
from journey.terms import MeetingKind, Paper, Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """Whether one party was at a meeting; the reasons stand apart, they are personal."""

    party: str
    presence: Presence
    knows_child: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAway:
    """Why a party was not there or was not asked."""

    party: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlanned(Event):
    """A meeting was given its date."""

    meeting: str
    kind: MeetingKind
    begins_at: datetime
    episode: str | None = None
    invited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRedated(Event):
    """A planned meeting was given another date; its first one stays.

    Attributes:
        delayed_by: Key of the partner agency that the delay is due to.
    """

    meeting: str
    begins_at: datetime
    delayed_by: str | None = None
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld(Event):
    """A meeting was held.  Its kind never changes afterwards."""

    meeting: str
    kind: MeetingKind
    face_to_face: bool
    chair_role: Role
    episode: str | None = None
    attendance: tuple[Attended, ...] = ()
    chair: Told = ""
    reasons: Annotated[tuple[WhyAway, ...], PERSONAL] = ()
    why_not_face_to_face: Told = ""
    childs_views: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCalledOff(Event):
    """A planned meeting will not be held."""

    meeting: str
    delayed_by: str | None = None
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCirculated(Event):
    """The minutes or the decisions of a meeting were sent round."""

    meeting: str
    paper: Paper
    to: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRecorded(Event):
    """Somebody had received the papers of a meeting."""

    meeting: str
    paper: Paper
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProFormaFilled(Event):
    """Sections of a pro forma were written.

    Attributes:
        filled: Keys of the sections; what they say is personal.
    """

    episode: str
    form: str
    filled: tuple[str, ...]
    sections: Annotated[tuple[SectionFilled, ...], PERSONAL] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShared(Event):
    """The report for a conference was shared with the parents."""

    meeting: str
    how: Told = ""
