"""Timescales: how long a step may take, and how it stands at a given instant.

Nothing here reads a clock, a file or a database.  The caller passes the rule, the calendar and
the instant, so "was this late on 3 May?" has one answer that can be recomputed, years later,
from the event log alone.

Deadlines are half-open: a step due on Tuesday may finish at any instant before Wednesday 00:00
local time.  Late therefore always means ``instant >= due``.

How each unit is counted (`docs/glossary.md` has the words):

=============  ==============================================================================
hours          round the clock, nights and weekends included
hub hours      only while the hub is open; four from 13:00 end at 17:00, when it closes
working days   the day after the start is the first; due at the end of the last
calendar days  start day plus n days, end of that day
weeks          start day plus 7n days, end of that day
months         same day of the month, or its last day; end of that day, even on a Sunday
=============  ==============================================================================

Counted back from a meeting, the same holds the other way round: three working days before a
Thursday is the end of Monday.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from journey.errors import UnsoundRuleError

if TYPE_CHECKING:
    from journey.working_days import Skipped, WorkingDays

_MONTHS = 12


class Unit(StrEnum):
    """What a timescale is counted in."""

    HOURS = "hours"
    HUB_HOURS = "hub_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"


# The units that need no working calendar: on them every day counts.
CalendarUnit: TypeAlias = Literal[Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS]


class Direction(StrEnum):
    """Whether the limit follows what starts it, or precedes it, as papers precede a meeting."""

    AFTER = "after"
    BEFORE = "before"


class Standing(StrEnum):
    """How a step stands against its deadline."""

    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timescale:
    """One limit of a profile.

    Attributes:
        key: Stable name written into events; retired, never renamed or reused.
        limit: The last permitted hour, day, week or month, counted from the start; from 1.
        authority: The rule it rests on, shown to practitioners word for word.
        checked: False where no published number was found: a local setting to confirm.
        starts_on: What starts the clock, in practitioners' words; the meeting, if counted back.
        completes_on: What stops it, in practitioners' words.
        warn_before: How long before the deadline the step counts as due soon.
    """

    key: str
    limit: int
    unit: Unit
    authority: str
    checked: bool
    starts_on: str
    completes_on: str
    direction: Direction = Direction.AFTER
    warn_before: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise UnsoundRuleError("timescale", self.key, f"its limit is {self.limit}, below 1")
        if self.warn_before < timedelta(0):
            raise UnsoundRuleError("timescale", self.key, "it would warn after its deadline")


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A deadline, and the closed days that it was counted around.

    Attributes:
        due_at: The first instant, in UTC, at which the step is late.
        skipped: Closed days between start and deadline that did not count, in order.  Empty
            for units in which every day counts.
    """

    due_at: datetime
    skipped: tuple[Skipped, ...]


def due(started: datetime, timescale: Timescale, calendar: WorkingDays) -> datetime:
    """Return the first instant, in UTC, at which the step is late.

    A referral at 16:55 on Friday still has all of Monday: its own day never counts.
    Counted back, *started* is when the meeting begins.
    """
    sign = 1 if timescale.direction is Direction.AFTER else -1
    limit = timescale.limit
    match timescale.unit:
        case Unit.HOURS:
            # In UTC, because adding hours to a local time is wrong twice a year.
            calendar.local(started)  # refuses an instant without a zone
            return started.astimezone(UTC) + timedelta(hours=sign * limit)
        case Unit.HUB_HOURS:
            if timescale.direction is Direction.BEFORE:
                return calendar.before_hub_hours(started, limit)
            return calendar.after_hub_hours(started, limit)
        case Unit.WORKING_DAYS:
            if timescale.direction is Direction.BEFORE:
                return calendar.end_of_nth_day_before(started, limit)
            return calendar.end_of_nth_day_after(started, limit)
        case Unit.CALENDAR_DAYS | Unit.WEEKS | Unit.MONTHS:
            day = moved_by(calendar.local_day(started), sign * limit, timescale.unit)
            return calendar.end_of_day(day)
        case _:
            assert_never(timescale.unit)


def explain_due(started: datetime, timescale: Timescale, calendar: WorkingDays) -> DueDate:
    """Return the deadline with the days that were skipped, so that a person can recount it."""
    due_at = due(started, timescale, calendar)
    if timescale.unit not in (Unit.WORKING_DAYS, Unit.HUB_HOURS):
        return DueDate(due_at=due_at, skipped=())
    start, end = sorted((started, due_at))
    if timescale.unit is Unit.WORKING_DAYS:
        # The day that starts the count never counts, so that it is closed explains nothing.
        if timescale.direction is Direction.AFTER:
            start = calendar.end_of_day(calendar.local_day(started))
        else:
            end = calendar.end_of_day(calendar.local_day(started) - timedelta(days=1))
    return DueDate(due_at=due_at, skipped=calendar.skipped(start, end))


def standing(
    deadline: datetime, timescale: Timescale, *, now: datetime, finished: datetime | None = None
) -> Standing:
    """Return how the step stands at *now*; once finished, it no longer depends on *now*."""
    if finished is not None:
        return Standing.MET if finished < deadline else Standing.MISSED
    if now >= deadline:
        return Standing.OVERDUE
    if now >= deadline.astimezone(UTC) - timescale.warn_before:
        return Standing.DUE_SOON
    return Standing.ON_TRACK


def moved_by(day: date, count: int, unit: CalendarUnit) -> date:
    """Return *day* moved by whole calendar days, weeks or months; backwards if negative.

    A month from 31 January is the last day of February: where the month has no such day,
    its last one stands in.
    """
    match unit:
        case Unit.CALENDAR_DAYS:
            return day + timedelta(days=count)
        case Unit.WEEKS:
            return day + timedelta(weeks=count)
        case Unit.MONTHS:
            year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
            last = monthrange(year, month + 1)[1]
            return date(year, month + 1, min(day.day, last))
        case _:
            assert_never(unit)
