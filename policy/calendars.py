"""The calendars of the five places: which days are bank holidays, and until when we know.

The dates come from the `holidays` package, which follows each place's law and its one-off
proclamations.  It is read once for each place, when the place is first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from journey.errors import UnknownKeyError
from journey.working_days import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Mapping

# Bank holidays are published about two years ahead, and proclamations still move and add some
# (2022 had two extra, 2023 one).  This is the last year that was compared, day by day, with what
# is published for England (`tests/unit/policy/test_calendars.py`).  The package computes later
# years by rule, which would be a guess.  Each year: compare the new one, then move this date.
KNOWN_UNTIL = date(2027, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    country: str
    subdivision: str | None = None
    zone: str = "Europe/London"
    known_from: date = date(2009, 1, 1)


_PLACES = {
    "england": _Place(country="GB", subdivision="ENG"),
    "wales": _Place(country="GB", subdivision="WLS"),
    # The national days.  Councils in Scotland keep local holidays too: `with_closed_days`.
    "scotland": _Place(country="GB", subdivision="SCT"),
    "northern-ireland": _Place(country="GB", subdivision="NIR"),
    # The package was compared with what the government of Jersey publishes from 2010 on.
    # Liberation Day (9 May) has no substitute day when it falls on a weekend.
    "jersey": _Place(country="JE", zone="Europe/Jersey", known_from=date(2010, 1, 1)),
}

PLACES = tuple(_PLACES)


@cache
def calendar_for(place: str, *, opens: time = time(9), closes: time = time(17)) -> WorkingDays:
    """Return the calendar of one of `PLACES`, with a hub's own hours; the same object each time."""
    found = _PLACES.get(place)
    if found is None:
        raise UnknownKeyError("calendar", place, PLACES)
    return WorkingDays(
        zone=ZoneInfo(found.zone),
        holidays=_bank_holidays(found),
        known_from=found.known_from,
        known_until=KNOWN_UNTIL,
        opens=opens,
        closes=closes,
    )


def with_closed_days(calendar: WorkingDays, closed: Mapping[date, str]) -> WorkingDays:
    """Return the calendar with an agency's own closed days, such as a school's August.

    A bank holiday keeps its name.  Building one takes milliseconds: keep it.
    """
    return replace(calendar, holidays={**closed, **calendar.holidays})


def _bank_holidays(place: _Place) -> dict[date, str]:
    # Here, because this import alone costs more than the rest of a command's start.
    from holidays import country_holidays  # noqa: PLC0415 - as above

    published = country_holidays(
        place.country,
        subdiv=place.subdivision,
        years=range(place.known_from.year, KNOWN_UNTIL.year + 1),
    )
    # "Substitute day" is the word that the governments use.
    return {day: name.replace("(observed)", "(substitute day)") for day, name in published.items()}
