"""Journeys as they stand, kept in memory so that only what is new is read and folded again.

What is kept can never be wrong, because events are never edited: a case of version 40 is
what the first 40 events add up to, in every process and for ever.  It can only be old, and
that is found out from the log each time.  It is dropped after a while all the same, so that
narrative which has been destroyed does not live on here.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from journey.case import Case
from journey.evolve import fold
from models import log
from models.store import Session

KEPT = 256
"""How many journeys: some ten megabytes."""

KEPT_SECONDS = 600.0
"""How long one is kept."""


@dataclass(slots=True)
class Cases:
    """The journeys that this process has lately worked on."""

    most: int = KEPT
    _kept: OrderedDict[str, tuple[float, Case]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def load(self, session: Session, reference: str) -> Case:
        """Return a journey as this transaction sees it; version 0 where there is none."""
        known = self._find(reference)
        newer = log.load(session, reference, after=known.version)
        return fold(newer, known) if newer else known

    def keep(self, case: Case) -> None:
        """Keep a journey whose events have been committed."""
        with self._lock:
            self._kept[case.reference] = (time.monotonic() + KEPT_SECONDS, case)
            self._kept.move_to_end(case.reference)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def last_seen(self, reference: str) -> Case | None:
        """Return a journey as this process last saw it, without asking the database."""
        case = self._find(reference)
        return case if case.version else None

    def _find(self, reference: str) -> Case:
        with self._lock:
            until, case = self._kept.get(reference, (0.0, Case()))
        return case if until > time.monotonic() else Case()
