"""Meetings and visits as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journey.case import Case
from journey.practice import Meeting, Visit
from journey.terms import Interpreter, MeetingKind, Paper, Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceView:
    """Whether a party was at a meeting, and why not where somebody said."""

    party: str
    presence: Presence
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper that was sent round, and who has said that it came."""

    paper: Paper
    at: datetime
    to: tuple[str, ...]
    received_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """One meeting, planned, held, or both.

    Attributes:
        moves: How often its date was moved since `first_planned_at`.
    """

    id: str
    kind: MeetingKind
    episode: str | None
    first_planned_at: datetime | None
    planned_at: datetime | None
    moves: int
    delayed_by: tuple[str, ...]
    held_at: datetime | None
    face_to_face: bool | None
    attendance: tuple[AttendanceView, ...]
    papers: tuple[PaperView, ...]
    childs_views: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """One visit to the child."""

    id: str
    at: datetime
    by: str
    seen: bool
    seen_alone: bool
    announced: bool
    interpreter: Interpreter
    why_not_seen: str
    why_not_alone: str
    views: str
    why_no_views: str


def meeting_views(case: Case) -> tuple[MeetingView, ...]:
    """Return the meetings of a journey, in the order of the record."""
    return tuple(_meeting(each) for each in case.meetings.values())


def visit_views(case: Case) -> tuple[VisitView, ...]:
    """Return the visits to the child, in the order of the record."""
    return tuple(_visit(each) for each in case.visits.values())


def _meeting(meeting: Meeting) -> MeetingView:
    why = {each.party: each.why for each in meeting.reasons}
    return MeetingView(
        id=meeting.id,
        kind=meeting.kind,
        episode=meeting.episode,
        first_planned_at=meeting.first_planned_at,
        planned_at=meeting.planned_at,
        moves=meeting.moves,
        delayed_by=meeting.delayed_by,
        held_at=meeting.held_at,
        face_to_face=meeting.face_to_face,
        attendance=tuple(
            AttendanceView(party=each.party, presence=each.presence, why=why.get(each.party, ""))
            for each in meeting.attendance
        ),
        papers=tuple(
            PaperView(paper=each.paper, at=each.at, to=each.to, received_by=each.received_by)
            for each in meeting.circulated
        ),
        childs_views=meeting.childs_views,
    )


def _visit(visit: Visit) -> VisitView:
    return VisitView(
        id=visit.id,
        at=visit.at,
        by=visit.by,
        seen=visit.seen,
        seen_alone=visit.seen_alone,
        announced=visit.announced,
        interpreter=visit.interpreter,
        why_not_seen=visit.why_not_seen,
        why_not_alone=visit.why_not_alone,
        views=visit.views,
        why_no_views=visit.why_no_views,
    )
