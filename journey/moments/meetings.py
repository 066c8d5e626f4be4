"""Moments of meetings: held, and their papers sent."""

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
    }
)
_SUBJECT: Mapping[MeetingKind, str] = MappingProxyType(
    {MeetingKind.STRATEGY_DISCUSSION: "strategy discussion held"}
)
_SENT: Mapping[tuple[MeetingKind, Paper], str] = MappingProxyType(
    {(MeetingKind.STRATEGY_DISCUSSION, Paper.MINUTES): "minutes circulated"}
)


@moments.register
def _(event: meetings.MeetingHeld, case: Case) -> Iterator[Moment]:
    del case
    for name in _HELD.get(event.kind, ()):
        yield Moment(name=name, about=event.meeting, episode=event.episode)
    if event.kind in _SUBJECT:  # what is owed about this very meeting: its minutes
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
