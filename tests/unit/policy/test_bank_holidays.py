"""The table of bank holidays is what its source says, and nothing at run time needs the source."""

import csv
import subprocess
import sys
from datetime import date

import pytest

from policy.calendars import KNOWN_FROM, KNOWN_UNTIL, PLACES, TABLE, calendar_for
from tools.bank_holidays import SOURCES, published, written


def rows():
    lines = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def test_the_table_is_what_the_package_says():
    kept = {(date.fromisoformat(row["day"]), row["name"]): row["places"].split() for row in rows()}
    assert kept == published()


def test_every_day_stands_once_for_each_place():
    days = [(row["day"], place) for row in rows() for place in row["places"].split()]
    assert len(days) == len(set(days)) > 700


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_its_holidays_in_every_known_year(place):
    years = {day.year for day in calendar_for(place).holidays}
    assert years == set(range(KNOWN_FROM[place].year, KNOWN_UNTIL.year + 1))
    assert all(date(year, 12, 25) in calendar_for(place).holidays for year in range(2010, 2028))


def test_every_place_has_a_source():
    assert tuple(SOURCES) == PLACES


def test_the_file_says_where_it_comes_from():
    heading = TABLE.read_text().splitlines()[:4]
    assert heading[1].startswith(
        "# Written by tools/bank_holidays.py from the Python package `holidays` "
    )
    # But for the package's version, writing it again changes nothing.
    assert written().splitlines()[2:] == TABLE.read_text().splitlines()[2:]


def test_a_calendar_does_not_load_the_package():
    asked = (
        "import sys; from policy.calendars import calendar_for; calendar_for('england');"
        "print('holidays' in sys.modules)"
    )
    answered = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert answered.stdout.strip() == "False"
