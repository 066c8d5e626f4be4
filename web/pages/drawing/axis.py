"""Time from left to right: where an instant lies, and which days are named under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from journey.wording import MONTHS
from web.languages import gettext as _

MOST_MARKS = 9
"""Days named along one axis, at most: more would run into each other."""

_DAY = timedelta(days=1)
_WEEK = 7
_MONTHS = 12
_STEPS_DAYS = (1, 2, _WEEK, 2 * _WEEK)
_STEPS_MONTHS = (1, 2, 3, 6, _MONTHS, 2 * _MONTHS, 5 * _MONTHS)
_SHORT = 3
_DAYS_OF_MONTH = 30.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A day that is named under the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A stretch of time on a stretch of paper.

    Attributes:
        begin, end: The instants at `left` and `right`.
    """

    begin: datetime
    end: datetime
    left: float
    right: float
    zone: ZoneInfo

    def x(self, instant: datetime) -> float:
        """Return where an instant lies, to a tenth; what lies outside is at the edge."""
        share = (instant - self.begin) / (self.end - self.begin)
        return round(self.left + (self.right - self.left) * min(max(share, 0.0), 1.0), 1)

    def marks(self) -> tuple[Mark, ...]:
        """Return the days to name: every day, week, month or year, whichever is not too many."""
        days, say = self._days()
        return tuple(Mark(x=self.x(self._midnight(day)), text=say(day)) for day in days)

    def _days(self) -> tuple[list[date], Callable[[date], str]]:
        span = (self.end - self.begin) / _DAY
        for step in _STEPS_DAYS:
            if span / step <= MOST_MARKS:
                return self._inside(self._every_days(step)), _day_and_month
        for months in _STEPS_MONTHS:
            if span / (months * _DAYS_OF_MONTH) <= MOST_MARKS:
                return self._inside(self._every_months(months)), _month_and_year
        return [], _month_and_year

    def _inside(self, days: Iterator[date]) -> list[date]:
        return [day for day in days if self.begin <= self._midnight(day) <= self.end]

    def _every_days(self, step: int) -> Iterator[date]:
        day, last = self.begin.astimezone(self.zone).date(), self._last()
        if step >= _WEEK:
            day -= timedelta(days=day.weekday())
        while day <= last:
            yield day
            day += timedelta(days=step)

    def _every_months(self, step: int) -> Iterator[date]:
        begin, last = self.begin.astimezone(self.zone).date(), self._last()
        number = begin.year * _MONTHS + (begin.month - 1) // step * step
        while (day := date(number // _MONTHS, number % _MONTHS + 1, 1)) <= last:
            yield day
            number += step

    def _last(self) -> date:
        return self.end.astimezone(self.zone).date()

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self.zone)


def _day_and_month(day: date) -> str:
    return f"{day.day} {_(MONTHS[day.month - 1])[:_SHORT]}"


def _month_and_year(day: date) -> str:
    return f"{_(MONTHS[day.month - 1])[:_SHORT]} {day.year}"
