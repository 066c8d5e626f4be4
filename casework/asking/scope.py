"""Who may see what.  Every question asks here first.

A partner sees the requests its agency was asked, or answers in another's place or as its
deputy, and nothing else of a journey.  An administrator sees no case content.  An auditor
reads everything and changes nothing.  A restricted journey is open to those named and to those
who opened it with a stated reason; every list leaves it out for anybody else, who is told no
more than that it is restricted, and by whom.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from casework.errors import BadInputError, Fault, NotAllowedError, NotFoundError
from casework.hub import Hub
from casework.reach import refuse_restricted
from journey.case import Case
from journey.events import Recorded
from journey.evolve import fold
from journey.people import Actor, Role
from journey.policy import Rulebook
from models import log
from models.queries import journeys
from models.queries.restrictions import Viewer, closed_to
from models.store import Session

RESTRICTED = "restricted"
"""Stands for the stage of a journey whose stage is not to be told."""

_READERS = frozenset(Role) - {Role.PARTNER, Role.ADMINISTRATOR}


def may_read_journeys(actor: Actor) -> bool:
    """Return whether the actor reads journeys at all."""
    return actor.role in _READERS


def readers_only(actor: Actor, what: str) -> None:
    """Refuse a list about children to those who do not read about them.

    Raises:
        NotAllowedError: Always for partners and administrators.
    """
    if not may_read_journeys(actor):
        raise NotAllowedError(what, actor.role.value)


def agencies_stood_for(agency: str, rulebook: Rulebook) -> tuple[str, ...]:
    """Return the agencies whose deputy this one is, itself first."""
    others = (key for key, each in sorted(rulebook.agencies.items()) if each.deputy == agency)
    return (agency, *(key for key in others if key != agency))


def readable_among(
    session: Session, hub: Hub, actor: Actor, references: Collection[str]
) -> frozenset[str]:
    """Return those of some journeys that the actor may read, asked once for all of them.

    The gate for whatever one journey shows of another, such as a sibling's.
    """
    if not may_read_journeys(actor) or not references:
        return frozenset()
    there = frozenset(journeys.by_reference(session, references))
    return there - closed_journeys(session, hub, actor, there)


def recorded_until(
    session: Session, hub: Hub, reference: str, as_of: datetime | None
) -> tuple[list[Recorded], datetime]:
    """Return a journey's events as they were on the record at an instant, and that instant.

    Raises:
        NotFoundError: There was no such journey then.
        BadInputError: The instant has no zone, or lies ahead.
    """
    now = hub.clock.now()
    if as_of is not None and as_of.tzinfo is None:
        raise BadInputError(
            Fault(
                "as_of",
                "the instant has no time zone",
                "an instant with its zone, such as 2025-09-01T09:00:00+01:00",
            )
        )
    if as_of is not None and as_of > now:
        raise BadInputError(Fault("as_of", "it lies in the future", "an instant that has passed"))
    recorded = log.load(session, reference, at=as_of)
    if not recorded:
        raise NotFoundError("journey", reference)
    return recorded, as_of or now


def journey_for(
    session: Session, hub: Hub, actor: Actor, reference: str, as_of: datetime | None
) -> tuple[Case, list[Recorded], datetime]:
    """Return a journey for somebody who reads journeys; to anybody else there is none.

    Raises:
        NotFoundError: There is none, or the reader is not to know of it.
        RestrictedError: It is restricted, and not open to the reader.
    """
    if not may_read_journeys(actor):
        raise NotFoundError("journey", reference)
    recorded, instant = recorded_until(session, hub, reference, as_of)
    case = fold(recorded)
    # Restricted is what is restricted now, whatever it was then.
    latest = case if as_of is None else hub.cases.load(session, reference)
    refuse_restricted(actor, latest, hub.clock.now())
    return case, recorded, instant


def viewer(hub: Hub, actor: Actor) -> Viewer | None:
    """Return for whom a list leaves out what is restricted; None where it shows everything."""
    if actor.role in (Role.SYSTEM, Role.PARTNER):
        return None
    return Viewer(actor.user, hub.clock.now())


def closed_journeys(
    session: Session, hub: Hub, actor: Actor, references: Collection[str]
) -> set[str]:
    """Return those of some journeys that are restricted and not open to a reader."""
    looking = viewer(hub, actor)
    return set() if looking is None else closed_to(session, references, looking)
