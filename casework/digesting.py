"""Digests: each person chooses which alerts wait for one message a day.

What is urgent never waits: what is late and passed up, a broken limit, a message that reached
nobody, and everything about a journey that is rated red.  An alert that waits for somebody's
digest is sent to them in no other way, whatever they choose afterwards; what they have seen on the
page of alerts before its hour is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from casework.addressing import Addressees
from casework.errors import BadInputError, Fault, NotAllowedError
from casework.hub import Hub
from casework.wording import journey_page
from casework.wording.digest import Line
from journey.people import Actor, Role
from journey.terms import Rating
from journey.working_days import WorkingDays
from models.queries import digests
from models.queries.deliveries import Delivery
from models.store import Session

DIGEST = "digest"
"""The wording of a digest, and the template of its delivery."""

CAN_WAIT = ("ask", "remind", "chase")
"""Templates of alerts that somebody may choose to be told of once a day."""

CHOOSERS = frozenset({Role.COORDINATOR, Role.SOCIAL_WORKER, Role.MANAGER, Role.SENIOR_MANAGER})
USUALLY_AT = "08:30"
_AN_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How somebody wants to be told.

    Attributes:
        at: When their digest goes each day, in the hub's own time.
        kinds: Templates that wait for it; none: everything is told at once.
    """

    at: str
    kinds: frozenset[str]


def choices(hub: Hub, actor: Actor) -> Choices:
    """Return what somebody chose; who chose nothing is told everything at once."""
    with hub.store.read() as session:
        found = digests.choices(session, {actor.user}).get(actor.user)
    if found is None:
        return Choices(at=USUALLY_AT, kinds=frozenset())
    return Choices(at=found.at, kinds=found.kinds)


def choose(hub: Hub, actor: Actor, *, at: str, kinds: Collection[str]) -> Choices:
    """Keep how somebody wants to be told, from the next alert on.

    Raises:
        NotAllowedError: They are told nothing that could wait.
        BadInputError: No such hour, or a kind that may not wait.
    """
    if actor.role not in CHOOSERS:
        raise NotAllowedError("choosing how to be told", actor.role.value)
    faults = []
    if _AN_HOUR.fullmatch(at) is None:
        faults.append(Fault("at", "it is no time of day", "hours and minutes, such as 08:30"))
    if set(kinds) - set(CAN_WAIT):
        faults.append(Fault("kinds", "one of them may not wait", f"some of {', '.join(CAN_WAIT)}"))
    if faults:
        raise BadInputError(*faults)
    chosen = Choices(at=at, kinds=frozenset(kinds))
    with hub.store.write() as session:
        choice = digests.Choice(user=actor.user, at=chosen.at, kinds=chosen.kinds)
        digests.choose(session, choice, now=hub.clock.now())
    return chosen


def held_back(hub: Hub, taken: Delivery, found: Addressees) -> Addressees:
    """Put an alert into the digests of those who chose so; return those to be told at once.

    Harmless to repeat: whoever has it in a digest is never among those told at once.
    """
    if not found.people or taken.template not in CAN_WAIT:
        return found
    with hub.store.read() as session:
        waiting = digests.waiting_for(session, taken.id)
        urgent = digests.rating_of(session, taken.reference) == Rating.RED.value
        chosen = {} if urgent else digests.choices(session, set(found.people) - waiting)
    later = [choice for choice in chosen.values() if taken.template in choice.kinds]
    if later:
        with hub.store.write() as session:
            for choice in later:
                _put(session, hub, taken.id, choice)
    waiting.update(choice.user for choice in later)
    at_once = {user: email for user, email in found.people.items() if user not in waiting}
    return replace(found, people=at_once, emails=tuple(dict.fromkeys(at_once.values())))


def lines(hub: Hub, digest: str) -> list[Line]:
    """Return what a digest tells; nothing where its reader has seen all of it."""
    with hub.store.read() as session:
        found = digests.entries(session, digest)
    public = hub.settings.public_url
    return [
        Line(
            template=each.template,
            reference=each.reference,
            kind=each.kind,
            due_at=each.due_at,
            link=journey_page(public, each.reference),
        )
        for each in found
    ]


def _put(session: Session, hub: Hub, notification: str, choice: digests.Choice) -> None:
    """Put it into the next digest that has not been tried."""
    now = hub.clock.now()
    calendar = hub.rules().in_force(now).calendar
    at = next_at(choice.at, calendar, now)
    while not digests.put(session, notification, user=choice.user, at=at, now=now):
        at = next_at(choice.at, calendar, at)


def next_at(hour: str, calendar: WorkingDays, now: datetime) -> datetime:
    """Return the next instant after this one at which it is that hour, in the hub's own time."""
    today = calendar.local_day(now)
    at = calendar.at(today, time.fromisoformat(hour))
    return at if at > now else calendar.at(today + timedelta(days=1), time.fromisoformat(hour))
