"""Write `policy/bank_holidays.csv` from the `holidays` package: `python -m tools.bank_holidays`.

The package follows each place's law and its one-off proclamations, but it costs most of a
second and 40 MB in every process that asks it.  So it is asked here, once, and the program
reads the table.  `tests/unit/policy/test_bank_holidays.py` holds the two equal.

Each year: compare the new year with what the governments publish, move
`policy.calendars.KNOWN_UNTIL` on, run this, and read what it changed.
"""

import csv
import io
from collections import defaultdict
from datetime import date
from importlib.metadata import version

from holidays import country_holidays

from policy.calendars import KNOWN_FROM, KNOWN_UNTIL, TABLE

# As the package names each place: country and part of it.
SOURCES = {
    "england": ("GB", "ENG"),
    "wales": ("GB", "WLS"),
    # The national days.  Councils in Scotland keep local holidays too: a profile's `closed`.
    "scotland": ("GB", "SCT"),
    "northern-ireland": ("GB", "NIR"),
    "jersey": ("JE", None),
}

HEADING = """\
# Bank holidays, days on which one falls on a weekend included, with the places that keep them.
# Written by tools/bank_holidays.py from the Python package `holidays` {version}; do not edit.
# England 2022 to {until} was compared day by day with what its government publishes, Jersey
# from {jersey}. "Substitute day" is the word that the governments use.
"""


def published() -> dict[tuple[date, str], list[str]]:
    """Return each known bank holiday, by day and name, with the places that keep it."""
    kept: dict[tuple[date, str], list[str]] = defaultdict(list)
    for place, (country, part) in SOURCES.items():
        years = range(KNOWN_FROM[place].year, KNOWN_UNTIL.year + 1)
        for day, name in country_holidays(country, subdiv=part, years=years).items():
            kept[day, name.replace("(observed)", "(substitute day)")].append(place)
    return dict(sorted(kept.items()))


def written() -> str:
    """Return the table as it should stand in the file."""
    text = io.StringIO()
    text.write(
        HEADING.format(
            version=version("holidays"), until=KNOWN_UNTIL.year, jersey=KNOWN_FROM["jersey"].year
        )
    )
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("day", "name", "places"))
    rows.writerows((day, name, " ".join(places)) for (day, name), places in published().items())
    return text.getvalue()


if __name__ == "__main__":
    TABLE.write_text(written(), encoding="utf-8")
    print(f"wrote {TABLE.name}")
