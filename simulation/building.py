"""Building an invented hub: some weeks of its life, up to an instant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from random import Random

from casework import people
from casework.clock import VirtualClock
from casework.hub import Hub
from journey.people import ReferrerKind, Role
from journey.terms import Kind
from simulation.figures import CHILDREN, contacts_a_week, sources
from simulation.inventing import Invented, invent_child
from simulation.stories import GOES
from simulation.stories.contact import contact
from simulation.watching import Watch
from simulation.world import Staff, World

KNOWN_BY_REFERRAL = 0.75
"""Share of these who had a referral: who was worried about once is heard of again."""

A_YEAR = timedelta(days=365)
WEEKS = 13
"""Three months: enough for hand-offs to come to their impact."""

KNOWN_AGAIN = 0.24
"""Share of contacts about a child who had one within the year before, once a year has passed;
half of that at the beginning, when few are known."""

STAFF = Staff(
    managers=("amina", "benedikt", "dorcas"),
    senior="ottoline",
    coordinators=("carla", "cosmo", "clementine"),
    workers=("wilf", "winifred", "wanda", "walter", "wendeline", "wolfram"),
)
"""Invented people of the invented hub, by user name."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of building.

    Attributes:
        given, refused: Commands that were accepted, by name; and refused, by name and code.
        climbed: Rungs that fell due and were climbed on the way.
        faults: What did not hold at one of the midnights, where these were looked at.
    """

    contacts: int
    given: dict[str, int]
    refused: dict[str, int]
    climbed: int
    midnights: int = 0
    faults: tuple[str, ...] = ()


def introduce_staff(hub: Hub) -> None:
    """Give the hub its invented people, and each agency a desk."""
    roles = [
        (Role.MANAGER, STAFF.managers),
        (Role.SENIOR_MANAGER, (STAFF.senior,)),
        (Role.COORDINATOR, STAFF.coordinators),
        (Role.SOCIAL_WORKER, STAFF.workers),
    ]
    for role, names in roles:
        for name in names:
            people.add_user(
                hub,
                None,
                name=name,
                full_name=f"{name.title()} of Harrowmere (invented)",
                role=role,
                team=hub.settings.team,
                email=f"{name}@hub.harrowmere.example",
            )
    people.add_user(
        hub, None, name="audrey", full_name="Audrey (invented auditor)", role=Role.AUDITOR
    )
    people.add_user(
        hub, None, name="admin", full_name="Invented administrator", role=Role.ADMINISTRATOR
    )
    for agency in hub.rules().agencies:
        people.add_user(
            hub,
            None,
            name=f"{agency}-desk",
            full_name=f"The desk of {agency} (invented)",
            role=Role.PARTNER,
            agency=agency,
        )


def build(
    hub: Hub,
    clock: VirtualClock,
    *,
    until: datetime,
    weeks: int = WEEKS,
    seed: int = 1,
    children: int = CHILDREN,
    watched: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Built:
    """Let *weeks* of an invented hub happen, from a clock that stands at their beginning.

    The same seed, instant and rules give the same hub.

    Args:
        clock: The hub's own clock, standing at or before *until* less the weeks.
        children: How many children live in the area; contacts follow from it.
        watched: Look at every midnight whether what must hold of each journey holds.
        progress: Told the share that is done, from 0 to 1.
    """
    introduce_staff(hub)
    random = Random(seed)  # noqa: S311 - invented lives, no secret
    start = until - timedelta(weeks=weeks)
    clock.set(max(clock.now(), start))
    calendar = hub.rules().in_force(start).calendar
    world = World(hub=hub, clock=clock, random=random, staff=STAFF, calendar=calendar, goes=GOES)
    arrived = _arrivals(world, start, weeks, children) + _left_lying(world, until)
    watch = Watch(world) if watched else None
    days = list(_midnights(world, start, until))
    for number, midnight in enumerate(days, start=1):
        world.run_until(midnight)
        if watch is not None:
            watch.look()
        if progress is not None:
            progress(number / len(days))
    return Built(
        contacts=arrived,
        given=dict(world.given),
        refused=dict(world.refused),
        climbed=world.climbed,
        midnights=watch.midnights if watch else 0,
        faults=tuple(watch.faults) if watch else (),
    )


def _midnights(world: World, start: datetime, until: datetime) -> Iterator[datetime]:
    """Yield each local midnight between two instants, and the last of the two."""
    day = world.calendar.local_day(start) + timedelta(days=1)
    while (midnight := world.calendar.at(day, time(0))) < until:
        yield midnight
        day += timedelta(days=1)
    yield until


def _arrivals(world: World, start: datetime, weeks: int, children: int) -> int:
    """Put every contact of the weeks into the world's queue, fewer of them at weekends."""
    random = world.random
    a_week = contacts_a_week(children)
    shares = (0.19, 0.18, 0.18, 0.18, 0.16, 0.06, 0.05)
    arrived = 0
    by_kind = sources()
    for day in range(weeks * 7):
        midnight = start + timedelta(days=day)
        again = KNOWN_AGAIN * min(1.0, 0.5 + day / 2 / A_YEAR.days)
        expected = a_week * shares[midnight.astimezone(world.calendar.zone).weekday()]
        for _ in range(_poisson(random, expected)):
            at = world.arrival(midnight)
            if at < start:
                continue
            kind = random.choices(list(by_kind), weights=list(by_kind.values()))[0]
            world.begin(at, contact(world, partial(_child, world, again), kind))
            arrived += 1
    return arrived


def _child(world: World, again: float) -> Invented:
    """Return whom a contact is about: somebody new, or known within the year."""
    if world.chance(again):
        known = world.lately_known(A_YEAR, referred=world.chance(KNOWN_BY_REFERRAL))
        if known is not None:
            return known
    return invent_child(world.random, world.calendar.local_day(world.now))


def _left_lying(world: World, until: datetime) -> int:
    """Leave a journey in each of the stages that pass so fast that chance may show none."""
    third_day_back = world.calendar.nth_day_before(world.calendar.local_day(until), 3)
    morning = world.calendar.at(third_day_back, time(9, 30))
    stages = (Kind.REFERRAL, Kind.STRATEGY_DISCUSSION)
    for kind in stages:
        somebody = partial(invent_child, world.random, third_day_back)
        world.begin(morning, contact(world, somebody, ReferrerKind.SCHOOL, left_at=kind))
    return len(stages)


def _poisson(random: Random, expected: float) -> int:
    """Return how many of something happen where *expected* happen on average (Knuth)."""
    count, product, limit = 0, random.random(), 2.718281828459045**-expected
    while product > limit:
        count += 1
        product *= random.random()
    return count
