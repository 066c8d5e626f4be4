"""Instants, amounts of time and parties in words, the same on every screen and in every mail.

An instant reads "Tuesday 2 September 2025, 4:30pm" in the hub's zone, whatever language the
machine speaks.  An amount is rounded towards what is safe: nobody is promised more time than
there is, and nothing is called later than it is.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from journey.errors import CalendarExhaustedError
from journey.policy import Rulebook
from journey.working_days import WorkingDays

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PARTIES = {
    "agency": "{name}",
    "agency-manager": "the manager of {name}",
    "manager": "a manager of team {key}",
    "senior-manager": "a senior manager of team {key}",
    "team": "team {key}",
    "referrer": "the referrer",
}
_NOON = 12
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)


def say_instant(instant: datetime, zone: ZoneInfo) -> str:
    """Return "Tuesday 2 September 2025, 4:30pm"; full hours as "9am", "midday", "midnight"."""
    local = instant.astimezone(zone)
    return f"{_day(local)}, {_wall(local)}"


def say_due(due_at: datetime, zone: ZoneInfo) -> str:
    """Return when something is due; a deadline at midnight is "the end of" the day it ends."""
    local = due_at.astimezone(zone)
    if local.time() == time():
        return f"the end of {_day((due_at - _MICROSECOND).astimezone(zone))}"
    return say_instant(due_at, zone)


def say_left(due_at: datetime, now: datetime, calendar: WorkingDays) -> str:
    """Return how long is left or how late it is: "due in 3 hours", "2 working days late".

    Minutes under an hour, hours under a day of 24, then whole working days; days of the
    calendar where no working day lies between, or its holidays are not known.
    """
    if now >= due_at:
        late = now - due_at
        if late < _MINUTE:
            return "due now"
        return f"{_amount(late) or _days_late(due_at, now, calendar)} late"
    left = due_at - now
    if left < _MINUTE:
        return "due within a minute"
    return f"due in {_amount(left) or _days_left(due_at, now, calendar)}"


def say_times(count: int) -> str:
    """Return "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def say_party(party: str, rulebook: Rulebook) -> str:
    """Return who a party is, to stand inside a sentence: "a manager of team mash".

    An agency that the rulebook no longer knows is named by its key.
    """
    kind, _, key = party.partition(":")
    agency = rulebook.agencies.get(key)
    return _PARTIES.get(kind, "{key}").format(key=key or party, name=agency.name if agency else key)


def _day(local: datetime) -> str:
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"


def _wall(local: datetime) -> str:
    if local.minute == 0 and local.hour % _NOON == 0:
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{(local.hour - 1) % _NOON + 1}{minutes}{'am' if local.hour < _NOON else 'pm'}"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _amount(span: timedelta) -> str | None:
    """Return less than a day in whole minutes or hours, and None for more."""
    if span < _HOUR:
        return _counted(span // _MINUTE, "minute")
    return _counted(span // _HOUR, "hour") if span < _DAY else None


def _days_late(due_at: datetime, now: datetime, calendar: WorkingDays) -> str:
    due, local = calendar.local(due_at - _MICROSECOND), calendar.local(now)
    try:
        days = calendar.days_between(due.date(), local.date())
        # The day of now counts only when as much of it has passed as on the day it was due.
        if local.time() < due.time() and calendar.is_working_day(local.date()):
            days -= 1
    except CalendarExhaustedError:
        days = 0
    return _counted(days, "working day") if days > 0 else _counted((now - due_at) // _DAY, "day")


def _days_left(due_at: datetime, now: datetime, calendar: WorkingDays) -> str:
    try:
        due, local = calendar.local(due_at - _MICROSECOND), calendar.local(now)
        days = calendar.days_between(local.date(), due.date())
        if due.time() < local.time() and calendar.is_working_day(due.date()):
            days -= 1
    except CalendarExhaustedError:
        days = 0
    return _counted(days, "working day") if days > 0 else _counted((due_at - now) // _DAY, "day")
