"""The invented world: a queue of what will happen, and the clock that fires in between.

Everything goes through the casework functions, under a virtual clock: each rung of each
ladder falls at its own instant, exactly as it would have on the day.
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from casework.clock import VirtualClock
from casework.giving import Given, give
from casework.hub import Hub
from casework.sweeping import earliest, sweep
from journey.case import Case
from journey.commands import Command, name_of
from journey.people import Actor, Role
from journey.refusals import Refused
from journey.terms import Kind, Outcome
from journey.working_days import WorkingDays
from simulation.inventing import Invented

Life = Generator[datetime, None, None]
"""Somebody's course of action: yields the instant at which it goes on."""

Going = Callable[["World", str, str], Life]
"""How a kind of episode goes: takes the world, the journey's reference and the episode's id."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works in the invented hub, by role."""

    managers: tuple[str, ...]
    senior: str
    coordinators: tuple[str, ...]
    workers: tuple[str, ...]


@dataclass(slots=True)
class World:
    """The hub, its people, and what is still to happen.

    Attributes:
        goes: What people do about each kind of episode; begins whenever one opens.
        children: Who each journey is about, by its reference.
    """

    hub: Hub
    clock: VirtualClock
    random: Random
    staff: Staff
    calendar: WorkingDays
    goes: Mapping[Kind, Going]
    children: dict[str, Invented] = field(default_factory=dict)
    given: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    climbed: int = 0
    _known: deque[tuple[datetime, Invented]] = field(default_factory=deque)
    _referred: deque[tuple[datetime, Invented]] = field(default_factory=deque)
    _queue: list[tuple[datetime, int, Life]] = field(default_factory=list)
    _number: int = 0
    _next_due: datetime | None = None

    def __post_init__(self) -> None:
        self.hub.after_commit.append(self._look_ahead)

    @property
    def now(self) -> datetime:
        """Return the instant the world has reached."""
        return self.clock.now()

    def begin(self, at: datetime, life: Life) -> None:
        """Let a course of action begin at an instant."""
        self._number += 1
        heapq.heappush(self._queue, (at, self._number, life))

    def run_until(self, end: datetime) -> None:
        """Let everything happen that falls before *end*, each thing at its instant."""
        while self._queue and self._queue[0][0] < end:
            at, number, life = heapq.heappop(self._queue)
            self._let_time_pass(max(at, self.now))
            following = next(life, None)
            if following is not None:
                heapq.heappush(self._queue, (following, number, life))
        self._let_time_pass(end)

    def _let_time_pass(self, until: datetime) -> None:
        """Climb every rung that falls due up to an instant, each at its own."""
        while self._next_due is not None and self._next_due <= until:
            self.clock.set(max(self._next_due, self.now))
            self.climbed += sweep(self.hub).acted
            self._next_due = earliest(self.hub)
        self.clock.set(max(until, self.now))

    def _look_ahead(self, reference: str) -> None:
        """Note what falls due next on a journey that has just changed."""
        case = self.hub.cases.last_seen(reference)
        ahead = [owed.next_action_at for owed in case.open_obligations()] if case else []
        if self._next_due is not None:
            ahead.append(self._next_due)
        self._next_due = min(ahead, default=None)

    def give(
        self, command: Command, by: str, reference: str | None = None, *, taken_up: bool = True
    ) -> Given | Refused:
        """Give a command as somebody of the hub, and count what came of it.

        Args:
            taken_up: Whether somebody takes up each episode that it opens.
        """
        given = give(self.hub, command, self.actor(by), reference)
        if isinstance(given, Refused):
            self.refused[f"{name_of(type(command))}: {given.code.value}"] += 1
            return given
        self.given[name_of(type(command))] += 1
        if taken_up:
            episodes = self.case(given.reference).episodes
            for each in given.opened:
                if each in episodes:
                    going = self.goes[episodes[each].kind](self, given.reference, each)
                    self.begin(self.now, going)
        return given

    def still(self, reference: str, episode: str) -> bool:
        """Return whether an episode is still open."""
        return self.case(reference).episodes[episode].is_open

    def case(self, reference: str) -> Case:
        """Return a journey as it stands, as somebody sees it who looks it up."""
        with self.hub.store.read() as session:
            return self.hub.cases.load(session, reference)

    def actor(self, user: str) -> Actor:
        """Return somebody of the hub, or the desk of a partner agency."""
        team = self.hub.settings.team
        if user in self.staff.managers:
            return Actor(user=user, role=Role.MANAGER, team=team)
        if user in self.staff.coordinators:
            return Actor(user=user, role=Role.COORDINATOR, team=team)
        if user in self.staff.workers:
            return Actor(user=user, role=Role.SOCIAL_WORKER, team=team)
        if user == self.staff.senior:
            return Actor(user=user, role=Role.SENIOR_MANAGER, team=team)
        return Actor(user=f"{user}-desk", role=Role.PARTNER, agency=user)

    def note_contact(self, reference: str, invented: Invented) -> None:
        """Remember whom a journey is about."""
        self.children[reference] = invented
        self._known.append((self.now, invented))

    def note_referral(self, invented: Invented) -> None:
        """Remember that a contact about a child became a referral."""
        self._referred.append((self.now, invented))

    def lately_known(self, within: timedelta, *, referred: bool) -> Invented | None:
        """Return a child who was known, or referred, within so long; None where nobody was."""
        pool = self._referred if referred else self._known
        while pool and pool[0][0] < self.now - within:
            pool.popleft()
        return self.random.choice(pool)[1] if pool else None

    def at_work(self, after: timedelta) -> datetime:
        """Return an instant in hub hours, about *after* from now."""
        at = self.now + after
        if self.calendar.is_open(at):
            return at
        opening = self.calendar.next_opening(at)
        return opening + timedelta(minutes=self.random.uniform(2, 150))

    def hours(self, median: float, spread: float = 0.7) -> timedelta:
        """Return a stretch of time around a median, with a long tail."""
        return timedelta(hours=median * self.random.lognormvariate(0, spread))

    def chance(self, share: float) -> bool:
        """Return True in *share* of the cases."""
        return self.random.random() < share

    def outcome(self, shares: Mapping[Outcome, float], *, otherwise: Outcome) -> Outcome:
        """Return an outcome by its share, and what is left over as another."""
        draw = self.random.random()
        for each, share in shares.items():
            draw -= share
            if draw < 0:
                return each
        return otherwise

    def worker_of(self, reference: str) -> str:
        """Return the journey's worker, or somebody on duty while it has none."""
        worker = self.case(reference).worker
        return worker if worker in self.staff.workers else self.somebody(self.staff.workers)

    def somebody(self, people: tuple[str, ...], *but: str) -> str:
        """Return one of the people, other than those named."""
        return self.random.choice([person for person in people if person not in but])

    def arrival(self, day: datetime) -> datetime:
        """Return an instant on a day at which a contact might come: mostly in office hours."""
        local = day.astimezone(self.calendar.zone)
        if self.chance(0.82):
            hour = self.random.triangular(8.5, 18.0, 14.5)
        else:
            hour = self.random.uniform(0, 23.99)
        wall = time(int(hour), int(hour % 1 * 60), self.random.randrange(60))
        return self.calendar.at(local.date(), wall)
