"""The calendars of the five places: which days are bank holidays, and until when we know.

The dates stand in `bank_holidays.csv`, written by `tools/bank_holidays.py`: each place's law
and its one-off proclamations.  The table is read once, when a place is first asked for.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from journey.errors import UnknownKeyError
from journey.working_days import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE = Path(__file__).with_name("bank_holidays.csv")

# Bank holidays are published about two years ahead, and proclamations still move and add some
# (2022 had two extra, 2023 one).  This is the last year that was compared, day by day, with what
# is published for England (`tests/unit/policy/test_calendars.py`).  Later years could only be
# computed by rule, which would be a guess.  Each year: compare the new one, then move this date.
KNOWN_UNTIL = date(2027, 12, 31)

WARN_BEFORE = timedelta(days=365)
"""How long before the end of what is known somebody is told: later no deadline is computed."""

# The days for Jersey were compared with what its government publishes from 2010 on.  Liberation
# Day (9 May) has no substitute day there when it falls on a weekend.
KNOWN_FROM = {
    "england": date(2009, 1, 1),
    "wales": date(2009, 1, 1),
    "scotland": date(2009, 1, 1),
    "northern-ireland": date(2009, 1, 1),
    "jersey": date(2010, 1, 1),
}
PLACES = tuple(KNOWN_FROM)

_ZONES = {"jersey": ZoneInfo("Europe/Jersey")}
_LONDON = ZoneInfo("Europe/London")


@cache
def calendar_for(place: str, *, opens: time = time(9), closes: time = time(17)) -> WorkingDays:
    """Return the calendar of one of `PLACES`, with a hub's own hours; the same object each time."""
    if place not in KNOWN_FROM:
        raise UnknownKeyError("calendar", place, PLACES)
    return WorkingDays(
        zone=_ZONES.get(place, _LONDON),
        holidays=_bank_holidays()[place],
        known_from=KNOWN_FROM[place],
        known_until=KNOWN_UNTIL,
        opens=opens,
        closes=closes,
    )


def with_closed_days(calendar: WorkingDays, closed: Mapping[date, str]) -> WorkingDays:
    """Return the calendar with an agency's own closed days, such as a school's August.

    A bank holiday keeps its name.  Building one takes milliseconds: keep it.
    """
    return replace(calendar, holidays={**closed, **calendar.holidays})


@cache
def _bank_holidays() -> Mapping[str, Mapping[date, str]]:
    """Return every place's bank holidays with their names."""
    kept: dict[str, dict[date, str]] = defaultdict(dict)
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        for row in rows:
            for place in row["places"].split():
                kept[place][date.fromisoformat(row["day"])] = row["name"]
    return kept
