"""What a command takes in a hub of fifty thousand journeys, on journeys not lately touched."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import cycle, islice
from statistics import median

from bench.figure import Measured, percentile, scaled
from bench.filled import JOURNEYS, filled
from bench.hubs import hub_at
from casework.giving import Given, give
from journey.commands import Command, record, running
from journey.terms import Outcome, Rating
from tests.support import cases

COMMANDS = 2_000

MIX: tuple[tuple[str | None, Command], ...] = (
    (None, cases.RECEIVED),
    ("contact", cases.decide_contact(Outcome.REFERRAL)),
    ("referral", cases.decide_referral(Outcome.RESEARCH, rating=Rating.AMBER)),
    ("research", cases.reply("police")),
    ("research", cases.reply("health", **dict.fromkeys(
        ("why_involved", "risks", "actions", "difference", "everyday_life"), "Invented words. " * 40
    ))),
    ("research", record.RecordOversight(summary="Invented words. " * 20)),
    ("handed off", record.TellReferrer(how="letter")),
    ("closed after research", running.Reopen(reason="new information came in")),
)  # fmt: skip
"""Kinds of journey with what is done to one."""


def measure(size: float) -> Iterator[Measured]:
    """Give each command of the mix in turn, each on a journey of its own."""
    took: dict[str, list[float]] = defaultdict(list)
    with filled(scaled(JOURNEYS, size)) as database, hub_at(database.url) as hub:
        fresh = {kind: iter(references) for kind, references in database.references.items()}
        for kind, command in islice(cycle(MIX), scaled(COMMANDS, size)):
            reference = None if kind is None else next(fresh[kind])
            actor = cases.somebody_for(command)
            began = time.perf_counter()
            given = give(hub, command, actor, reference)
            took[type(command).__name__].append(time.perf_counter() - began)
            assert isinstance(given, Given), f"{type(command).__name__} was refused: {given}"
    everything = [seconds for each in took.values() for seconds in each]
    yield Measured(
        figure="command",
        what=f"a command at {scaled(JOURNEYS, size):,} journeys, SQLite, 95th percentile",
        value=percentile(everything, 0.95) * 1000,
        target=30,
        unit="ms",
        details={
            "commands": len(everything),
            "median ms": round(median(everything) * 1000, 2),
            "99th percentile ms": round(percentile(everything, 0.99) * 1000, 2),
            "median ms by command": {
                name: round(median(seconds) * 1000, 2) for name, seconds in took.items()
            },
        },
    )
