"""The hub: the store, the rules, the clock and the settings, put together once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from casework.cases import Cases
from casework.clock import Clock
from casework.recent import Recent
from casework.settings import Settings
from journey.policy import Rulebook
from models.queries import people
from models.store import Store
from policy.load import load_rulebook

AGENCIES_STAY_FRESH_SECONDS = 2.0
"""How long another process's change of an agency may go unseen here."""


@dataclass(slots=True, kw_only=True)
class Hub:
    """Everything a use case works with.  One for each process; safe to share by threads.

    Attributes:
        after_commit: Called with the reference after a command or a climb was committed;
            the clock listens, to wake in time for what is due next.
    """

    store: Store
    profiles: Rulebook
    clock: Clock
    settings: Settings
    after_commit: list[Callable[[str], None]] = field(default_factory=list)
    cases: Cases = field(default_factory=Cases)
    recent_looks: Recent = field(default_factory=Recent)
    _rules: Rulebook | None = None
    _read_at: float = 0.0

    def rules(self) -> Rulebook:
        """Return the rulebook with the agencies as they stand in the database."""
        if self._rules is None or time.monotonic() - self._read_at > AGENCIES_STAY_FRESH_SECONDS:
            with self.store.read() as session:
                agencies = {agency.key: agency for agency in people.agencies(session)}
            if self._rules is None or dict(self._rules.agencies) != agencies:
                self._rules = replace(self.profiles, agencies=agencies)
            self._read_at = time.monotonic()
        return self._rules

    def forget_rules(self) -> None:
        """Read the agencies anew at the next use: somebody has just changed one."""
        self._rules = None

    def committed(self, reference: str) -> None:
        """Tell whoever listens that a journey has changed."""
        for listener in tuple(self.after_commit):
            listener(reference)


def open_hub(settings: Settings, clock: Clock | None = None, *, migrate: bool = True) -> Hub:
    """Open the database of the settings, migrate it, and give an empty one its agencies.

    Raises:
        DatabaseNewerError: The database belongs to a newer version of the program.
        UnknownKeyError: No profile of the name in the settings.
    """
    profiles = load_rulebook(settings.policy_folder, in_use=settings.profile)
    profiles = replace(profiles, team=settings.team)
    store = Store.open(settings.url)
    if migrate:
        store.migrate()
        _introduce(store, profiles)
    return Hub(store=store, profiles=profiles, clock=clock or settings.clock(), settings=settings)


def _introduce(store: Store, profiles: Rulebook) -> None:
    """Give a database that knows nobody the agencies and the team that come along."""
    with store.read() as session:
        if people.agencies(session):
            return
    with store.write() as session:
        people.save_agencies(session, profiles.agencies.values())
        people.save_team(session, key=profiles.team, name=profiles.team.upper())
