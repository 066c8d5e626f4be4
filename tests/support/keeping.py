"""Putting journeys that were played in memory (`tests.support.cases`) into a store."""

from dataclasses import replace

from journey.case import Case
from journey.events import Recorded
from journey.events.contact import ContactReceived
from journey.evolve import fold
from models import log, projections
from models.queries import deliveries
from models.store import Store
from tests.support.cases import REFERENCE, Played, play


def under(reference: str, recorded: list[Recorded]) -> list[Recorded]:
    """The same events as another journey's."""
    return [
        replace(each, event=replace(each.event, reference=reference))
        if isinstance(each.event, ContactReceived)
        else each
        for each in recorded
    ]


def keep(store: Store, recorded: list[Recorded], before: Case | None = None) -> Case:
    """Append events to the log as one command would, and project them."""
    before = before or Case()
    after = fold(recorded, before)
    with store.write() as session:
        log.append(session, after.reference, recorded, expected_version=before.version)
        projections.write(session, before, after)
        deliveries.queue(
            session, after.reference, after.sent[len(before.sent) :], now=recorded[-1].recorded_at
        )
    return after


def kept(store: Store, *steps, reference: str = REFERENCE) -> Played:
    """Play a journey and keep it, all at once."""
    played = play(*steps)
    keep(store, under(reference, played.log))
    return played
