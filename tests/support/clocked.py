"""Journeys that fall due at instants a test chooses, and what a clock made of them."""

from datetime import timedelta

from casework import sweeping
from journey.events.running import RungClimbed
from journey.terms import Outcome, Rating
from models import log
from tests.support.cases import CONSENT, CONTACT, REFERRED, ask, decide_referral
from tests.support.hubs import played


def contacts(hub, count, *, apart=timedelta()):
    """Receive contacts one after the other and return their references."""
    references = []
    for _ in range(count):
        references.append(played(hub, CONTACT))
        hub.clock.advance(apart)
    return references


def urgent_research(hub, count, *, apart):
    """Ask two partners about each of some children, at most four hours, one child after another.

    Half-way to their limits, each reply is reminded of: two rungs for each child, as far apart
    as the children were.
    """
    research = decide_referral(Outcome.RESEARCH, rating=Rating.RED)
    references = []
    for _ in range(count):
        references.append(played(hub, [*REFERRED, CONSENT, research, ask("police", "health")]))
        hub.clock.advance(apart)
    sweeping.sweep(hub)
    return references


def climbs(hub, references):
    """Every climbed rung of these journeys as (obligation, rung, how late), in order of time."""
    with hub.store.read() as session:
        found = dict(log.load_many(session, references))
    climbed = [
        (each.recorded_at, f"{reference}.{each.event.obligation}", each.event)
        for reference, events in found.items()
        for each in events
        if isinstance(each.event, RungClimbed)
    ]
    climbed.sort(key=lambda one: one[:2])
    return [(obligation, event.rung, at - event.due) for at, obligation, event in climbed]


def each_once(found):
    """Whether no rung was climbed twice, and none left out below a climbed one."""
    rungs = {}
    for obligation, rung, _ in found:
        rungs.setdefault(obligation, []).append(rung)
    return all(sorted(each) == list(range(min(each), max(each) + 1)) for each in rungs.values())


def percentile(found, part):
    """How late the given part of the climbs was at the most, in seconds."""
    late = sorted(seconds.total_seconds() for _, _, seconds in found)
    return late[min(int(len(late) * part), len(late) - 1)]
