"""A hub with people and a journey whose notices are in the outbox, for tests of delivering.

Everything personal in it stands in `PERSONAL`, so that a test can look for each of them in
whatever left the process.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from casework.clock import VirtualClock
from casework.hub import Hub
from casework.settings import Settings
from journey.people import Child, Referrer, ReferrerKind, Role
from models import log, projections
from models.queries import deliveries, people
from models.queries.people import User
from models.store import Store
from tests.support.cases import ASKED, ENDED, HISTORY, Played, at, play, received, record
from tests.support.rulebook import AGENCIES, RULEBOOK

NOON = datetime(2025, 9, 2, 11, 0, tzinfo=UTC)
"""Midday in London on the day on which the played journeys begin."""

REFERRER = "invented.referrer@home.example"
PERSONAL = (
    "Perpetua",
    "Quillfeather",
    "Invented Mother",
    "Invented Father",
    "Invented Teacher",
    "bruises on both arms",
    "hungry",
    "neglect",
    "may know the family",
    "we are most worried",
)
CONTACT_IN_FULL = received(
    child=Child(name="Perpetua Quillfeather"),
    referrer=Referrer(kind=ReferrerKind.SCHOOL, name="Invented Teacher", email=REFERRER),
    reason="bruises on both arms",
)
ASKED_POLICE = "TL25-000001.N29.0"
ASKED_HEALTH = "TL25-000001.N30.0"
OUTCOME = "TL25-000001.N18.0"
PEOPLE = (
    User(name="mona", full_name="Mona M", role=Role.MANAGER, team="mash", email="mona@hub.example"),
    User(name="milo", full_name="Milo M", role=Role.MANAGER, team="mash", email="milo@hub.example"),
)


def hub_on(
    store: Store, *, agencies: dict[str, dict[str, Any]] | None = None, **settings: Any
) -> Hub:
    """Return a hub at noon with two managers, and agencies changed as said."""
    changes = agencies or {}
    with store.write() as session:
        people.save_agencies(
            session,
            [
                replace(
                    agency, **{"email": f"desk@{key}.fernleigh.example", **changes.get(key, {})}
                )
                for key, agency in AGENCIES.items()
            ],
        )
        people.save_team(session, key="mash", name="MASH", email="mash@hub.example")
        for user in PEOPLE:
            people.save_user(session, user)
    return Hub(
        store=store,
        profiles=RULEBOOK,
        clock=VirtualClock(NOON),
        settings=Settings(base_url="https://hub.example", **settings),
    )


def keep(hub: Hub, played: Played, *, notices: int | None = None) -> list[str]:
    """Put a played journey and its first notices into the store; return the deliveries' ids."""
    case = played.case
    sent = case.sent[:notices]
    with hub.store.write() as session:
        log.append(session, case.reference, played.log, expected_version=0)
        projections.write(session, None, case)
        deliveries.queue(session, case.reference, sent, now=hub.clock.now())
    return [f"{case.reference}.N{each.version}.{each.number}" for each in sent]


def asked() -> Played:
    """Return a journey in which police and health have just been asked."""
    return play(CONTACT_IN_FULL, *ASKED[1:], at("2025-09-02", "10:05"))


def chased_for_days() -> Played:
    """Return a journey on which nobody has answered for a week: nearly every kind of notice."""
    return play(CONTACT_IN_FULL, *ASKED[1:], at("2025-09-09", "10:05"))


def outcome_sent() -> Played:
    """Return a journey whose referrer is to be sent the outcome."""
    told = record.TellReferrer(send=True, wording="we are most worried about Perpetua")
    return play(CONTACT_IN_FULL, HISTORY, *ENDED[2:], told)


def wait(hub: Hub, span: timedelta) -> None:
    """Let time pass on the hub's virtual clock."""
    assert isinstance(hub.clock, VirtualClock)
    hub.clock.advance(span)
