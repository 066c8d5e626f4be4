"""What somebody, or a team, still holds: named by reference, for whoever has to pass it on."""

from __future__ import annotations

from dataclasses import dataclass

from casework.hub import Hub
from casework.people.checks import administrators_only
from journey.people import Actor
from models.queries import journeys, owed
from models.queries.journeys import JourneyFilter
from models.queries.owed import OwedFilter
from models.store import Session

NAMED = 50
"""So many journeys are named; how many there are is said in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held.

    Attributes:
        journeys: How many open journeys.
        references: The first `NAMED` of them, the oldest first.
        owed: How many things are owed by them, on whatever journey.
    """

    journeys: int
    references: tuple[str, ...]
    owed: int

    def __bool__(self) -> bool:
        return self.journeys > 0 or self.owed > 0


def held_by_person(hub: Hub, actor: Actor | None, name: str) -> Held:
    """Return what somebody holds: references alone, as whoever administers sees no child."""
    administrators_only(actor, "what others hold")
    with hub.store.read() as session:
        return of_person(session, name)


def held_by_team(hub: Hub, actor: Actor | None, key: str) -> Held:
    """Return what a team holds; see `held_by_person`."""
    administrators_only(actor, "what others hold")
    with hub.store.read() as session:
        return of_team(session, key)


def of_person(session: Session, name: str) -> Held:
    """Return the same in a transaction that is open already."""
    return _held(session, JourneyFilter(worker=name), OwedFilter(parties=(f"worker:{name}",)))


def of_team(session: Session, key: str) -> Held:
    """Return the same in a transaction that is open already."""
    parties = (f"team:{key}", f"manager:{key}", f"senior-manager:{key}")
    return _held(session, JourneyFilter(team=key), OwedFilter(parties=parties))


def _held(session: Session, which: JourneyFilter, what: OwedFilter) -> Held:
    found = journeys.journeys(session, which, limit=NAMED)
    return Held(
        journeys=journeys.count(session, which),
        references=tuple(line.reference for line in found.rows),
        owed=owed.count(session, what),
    )
