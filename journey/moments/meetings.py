"""Moments of meetings: planned, held, and their papers sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from journey.case import Case
from journey.events import meetings
from journey.moments.base import Moment, moments
from journey.terms import MeetingKind, Paper

_HELD: Mapping[MeetingKind, tuple[str, ...]] = MappingProxyType(
    {
        MeetingKind.STRATEGY_DISCUSSION: (
            "discussion held",
            "strategy discussion that initiated the enquiry",
        ),
        MeetingKind.INITIAL_CONFERENCE: ("initial conference held",),
        MeetingKind.REVIEW_CONFERENCE: ("review conference held",),
        MeetingKind.CORE_GROUP: ("core group held",),
        MeetingKind.CHILD_IN_NEED_REVIEW: ("child in need review held",),
        MeetingKind.LOOKED_AFTER_REVIEW: ("looked-after review held",),
    }
)
# From the first of a plan on the next ones are counted from the one before.
_FIRST: Mapping[MeetingKind, str] = MappingProxyType(
    {
        MeetingKind.REVIEW_CONFERENCE: "first review conference held",
        MeetingKind.CORE_GROUP: "first core group held",
        MeetingKind.CHILD_IN_NEED_REVIEW: "first child in need review held",
        MeetingKind.LOOKED_AFTER_REVIEW: "first looked-after review held",
    }
)
# The second review of a looked-after child has a limit of its own.
_SECOND: Mapping[MeetingKind, str] = MappingProxyType(
    {MeetingKind.LOOKED_AFTER_REVIEW: "second looked-after review held"}
)
# What is owed about this very meeting: its papers.
_SUBJECT: Mapping[MeetingKind, str] = MappingProxyType(
    {
        MeetingKind.STRATEGY_DISCUSSION: "strategy discussion held",
        MeetingKind.INITIAL_CONFERENCE: "conference held",
        MeetingKind.REVIEW_CONFERENCE: "conference held",
        MeetingKind.CORE_GROUP: "core group to be minuted",
    }
)
_REVIEWS = (MeetingKind.REVIEW_CONFERENCE, MeetingKind.CHILD_IN_NEED_REVIEW)
_SENT: Mapping[tuple[MeetingKind, Paper], str] = MappingProxyType(
    {
        (MeetingKind.STRATEGY_DISCUSSION, Paper.MINUTES): "minutes circulated",
        (MeetingKind.INITIAL_CONFERENCE, Paper.MINUTES): "minutes sent",
        (MeetingKind.REVIEW_CONFERENCE, Paper.MINUTES): "minutes sent",
        (MeetingKind.CORE_GROUP, Paper.MINUTES): "core group minutes sent",
        (MeetingKind.INITIAL_CONFERENCE, Paper.DECISIONS): "decisions sent",
        (MeetingKind.REVIEW_CONFERENCE, Paper.DECISIONS): "decisions sent",
    }
)
_PLANNED: Mapping[MeetingKind, str] = MappingProxyType(
    {
        MeetingKind.INITIAL_CONFERENCE: "initial conference planned",
        MeetingKind.REVIEW_CONFERENCE: "review conference planned",
    }
)


@moments.register
def _(event: meetings.MeetingPlanned, case: Case) -> Iterator[Moment]:
    del case
    if event.kind in _PLANNED:
        yield Moment(
            name=_PLANNED[event.kind],
            subject=event.meeting,
            about=event.meeting,
            episode=event.episode,
            starts_at=event.begins_at,
        )


@moments.register
def _(event: meetings.ReportShared, case: Case) -> Iterator[Moment]:
    del case
    yield Moment(name="report shared with parents", subject=event.meeting, about=event.meeting)


@moments.register
def _(event: meetings.MeetingHeld, case: Case) -> Iterator[Moment]:
    names = _HELD.get(event.kind, ())
    count = len(case.held_meetings(event.episode or "", event.kind))
    nth = {1: _FIRST, 2: _SECOND}.get(count, {})
    if event.kind in nth:
        names = (*names, nth[event.kind])
    for name in names:
        yield Moment(name=name, about=event.meeting, episode=event.episode)
    if event.kind in _REVIEWS:
        yield Moment(
            name="plan review held",
            subject=event.meeting,
            about=event.meeting,
            episode=event.episode,
        )
    if event.kind in _SUBJECT:
        yield Moment(
            name=_SUBJECT[event.kind],
            subject=event.meeting,
            about=event.meeting,
            episode=event.episode,
        )


@moments.register
def _(event: meetings.PaperCirculated, case: Case) -> Iterator[Moment]:
    name = _SENT.get((case.meetings[event.meeting].kind, event.paper))
    if name is not None:
        yield Moment(name=name, subject=event.meeting, about=event.meeting)
