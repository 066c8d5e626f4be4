"""Possible matches: who a child may already be, so that a known child joins its open journey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from casework.asking.lines import Match
from casework.asking.scope import RESTRICTED, closed_journeys, journey_for, readers_only
from casework.hub import Hub
from casework.looking import Part, note
from journey.case import Case
from journey.people import Actor, Child
from models.queries import journeys, matching
from models.queries.matching import Likeness

_WHY = MappingProxyType(
    {
        Likeness.SAME_NUMBER: ("certain", "the same number"),
        Likeness.SAME_NAME_AND_BIRTH: ("likely", "the same name and birth date"),
        Likeness.SIMILAR_NAME_SAME_BIRTH: ("possible", "a similar name and the same birth date"),
        Likeness.SAME_NAME_OTHER_BIRTH: (
            "possible",
            "the same name; the birth date differs or is not known",
        ),
    }
)
_SWAPPED = MappingProxyType(
    {
        Likeness.SAME_NAME_AND_BIRTH: (
            "likely",
            "the same name, and the birth date with day and month swapped",
        ),
        Likeness.SIMILAR_NAME_SAME_BIRTH: (
            "possible",
            "a similar name, and the birth date with day and month swapped",
        ),
    }
)
_STRENGTHS = ("certain", "likely", "possible")


def matches(hub: Hub, actor: Actor, child: Child | str, *, limit: int = 20) -> list[Match]:
    """Return children on record whom this one may be: open journeys first, the surest first.

    Args:
        child: The child, or the reference of the journey that it was just received on.

    Raises:
        NotFoundError: There is no such journey, or the reader does not read journeys.
    """
    readers_only(actor, "matches")
    with hub.store.read() as session:
        but_not: str | None = None
        if isinstance(child, str):
            but_not = child
            case, _, _ = journey_for(session, hub, actor, child, None)
            if case.child is None:
                return []
            child = case.child
        rows = [
            (row, _WHY[row.likeness])
            for row in matching.matches(session, child, limit=limit, but_not=but_not)
        ]
        for swapped in _with_swapped_birth(child):
            rows += [
                (row, _SWAPPED[row.likeness])
                for row in matching.matches(session, swapped, limit=limit, but_not=but_not)
                if row.likeness in _SWAPPED
            ]
        merged = {row.reference for row, _ in rows if row.merged_into is not None}
        lead = journeys.leading_on(session, merged) if merged else {}
        named = {row.reference for row, _ in rows} | {each.reference for each in lead.values()}
        closed = {
            reference: hub.cases.load(session, reference)
            for reference in closed_journeys(session, hub, actor, named)
        }
    found = [
        _masked(match, closed.get(row.reference) or closed.get(match.reference))
        for row, why in rows
        if (match := _match(row, why, lead.get(row.reference))).reference != but_not
    ]
    if but_not is not None:
        note(hub, actor, [but_not], Part.MATCHES)
    surest: dict[str, Match] = {}
    for match in sorted(found, key=lambda each: _STRENGTHS.index(each.strength)):
        surest.setdefault(match.reference, match)
    ordered = sorted(surest.values(), key=lambda each: each.opened_at, reverse=True)
    ordered.sort(key=lambda each: (not each.open, _STRENGTHS.index(each.strength)))
    return ordered[:limit]


def _with_swapped_birth(child: Child) -> Iterator[Child]:
    """Yield the child as somebody may have mistyped it: 4 March for 3 April."""
    born = child.born
    if born is None or born.day == born.month:
        return
    try:
        yield replace(child, born=date(born.year, born.day, born.month))
    except ValueError:
        return


def _masked(match: Match, closed: Case | None) -> Match:
    """Return a match of which nothing is told where it is restricted; that there is one, is.

    A child whose record is restricted must not come in a second time unseen.
    """
    if closed is None:
        return match
    by = closed.restriction.by if closed.restriction else "a manager"
    return replace(
        match,
        stage=RESTRICTED,
        name="",
        born=None,
        why=(f"a restricted record is like this one: ask {by} whether it is the child",),
        restricted=True,
    )


def _match(
    row: matching.Match, why: tuple[str, str], goes_on: journeys.JourneyLine | None
) -> Match:
    """Return a match; a merged record leads on to the journey that goes on for it."""
    strength, words = why
    at = goes_on or row
    second = (f"on its second record {row.reference}",) if goes_on else ()
    return Match(
        reference=at.reference,
        stage=at.stage,
        open=at.closed_at is None,
        opened_at=at.opened_at,
        name=row.name,
        born=row.born,
        strength=strength,
        why=(words, *second),
    )
