"""Meetings: planned, held, and their papers sent round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from journey.commands.base import CASEWORKERS, Command
from journey.people import Role
from journey.shapes import Instant, Line, Shape, Text
from journey.terms import Guard, MeetingKind, Paper, Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Shape):
    """Whether one party was there.

    Attributes:
        party: Key of an agency, or one of `journey.practice.OWN_PARTIES`, such as
            `social-care`.
        why: Why it was not there or was not asked; wanted of who knows the child.
        knows_child: Where it is known whether the party knows the child.
    """

    party: Line
    presence: Presence
    why: Text | None = None
    knows_child: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMeeting(Command):
    """Set the date of a meeting and say who is invited."""

    kind: MeetingKind
    begins_at: Instant
    invited: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedateMeeting(Command):
    """Give a planned meeting another date; the first date stays and the move counts.

    Attributes:
        delayed_by: Key of the partner agency that the delay is due to (requirement D6).
    """

    meeting: Line
    begins_at: Instant
    reason: Text
    delayed_by: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffMeeting(Command):
    """Record that a planned meeting will not be held, and why.

    Attributes:
        delayed_by: Key of the partner agency that it is due to (requirement D6).
    """

    meeting: Line
    reason: Text
    delayed_by: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMeeting(Command):
    """Record that a meeting was held: its kind, who was there, and who was not and why.

    A strategy discussion without social care, police and health is none: it is refused, and
    may be recorded as the case discussion that it was.

    Attributes:
        meeting: Its id, where it was planned.
        face_to_face: Whether people met in one place; for a strategy discussion it is said
            why not (requirement D5).
        childs_views: What the child, or the family, wants the meeting to know.
    """

    ROLES: ClassVar = CASEWORKERS
    GUARDS: ClassVar = (Guard.NOT_QUORATE, Guard.WRONG_KIND)

    kind: MeetingKind
    attendance: tuple[Attendance, ...]
    chair: Line
    chair_role: Role
    meeting: Line | None = None
    face_to_face: bool = True
    why_not_face_to_face: Text | None = None
    childs_views: Text | None = None
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CirculatePaper(Command):
    """Send the minutes or the decisions of a meeting that was held, to the absent as well.

    Attributes:
        meeting: Its id; the newest held one, where it is left out.
    """

    to: tuple[Line, ...]
    how: Line
    meeting: Line | None = None
    paper: Paper = Paper.MINUTES
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReceipt(Command):
    """Record that somebody has received the papers of a meeting (requirement D5)."""

    party: Line
    meeting: Line | None = None
    paper: Paper = Paper.MINUTES
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReport(Command):
    """Record that the report for a conference was shared with the parents before it."""

    ROLES: ClassVar = CASEWORKERS

    meeting: Line
    how: Text
    at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFilled(Shape):
    """The text of one section of a pro forma, by the section's key."""

    section: Line
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FillProForma(Command):
    """Write sections of a pro forma; those left out stay as they are."""

    ROLES: ClassVar = CASEWORKERS

    form: Line
    sections: tuple[SectionFilled, ...]
