"""Instants as people read them: `Tuesday 2 September 2025, 4:30pm`."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

_NOON = 12


def say_due(due_at: datetime, zone: tzinfo) -> str:
    """Return until when something may be done, to go after the word "due".

    Due at midnight is due by the end of the day before: nobody reads "Wednesday 12:00am"
    as "all of Tuesday".
    """
    local = due_at.astimezone(zone)
    if local.time() == time.min:
        return f"by the end of {_day(local - timedelta(days=1))}"
    return f"{_day(local)}, {_wall(local)}"


def _day(local: datetime) -> str:
    return f"{local:%A} {local.day} {local:%B} {local.year}"


def _wall(local: datetime) -> str:
    half = "am" if local.hour < _NOON else "pm"
    return f"{local.hour % _NOON or _NOON}:{local:%M}{half}"
