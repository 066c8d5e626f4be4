"""Instants, amounts of time and parties in words, the same on every screen and in every mail.

An instant reads "Tuesday 2 September 2025, 4:30pm" in the hub's zone, whatever language the
machine speaks.  An amount is rounded towards what is safe: nobody is promised more time than
there is, and nothing is called later than it is.  The words themselves come from a `Language`;
records and mails are in English, a page may be in another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from journey.errors import CalendarExhaustedError
from journey.policy import Rulebook
from journey.working_days import WorkingDays

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
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
PARTIES = {
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


@dataclass(frozen=True, slots=True)
class Language:
    """How a language says what is said here in English.

    Attributes:
        word: A text, with its `{gaps}` left open.
        counted: Of two texts, for one and for many, the one that fits a number.
    """

    word: Callable[[str], str]
    counted: Callable[[str, str, int], str]


def _english(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


ENGLISH = Language(word=str, counted=_english)


def say_instant(instant: datetime, zone: ZoneInfo, language: Language = ENGLISH) -> str:
    """Return "Tuesday 2 September 2025, 4:30pm"; full hours as "9am", "midday", "midnight"."""
    local = instant.astimezone(zone)
    return f"{_day(local, language)}, {_wall(local, language)}"


def say_due(due_at: datetime, zone: ZoneInfo, language: Language = ENGLISH) -> str:
    """Return when something is due; a deadline at midnight is "the end of" the day it ends."""
    local = due_at.astimezone(zone)
    if local.time() == time():
        day = _day((due_at - _MICROSECOND).astimezone(zone), language)
        return language.word("the end of {day}").format(day=day)
    return say_instant(due_at, zone, language)


def say_left(
    due_at: datetime, now: datetime, calendar: WorkingDays, language: Language = ENGLISH
) -> str:
    """Return how long is left or how late it is: "due in 3 hours", "2 working days late".

    Minutes under an hour, hours under a day of 24, then whole working days; days of the
    calendar where no working day lies between, or its holidays are not known.
    """
    if now >= due_at:
        late = now - due_at
        if late < _MINUTE:
            return language.word("due now")
        amount = _amount(late, language) or _days_late(due_at, now, calendar, language)
        return language.word("{amount} late").format(amount=amount)
    left = due_at - now
    if left < _MINUTE:
        return language.word("due within a minute")
    amount = _amount(left, language) or _days_left(due_at, now, calendar, language)
    return language.word("due in {amount}").format(amount=amount)


def say_times(count: int, language: Language = ENGLISH) -> str:
    """Return "once", "twice", "3 times"."""
    if count == 1:
        return language.word("once")
    if count == 2:  # noqa: PLR2004 - it is what "twice" means
        return language.word("twice")
    return language.counted("{count} time", "{count} times", count).format(count=count)


def say_party(party: str, rulebook: Rulebook, language: Language = ENGLISH) -> str:
    """Return who a party is, to stand inside a sentence: "a manager of team mash".

    An agency that the rulebook no longer knows is named by its key.
    """
    kind, _, key = party.partition(":")
    agency = rulebook.agencies.get(key)
    sentence = language.word(PARTIES[kind]) if kind in PARTIES else "{key}"
    return sentence.format(key=key or party, name=agency.name if agency else key)


def say_day(day: date, language: Language = ENGLISH) -> str:
    """Return "2 September 2025"."""
    return f"{day.day} {language.word(MONTHS[day.month - 1])} {day.year}"


def _day(local: datetime, language: Language) -> str:
    return f"{language.word(DAYS[local.weekday()])} {say_day(local.date(), language)}"


def _wall(local: datetime, language: Language) -> str:
    if local.minute == 0 and local.hour % _NOON == 0:
        return language.word("midday" if local.hour else "midnight")
    minutes = f":{local.minute:02}" if local.minute else ""
    half = language.word("am" if local.hour < _NOON else "pm")
    return f"{(local.hour - 1) % _NOON + 1}{minutes}{half}"


def _amount(span: timedelta, language: Language) -> str | None:
    """Return less than a day in whole minutes or hours, and None for more."""
    if span < _HOUR:
        count = span // _MINUTE
        return language.counted("{count} minute", "{count} minutes", count).format(count=count)
    if span < _DAY:
        count = span // _HOUR
        return language.counted("{count} hour", "{count} hours", count).format(count=count)
    return None


def _days(working: int, calendar: int, language: Language) -> str:
    """Return working days, or days of the calendar where there is no working day to name."""
    if working > 0:
        said = language.counted("{count} working day", "{count} working days", working)
        return said.format(count=working)
    return language.counted("{count} day", "{count} days", calendar).format(count=calendar)


def _days_late(due_at: datetime, now: datetime, calendar: WorkingDays, language: Language) -> str:
    due, local = calendar.local(due_at - _MICROSECOND), calendar.local(now)
    try:
        days = calendar.days_between(due.date(), local.date())
        # The day of now counts only when as much of it has passed as on the day it was due.
        if local.time() < due.time() and calendar.is_working_day(local.date()):
            days -= 1
    except CalendarExhaustedError:
        days = 0
    return _days(days, (now - due_at) // _DAY, language)


def _days_left(due_at: datetime, now: datetime, calendar: WorkingDays, language: Language) -> str:
    try:
        due, local = calendar.local(due_at - _MICROSECOND), calendar.local(now)
        days = calendar.days_between(local.date(), due.date())
        if due.time() < local.time() and calendar.is_working_day(due.date()):
            days -= 1
    except CalendarExhaustedError:
        days = 0
    return _days(days, (due_at - now) // _DAY, language)
