"""Let an invented hub run for whole years, watched at every midnight; write what came of it.

    python tools/invented_years.py [--years 3] [--children 19500] [--seed 1]

Writes docs/invented-hub.md: the hub's rates beside the published ones, and how often each way
through the pathway was taken.  Ends with 1 where something that must hold did not, or where a
way was never taken.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from casework.clock import VirtualClock  # noqa: E402 - the rooms are found by the line above
from casework.hub import Hub, open_hub  # noqa: E402 - as above
from casework.settings import Environment, Settings  # noqa: E402 - as above
from journey.case import Case  # noqa: E402 - as above
from journey.evolve import fold  # noqa: E402 - as above
from journey.terms import Kind, Outcome  # noqa: E402 - as above
from journey.transitions import TRANSITIONS  # noqa: E402 - as above
from models import log  # noqa: E402 - as above
from models.projections import rebuild  # noqa: E402 - as above
from simulation.building import Built, build  # noqa: E402 - as above
from simulation.rates import Rate, rates  # noqa: E402 - as above

UNTIL = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)
DOCUMENT = ROOT / "docs" / "invented-hub.md"
CHUNK = 200
Ways = Mapping[tuple[Kind, Outcome], int]
_IN_STAGES = (Outcome.CORE_ASSESSMENT,)
"""What an assessment ends with only under procedures that have two of them."""

HEAD = """\
# The invented hub beside the published figures

Made by `python tools/invented_years.py`; not to be edited by hand. The hub of the demonstration,
left to run for whole years under a virtual clock: each command, chase and deadline goes through
the same code as a real hub's. At each virtual midnight every journey that had changed was looked
at for what must hold (`journey/invariants.py`).

Published: Department for Education, children in need, England, year to 31 March 2024; contacts
that became referrals: 2013-14. Invented people follow odds that were set so that these figures
come out near (`simulation/figures.py`); nobody is real.

- {years:g} years, {children:,} children living in the area, seed {seed}
- {contacts:,} contacts, {events:,} events
- {climbed:,} rungs of ladders climbed, each at its own instant
- {midnights:,} midnights, {faults} faults

| figure | England | invented hub | counted over |
|---|---|---|---|"""
WAYS = """
## How often each way was taken

Every row of the pathway (`journey/transitions.py`) that the procedures in use have.

| episode | ended with | times |
|---|---|---|"""


def main() -> int:
    """Build, look, write."""
    asked = _asked()
    weeks = round(asked.years * 365.25 / 7)
    with tempfile.TemporaryDirectory() as folder:
        clock = VirtualClock(UNTIL - timedelta(weeks=weeks))
        url = f"sqlite:///{folder}/hub.sqlite"
        hub = open_hub(Settings(env=Environment.TEST, database_url=url), clock)
        built = build(
            hub,
            clock,
            until=UNTIL,
            weeks=weeks,
            seed=asked.seed,
            children=asked.children,
            watched=True,
            progress=_progress,
        )
        cases = list(_cases(hub, built.contacts))
        with hub.store.read() as session:
            whole = log.verify(session)
        rebuilt = rebuild(hub.store, check=True)
        procedures = hub.rules().in_force(UNTIL)
        found = rates(cases, procedures.calendar, until=UNTIL)
        hub.store.close()
    ways = Counter((e.kind, e.outcome) for case in cases for e in case.episodes.values())
    taken = {
        row: ways[row] for row in TRANSITIONS if procedures.assessments or row[1] not in _IN_STAGES
    }
    never = [row for row, times in taken.items() if not times]
    DOCUMENT.write_text(
        "\n".join(_document(asked, built, found, taken, whole.events)), encoding="utf-8"
    )
    for fault in (*built.faults, whole.first_fault, *rebuilt.differences):
        if fault:
            print(fault, file=sys.stderr)
    for kind, outcome in never:
        print(f"never taken: {kind} ended with {outcome}", file=sys.stderr)
    return 1 if built.faults or not whole.whole or not rebuilt.equal or never else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=float, default=3)
    parser.add_argument("--children", type=int, default=19_500)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _progress(share: float) -> None:
    if sys.stderr.isatty():
        print(f"\r{share:.1%}", end="", file=sys.stderr)


def _cases(hub: Hub, contacts: int) -> Iterator[Case]:
    """Yield every journey; references are counted up from 1 in each year."""
    years = range(UNTIL.year - 10, UNTIL.year + 1)
    with hub.store.read() as session:
        for year in years:
            for first in range(1, contacts + 1, CHUNK):
                names = [f"TL{year % 100:02d}-{n:06d}" for n in range(first, first + CHUNK)]
                found = list(log.load_many(session, names))
                yield from (fold(events) for _, events in found)
                if not found:
                    break


def _document(
    asked: argparse.Namespace,
    built: Built,
    found: Sequence[Rate],
    ways: Ways,
    events: int,
) -> Iterator[str]:
    yield HEAD.format(
        years=asked.years,
        children=asked.children,
        seed=asked.seed,
        contacts=built.contacts,
        events=events,
        climbed=built.climbed,
        midnights=built.midnights,
        faults=len(built.faults),
    )
    for rate in found:
        ours = "none yet" if rate.ours is None else f"{rate.ours:g} {rate.unit}"
        yield f"| {rate.what} | {rate.published:g} {rate.unit} | {ours} | {rate.of:,} |"
    yield WAYS
    yield from _ways(ways)
    yield ""


def _ways(ways: Ways) -> Iterable[str]:
    for row, times in ways.items():
        yield f"| {' | '.join(each.value.replace('-', ' ') for each in row)} | {times:,} |"


if __name__ == "__main__":
    raise SystemExit(main())
