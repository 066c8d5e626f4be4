"""Working days and hub hours: which days count, and where a count of them ends.

Days are local to the calendar's zone, instants are aware and come back in UTC, intervals are
half-open: the end of a Tuesday is Wednesday 00:00 local time, the first instant that is late.
Saturdays, Sundays and the given holidays are closed.  Outside the days for which the holidays
are known the calendar refuses, because a guessed deadline looks like a real one.

A sweep asks thousands of times a second, so the days are counted once, when a calendar is
built, and every question is then a look-up, however far apart the days are.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from journey.errors import CalendarExhaustedError, NaiveInstantError, UnsoundRuleError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

_WEEKEND = {5: "Saturday", 6: "Sunday"}
_MICROSECOND = timedelta(microseconds=1)
_HOUR = timedelta(hours=1) // _MICROSECOND
_DAY = timedelta(days=1)


class Skipped(NamedTuple):
    """A day that does not count, and why, in words for the practitioner: "Good Friday"."""

    day: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorkingDays:
    """A hub's or an agency's calendar; two calendars are the same only if they are one object.

    Attributes:
        zone: Where its days begin and end.
        holidays: Closed days with their names.  A name on a weekend wins over "Saturday".
        known_until: The last day whose holidays are known.
        known_from: The first such day.
        opens: When the hub opens, local time, on working days.
        closes: When it closes.  The clock changes only on Sundays, when no hub is open, so an
            open day always has the same length.
    """

    zone: ZoneInfo
    holidays: Mapping[date, str]
    known_until: date
    known_from: date = date(2009, 1, 1)
    opens: time = time(9)
    closes: time = time(17)
    # The working days in order; how many of them there are up to and including each known day,
    # with a leading 0 for the day before; how long one is; the midnights met so far.
    _days: tuple[date, ...] = field(init=False, repr=False)
    _up_to: array[int] = field(init=False, repr=False)
    _open_for: int = field(init=False, repr=False)
    _midnights: dict[date, datetime] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.opens >= self.closes or self.opens.tzinfo or self.closes.tzinfo:
            raise UnsoundRuleError(
                "calendar", self.zone.key, "hub hours need a local opening before the closing"
            )
        if self.known_from > self.known_until:
            raise UnsoundRuleError("calendar", self.zone.key, "known_from is after known_until")
        holidays = MappingProxyType(dict(self.holidays))
        days: list[date] = []
        up_to = array("L", [0])
        for ordinal in range(self.known_from.toordinal(), self.known_until.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if day.weekday() not in _WEEKEND and day not in holidays:
                days.append(day)
            up_to.append(len(days))
        object.__setattr__(self, "holidays", holidays)
        object.__setattr__(self, "_days", tuple(days))
        object.__setattr__(self, "_up_to", up_to)
        object.__setattr__(self, "_open_for", _since_midnight(self.closes) - self._opens_at)

    def is_working_day(self, day: date) -> bool:
        """Return whether *day* counts."""
        return self._worked_through(day) > self._worked_before(day)

    def why_closed(self, day: date) -> str | None:
        """Return the holiday's name, or "Saturday" or "Sunday"; None on a working day."""
        if self.is_working_day(day):
            return None
        return self.holidays.get(day) or _WEEKEND[day.weekday()]

    def local_day(self, instant: datetime) -> date:
        """Return the day that *instant* lies in, as the hub's wall calendar shows it."""
        return self.local(instant).date()

    def local(self, instant: datetime) -> datetime:
        """Return *instant* as the hub's clock on the wall shows it."""
        if instant.tzinfo is None or instant.utcoffset() is None:
            raise NaiveInstantError(instant)
        return instant.astimezone(self.zone)

    def at(self, day: date, wall: time) -> datetime:
        """Return the instant, in UTC, at which the hub's clock shows *wall* on *day*."""
        return datetime.combine(day, wall, tzinfo=self.zone).astimezone(UTC)

    def end_of_day(self, day: date) -> datetime:
        """Return the first instant after *day*, in UTC.  Any day will do, holidays or not."""
        midnight = self._midnights.get(day)
        if midnight is None:
            midnight = self._midnights[day] = self.at(day + _DAY, time())
        return midnight

    def days_between(self, day: date, through: date) -> int:
        """Return how many working days follow *day* up to and including *through*."""
        return max(0, self._worked_through(through) - self._worked_through(day))

    def nth_day_after(self, day: date, n: int) -> date:
        """Return the *n*-th working day after *day*, which itself never counts; n from 1."""
        _from_one(n)
        return self._nth(self._worked_through(day) + n - 1, asked=day)

    def nth_day_before(self, day: date, n: int) -> date:
        """Return the *n*-th working day before *day*, which itself never counts; n from 1."""
        _from_one(n)
        return self._nth(self._worked_before(day) - n, asked=day)

    def end_of_nth_day_after(self, started: datetime, n: int) -> datetime:
        """Return the end, in UTC, of the *n*-th working day after the day of *started*."""
        return self.end_of_day(self.nth_day_after(self.local_day(started), n))

    def end_of_nth_day_before(self, instant: datetime, n: int) -> datetime:
        """Return the end, in UTC, of the *n*-th working day before the day of *instant*.

        3 working days before a meeting on Thursday is Monday: Wednesday is the first.
        """
        return self.end_of_day(self.nth_day_before(self.local_day(instant), n))

    def after_hub_hours(self, started: datetime, hours: int) -> datetime:
        """Return the first instant, in UTC, by which the hub was open for *hours*; from 1.

        Four hub hours from 13:00 end at 17:00, when the hub closes, not at the next opening.
        """
        _from_one(hours)
        asked, spent = self._hub_time(started)
        # The last microsecond of the count decides the day, so that a count which ends
        # with a day belongs to that day.
        nth, last = divmod(spent + hours * _HOUR - 1, self._open_for)
        return self._within(self._nth(nth, asked=asked), last + 1)

    def before_hub_hours(self, instant: datetime, hours: int) -> datetime:
        """Return the last instant, in UTC, from which the hub is open for *hours* until then.

        One hub hour before midnight is 16:00, an hour before the hub closes.
        """
        _from_one(hours)
        asked, spent = self._hub_time(instant)
        nth, first = divmod(spent - hours * _HOUR, self._open_for)
        return self._within(self._nth(nth, asked=asked), first)

    def is_open(self, instant: datetime) -> bool:
        """Return whether the hub is open: from its opening until just before its closing."""
        local = self.local(instant)
        return self.opens <= local.time() < self.closes and self.is_working_day(local.date())

    def next_opening(self, instant: datetime) -> datetime:
        """Return the first open instant from *instant* on, in UTC: itself while open."""
        if self.is_open(instant):
            return instant.astimezone(UTC)
        local = self.local(instant)
        # Before its opening time, today itself may still be the next working day.
        day = local.date() - _DAY if local.time() < self.opens else local.date()
        return self.at(self._nth(self._worked_through(day), asked=local.date()), self.opens)

    def skipped(self, start: datetime, end: datetime) -> tuple[Skipped, ...]:
        """Return each closed day, with its reason, that lies even in part from start to end."""
        first, last = self.local_day(start), self.local_day(end - _MICROSECOND)
        days = (
            date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1)
        )
        return tuple(Skipped(day, why) for day in days if (why := self.why_closed(day)))

    @property
    def _opens_at(self) -> int:
        return _since_midnight(self.opens)

    def _worked_through(self, day: date) -> int:
        """Return how many working days there are up to and including *day*."""
        if not self.known_from - _DAY <= day <= self.known_until:
            raise CalendarExhaustedError(self.known_until, day, self.known_from)
        return self._up_to[day.toordinal() - self.known_from.toordinal() + 1]

    def _worked_before(self, day: date) -> int:
        return self._worked_through(day - _DAY)

    def _nth(self, index: int, *, asked: date) -> date:
        """Return the working day at *index*; *asked* is where the count began."""
        if index < 0:
            raise CalendarExhaustedError(self.known_until, self.known_from - _DAY, self.known_from)
        if index >= len(self._days):
            raise CalendarExhaustedError(self.known_until, asked, self.known_from)
        return self._days[index]

    def _hub_time(self, instant: datetime) -> tuple[date, int]:
        """Return the local day, and the open microseconds from known_from until *instant*."""
        local = self.local(instant)
        day = local.date()
        spent = self._worked_before(day) * self._open_for
        if self.is_working_day(day):
            today = _since_midnight(local.time()) - self._opens_at
            spent += min(max(today, 0), self._open_for)
        return day, spent

    def _within(self, day: date, since_opening: int) -> datetime:
        wall = datetime.combine(day, self.opens) + since_opening * _MICROSECOND
        return self.at(day, wall.time())


def _since_midnight(wall: time) -> int:
    since = timedelta(
        hours=wall.hour, minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond
    )
    return since // _MICROSECOND


def _from_one(n: int) -> None:
    if n < 1:
        raise ValueError(f"days and hours are counted from 1, not {n}")
