"""One chronology for each child, made from the record and never restarted (requirement Q11)."""

from __future__ import annotations

from datetime import datetime

from casework.asking.scope import journey_for, readable_among
from casework.asking.showing import teller_of
from casework.asking.timeline import timeline
from casework.asking.views import Chronology, ChronologyEntry
from casework.hub import Hub
from casework.looking import Part, looked
from journey.case import Case
from journey.events import Recorded
from journey.evolve import fold
from journey.people import Actor
from models import log
from models.queries import matching
from models.queries.matching import Likeness
from models.store import Session

MOST_JOURNEYS = 50
"""Of one child: more would be a number that is no child's."""


@looked(Part.CHRONOLOGY)
def chronology(
    hub: Hub, actor: Actor, reference: str, *, as_of: datetime | None = None
) -> Chronology:
    """Return a child's story in the order in which it happened.

    It draws on this journey, on those joined to it or that it was joined to, on records of the
    same child that were merged, and on those whose child has the same lasting number.
    Clocks are left out: they are on the journey.

    Raises:
        NotFoundError: There is no such journey, or it is not for this reader.
        BadInputError: The instant has no zone or lies ahead.
    """
    with hub.store.read() as session:
        case, recorded, instant = journey_for(session, hub, actor, reference, as_of)
        told = [(case, recorded)]
        others = readable_among(session, hub, actor, _same_child(session, case))
        for _, events in log.load_many(session, others):
            known = [each for each in events if each.recorded_at <= instant]
            if known:
                told.append((fold(known), known))
    entries = [entry for each in told for entry in _entries(hub, *each)]
    entries.sort(key=lambda entry: (entry.at, entry.reference, entry.version))
    return Chronology(
        reference=reference,
        as_of=instant,
        child=case.child,
        journeys=tuple(each.reference for each, _ in told),
        entries=tuple(entries),
    )


def _same_child(session: Session, case: Case) -> list[str]:
    into = case.kin.merged_into
    found = {*case.joined, *case.kin.took_in}
    found |= {each for each in (case.joined_to, into.reference if into else None) if each}
    if case.child is not None and case.child.number is not None:
        found |= {
            match.reference
            for match in matching.matches(session, case.child, limit=MOST_JOURNEYS)
            if match.likeness is Likeness.SAME_NUMBER
        }
    return sorted(found - {case.reference})


def _entries(hub: Hub, case: Case, recorded: list[Recorded]) -> list[ChronologyEntry]:
    return [
        ChronologyEntry(
            at=entry.at,
            reference=case.reference,
            version=entry.version,
            what=entry.what,
            by=entry.by,
            role=entry.role,
            narrative=entry.narrative,
            corrected=entry.corrected,
        )
        for entry in timeline(recorded, teller_of(hub, case))
        if entry.kind != "clock"
    ]
