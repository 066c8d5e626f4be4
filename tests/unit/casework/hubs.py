"""A hub for tests: an empty database, an invented hub's agencies, people, and a virtual clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from casework.clock import VirtualClock
from casework.giving import Given, give
from casework.hub import Hub
from casework.settings import Settings
from casework.sweeping import earliest, sweep
from journey.commands import Command
from journey.people import Actor, Role
from journey.refusals import Refused
from models import log
from models.projections import rebuild
from models.queries import people
from models.store import Store
from tests.support.cases import (
    ASKED,
    CLOSED,
    CONTACT,
    HANDED_OFF,
    PEOPLE,
    REFERRED,
    RESEARCHING,
    START,
    At,
    By,
    Steps,
    flat,
    somebody_for,
)
from tests.support.rulebook import AGENCIES, RULEBOOK, london

MONA, MILO, CARLA = PEOPLE["mona"], PEOPLE["milo"], PEOPLE["carla"]
COLIN, SENNA = PEOPLE["colin"], PEOPLE["senna"]
POLICE, HEALTH = PEOPLE["police-desk"], PEOPLE["health-desk"]
AUDITOR, ADMINISTRATOR = PEOPLE["aud"], PEOPLE["ada"]
DUTY_DESK = Actor(user="police-duty-desk", role=Role.PARTNER, agency="police-duty")
EDUCATION = Actor(user="education-desk", role=Role.PARTNER, agency="education")


QUICK = {"password_memory_kib": 8, "password_rounds": 1, "password_lanes": 1}
"""Settings under which a password is checked in no time; never outside tests."""


def hub_on(store: Store, start: datetime | None = None) -> Hub:
    """Return a hub of the tests' agencies and people on an empty database."""
    hub = Hub(
        store=store,
        profiles=replace(RULEBOOK, agencies={}),
        clock=VirtualClock((start or london(START)).astimezone(UTC)),
        settings=Settings(env="test", **QUICK),
    )
    with store.write() as session:
        people.save_agencies(session, AGENCIES.values())
        people.save_team(session, key="mash", name="MASH")
        people.save_team(session, key="north", name="North")
        for actor in (*PEOPLE.values(), DUTY_DESK, EDUCATION):
            known = {"role": actor.role, "team": actor.team, "agency": actor.agency}
            people.save_user(
                session, people.User(name=actor.user, full_name=actor.user.title(), **known)
            )
    return hub


@dataclass
class Story:
    """One journey, played through the casework functions."""

    hub: Hub
    reference: str | None = None
    given: list[Given] = field(default_factory=list)

    def give(self, command: Command, user: str | None = None, **more: Any) -> Given | Refused:
        """Give one command, by somebody who may."""
        actor = PEOPLE[user] if user else somebody_for(command)
        answer = give(self.hub, command, actor, self.reference, **more)
        if isinstance(answer, Given):
            self.reference = answer.reference
            self.given.append(answer)
        return answer

    def go_to(self, instant: datetime) -> None:
        """Let time pass, rung by rung."""
        go_to(self.hub, instant)


def go_to(hub: Hub, instant: datetime) -> None:
    """Let time pass for a whole hub; each rung is climbed at the instant it is due."""
    while (at := earliest(hub)) is not None and at <= instant:
        hub.clock.set(max(at, hub.clock.now()))
        sweep(hub)
    hub.clock.set(max(instant, hub.clock.now()))


def tell(hub: Hub, *steps: Steps) -> Story:
    """Return a journey after all steps, as `tests.support.cases.play` does without a store."""
    return tell_on(Story(hub), *steps)


def tell_on(story: Story, *steps: Steps) -> Story:
    for step in flat(steps):
        if isinstance(step, At):
            story.go_to(step.instant)
            continue
        command, user = (step.command, step.user) if isinstance(step, By) else (step, None)
        answer = story.give(command, user)
        assert isinstance(answer, Given), f"{step} was refused: {answer}"
    return story


def at_each_stage(hub):
    """Six journeys: in contact, referral, research asked, research unasked, hand-off, closed."""
    return [
        tell(hub, steps).reference
        for steps in (CONTACT, REFERRED, ASKED, RESEARCHING, HANDED_OFF, CLOSED)
    ]


def whole(hub: Hub) -> bool:
    """Assert that the record is whole, and that the projections are what it says."""
    with hub.store.read() as session:
        found = log.verify(session)
    assert found.whole, found.first_fault
    assert rebuild(hub.store, check=True).differences == []
    return True


def events_of(hub: Hub, reference: str) -> list[str]:
    with hub.store.read() as session:
        return [type(each.event).__name__ for each in log.load(session, reference)]


@dataclass(frozen=True)
class Untouched:
    """What the record was, to show afterwards that nothing of it changed."""

    hub: Hub
    events: int
    references: int

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        if failure[0] is None:
            after = untouched(self.hub)
            assert (after.events, after.references) == (self.events, self.references)


def untouched(hub: Hub) -> Untouched:
    """Use as `with untouched(hub):` around what must not leave anything half done."""
    with hub.store.read() as session:
        found = log.verify(session)
        assert found.whole, found.first_fault
        counted = people_and_references(session)
    return Untouched(hub, found.events, counted)


def people_and_references(session) -> int:
    from sqlalchemy import func, select  # noqa: PLC0415 - tests look where casework may not

    from models.tables import (  # noqa: PLC0415 - as above
        CounterRow,
        DeliveryRow,
        IdempotencyRow,
        JourneyRow,
        ObligationRow,
        SourceReferenceRow,
        table_of,
    )

    tables = (
        CounterRow,
        DeliveryRow,
        IdempotencyRow,
        JourneyRow,
        ObligationRow,
        SourceReferenceRow,
    )
    return sum(
        session.execute(select(func.count()).select_from(table_of(table))).scalar_one()
        for table in tables
    )
