"""Longer journeys for pages to show: on a protection plan, in care, closed."""

from __future__ import annotations

from datetime import UTC

from journey.commands import meetings
from journey.terms import MeetingKind, Progress
from tests.support.caring import LOOKED_AFTER, back, examined, gone, moved, placed, told
from tests.support.cases import (
    CLOSED,
    MINUTES,
    PLANNED,
    PROTECTED,
    TOLD,
    agree,
    at,
    done,
    hold,
    review,
    seen,
    there,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import tell

CORE_GROUP = hold(
    MeetingKind.CORE_GROUP, attendance=there("social-care", "health", police="called away")
)
NEXT_GROUP = meetings.PlanMeeting(
    kind=MeetingKind.CORE_GROUP, begins_at=london("2025-10-14").astimezone(UTC)
)
ARRIVED = meetings.RecordReceipt(party="police")


def on_a_plan(hub):
    """Return a journey of six weeks, on a protection plan with one action done and one late."""
    story = tell(
        hub,
        PROTECTED,
        TOLD,
        PLANNED,
        agree("2025-09-20", outcome="W1", action="find a breakfast club", owner="health"),
        done("PA1"),
        at("2025-09-11"),
        CORE_GROUP,
        MINUTES,
        ARRIVED,
        seen(views="wants breakfast", announced=False),
        at("2025-10-01"),
        review(Progress.IMPROVED),
        NEXT_GROUP,
        at("2025-10-06"),
    )
    return story.reference


def in_care(hub):
    """Return a journey of a child in care, who was moved and was missing once."""
    story = tell(hub, LOOKED_AFTER, placed(), told(), examined(), moved(), gone(), back())
    return story.reference


def closed(hub):
    """Return a journey that was closed."""
    return tell(hub, CLOSED).reference
