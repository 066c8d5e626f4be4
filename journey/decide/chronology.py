"""Judging what people add to the chronology: on a closed journey as well."""

from __future__ import annotations

from datetime import date

from journey.case import Case
from journey.commands import chronology as commands
from journey.decide.context import Context, Judged, judge, next_id, not_now, unknown
from journey.events import chronology

EARLIEST = date(1900, 1, 1)
"""Before this no living child's grandparents were born: an earlier day is a slip of the pen."""


@judge.register
def _(command: commands.AddChronologyEntry, case: Case, context: Context) -> Judged:
    if case.version == 0:
        return not_now("No journey has begun.", "receive-contact")
    today = context.today
    if not EARLIEST <= command.happened_on <= today:
        return unknown(
            "A chronology tells what has happened, within living memory.",
            f"happened_on: a day from {EARLIEST.isoformat()} to {today.isoformat()}",
        )
    return [
        chronology.ChronologyEntryAdded(
            entry=next_id("H", case.chronicle.by_hand),
            happened_on=command.happened_on,
            approximate=command.approximate,
            what=command.what,
            source=command.source,
            meaning=command.meaning,
        )
    ]


@judge.register
def _(command: commands.MarkSignificant, case: Case, context: Context) -> Judged:
    if not 1 <= command.version <= case.version:
        return unknown(
            f"This journey has no entry {command.version}.",
            f"version: a number from 1 to {case.version}",
        )
    return [chronology.EntryMarkedSignificant(marks=command.version, why=command.why)]
