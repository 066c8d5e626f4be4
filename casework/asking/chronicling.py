"""One chronology for each child, made from the record and never restarted (requirement Q11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from casework.asking.chronology_view import Chronology, ChronologyEntry, Picked
from casework.asking.scope import journey_for, readable_among
from casework.asking.showing import teller_of
from casework.asking.telling import Teller
from casework.asking.timeline import timeline
from casework.asking.views import TimelineEntry
from casework.errors import BadInputError, Fault
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

LATER = timedelta(days=1)
"""What is recorded longer after it happened shows both instants."""

FIRST_YEAR = 1900
"""An earlier one is a slip of the pen, and zones cannot be reckoned in the very first ones."""

_LEFT_OUT = frozenset({"EntryMarkedSignificant"})
"""It stands beside the entry that it speaks of."""


@looked(Part.CHRONOLOGY)
def chronology(
    hub: Hub,
    actor: Actor,
    reference: str,
    *,
    as_of: datetime | None = None,
    on: date | None = None,
    significant_only: bool = False,
) -> Chronology:
    """Return a child's story in the order in which it happened.

    It draws on this journey, on those joined to it or that it was joined to, on records of the
    same child that were merged, on theirs in turn, and on those whose child has the same
    lasting number.  Clocks are left out, unless somebody picked one as significant: they are
    on the journey.

    Args:
        as_of: As it was known at this instant.
        on: As it was known at the end of this day, local to the hub.

    Raises:
        NotFoundError: There is no such journey, or it is not for this reader.
        BadInputError: The instant has no zone, it or the day lies ahead, or both are given.
    """
    if as_of is not None and on is not None:
        raise BadInputError(Fault("on", "an instant is given as well", "one of as_of and on"))
    with hub.store.read() as session:
        as_of = end_of_day(hub, on) if on is not None else as_of
        case, recorded, instant = journey_for(session, hub, actor, reference, as_of)
        told = list(_whole_story(session, hub, actor, (case, recorded), instant=instant))
    entries = [
        entry
        for each in told
        for entry in _entries(hub, *each)
        if not significant_only or entry.by_hand or entry.significant
    ]
    entries.sort(key=lambda entry: (entry.at, entry.reference, entry.version))
    return Chronology(
        reference=reference,
        as_of=instant,
        child=case.child,
        journeys=tuple(each.reference for each, _ in told),
        entries=tuple(entries),
        significant_only=significant_only,
    )


def end_of_day(hub: Hub, day: date) -> datetime | None:
    """Return the last instant of a day, local to the hub; None for today, which is not over.

    Raises:
        BadInputError: The day lies ahead, or before any record.
    """
    now = hub.clock.now()
    zone = hub.rules().in_force(now).calendar.zone
    today = now.astimezone(zone).date()
    if day > today or day.year < FIRST_YEAR:
        raise BadInputError(Fault("on", "no record was kept on that day", "a day that has passed"))
    if day == today:
        return None
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def _whole_story(
    session: Session,
    hub: Hub,
    actor: Actor,
    first: tuple[Case, list[Recorded]],
    *,
    instant: datetime,
) -> Iterator[tuple[Case, list[Recorded]]]:
    """Yield the journeys of one child, each as it was known at the instant."""
    seen = {first[0].reference}
    waiting = [first]
    while waiting:
        yield from waiting
        links = {link for each, _ in waiting for link in _links(session, each)}
        fresh = sorted(readable_among(session, hub, actor, links - seen))[
            : MOST_JOURNEYS - len(seen)
        ]
        seen.update(links)
        waiting = []
        for _, events in log.load_many(session, fresh):
            known = list(takewhile(lambda each: each.recorded_at <= instant, events))
            if known:
                waiting.append((fold(known), known))


def _links(session: Session, case: Case) -> Iterator[str]:
    """Yield the other journeys of the same child that this one knows of.

    A journey that was joined to another and opened again is not the other's any more; the
    story of the child stays one.
    """
    yield from case.joined
    yield from case.kin.took_in
    if case.kin.merged_into is not None:
        yield case.kin.merged_into.reference
    yield from (d.joins for d in case.decisions.values() if d.joins and d.taken_at)
    if case.child is not None and case.child.number is not None:
        for match in matching.matches(session, case.child, limit=MOST_JOURNEYS):
            if match.likeness is Likeness.SAME_NUMBER:
                yield match.reference


def _entries(hub: Hub, case: Case, recorded: list[Recorded]) -> Iterator[ChronologyEntry]:
    teller = teller_of(hub, case)
    by_hand = {each.version: each for each in case.chronicle.by_hand.values()}
    for entry in timeline(recorded, teller):
        picked = case.chronicle.significant.get(entry.version, ())
        if entry.event in _LEFT_OUT or (entry.kind == "clock" and not picked):
            continue
        added = by_hand.get(entry.version)
        yield _entry(
            case.reference,
            entry,
            at=_begins(added.happened_on, teller) if added else entry.at,
            by_hand=added is not None,
            happened_on=added.happened_on if added else None,
            approximate=added is not None and added.approximate,
            significant=tuple(
                Picked(version=mark.version, at=mark.at, by=mark.by, why=mark.why)
                for mark in picked
            ),
        )


def _begins(day: date, teller: Teller) -> datetime:
    return datetime.combine(day, time(), tzinfo=teller.zone).astimezone(UTC)


def _entry(
    reference: str, entry: TimelineEntry, *, at: datetime, **more: object
) -> ChronologyEntry:
    return ChronologyEntry(
        at=at,
        recorded_at=entry.recorded_at,
        recorded_later=entry.recorded_at - at > LATER,
        reference=reference,
        version=entry.version,
        what=entry.what,
        by=entry.by,
        role=entry.role,
        narrative=entry.narrative,
        corrected=entry.corrected,
        **more,  # type: ignore[arg-type]  # named in `_entries`, where each is made
    )
