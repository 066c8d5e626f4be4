"""The log as listeners hear of it."""

from __future__ import annotations

from dataclasses import dataclass

from casework.asking.scope import may_read_journeys
from casework.hub import Hub
from casework.reach import may_answer
from journey.people import Actor, Role
from journey.policy import Rulebook
from models import log
from models.queries import feed
from models.queries.restrictions import open_to
from models.store import Session


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the log, as much of it as a listener may be told.

    Attributes:
        agencies: Partner agencies whose own request it speaks of.
        open_to: Of a restricted journey: whom it is open to; None where it is not restricted.
    """

    position: int
    reference: str
    type: str
    agencies: frozenset[str] = frozenset()
    open_to: frozenset[str] | None = None


def newest(hub: Hub) -> int:
    """Return the last position of the log."""
    with hub.store.read() as session:
        return feed.newest(session)


def read_after(hub: Hub, position: int, most: int, *, for_partners: bool) -> list[Happening]:
    """Return what follows a position, in order.

    Args:
        for_partners: Look up the requests too; only partners need them.
    """
    rulebook = hub.rules() if for_partners else None
    now = hub.clock.now()
    with hub.store.read() as session:
        happened = list(feed.after(session, position, now=now, limit=most))
        users = open_to(session, {each.reference for each in happened}, now)
        return [
            Happening(
                each.position,
                each.reference,
                each.type,
                frozenset() if rulebook is None else _agencies(hub, session, each, rulebook),
                frozenset(users[each.reference]) if each.reference in users else None,
            )
            for each in happened
        ]


def _agencies(
    hub: Hub, session: Session, happened: feed.Happened, rulebook: Rulebook
) -> frozenset[str]:
    before = happened.version - 1
    [recorded] = log.load(session, happened.reference, after=before, version=happened.version)
    named = getattr(recorded.event, "request", None)
    request = hub.cases.load(session, happened.reference).requests.get(str(named))
    if request is None:
        return frozenset()
    return frozenset(
        key
        for key in rulebook.agencies
        if may_answer(Actor(user=key, role=Role.PARTNER, agency=key), request, rulebook)
    )


def concerns(actor: Actor, happened: Happening) -> bool:
    """Return whether an actor may know that this happened.

    A partner hears of what is about its own requests, never that another agency was asked.
    """
    if actor.role is Role.PARTNER:
        return actor.agency in happened.agencies
    named = happened.open_to is None or actor.user in happened.open_to
    return may_read_journeys(actor) and named
