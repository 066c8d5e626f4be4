"""What changed between two profiles, or two versions of one, in a practitioner's words.

For the one who approves a new version and for the change log: a changed limit changes what
people are held to, so every difference is a sentence that says what was and what is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from journey.timescales import Unit
from policy.words import (
    amount,
    limit_in_words,
    listed,
    named,
    rule_in_words,
    rung_in_words,
    standing_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeVar

    from journey.ladders import Ladder
    from journey.policy import ObligationRule, Profile
    from journey.timescales import Timescale

    T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        kind: profile, limit, ladder, obligation or need.
        key: Which one of them.
    """

    kind: str
    key: str
    sentence: str


def diff(before: Profile, after: Profile) -> tuple[Change, ...]:
    """Return every difference that somebody working under the profile would notice."""
    return (
        *_of_profile(before, after),
        *_each("limit", before.timescales, after.timescales, _limit, _of_limit),
        *_each("ladder", before.ladders, after.ladders, _ladder, _of_ladder),
        *_each("obligation", _by_kind(before), _by_kind(after), rule_in_words, _of_rule),
        *_each("need", before.needs, after.needs, _need, _of_need),
    )


def _of_profile(before: Profile, after: Profile) -> Iterator[Change]:
    pairs = (
        ("title", before.title, after.title),
        ("in force from", f"{before.effective}", f"{after.effective}"),
        ("calendar", before.nation, after.nation),
        ("hub hours", _hours(before), _hours(after)),
        ("panel before", _panel(before), _panel(after)),
    )
    for name, was, now in pairs:
        if was != now:
            yield Change("profile", name, f"{name.capitalize()}: was {was}, is {now}.")
    was_closed, is_closed = before.calendar.holidays, after.calendar.holidays
    if before.nation != after.nation:
        return
    for day in sorted(set(was_closed) ^ set(is_closed)):
        why = is_closed.get(day)
        said = f"closed now ({why})" if why else f"open now (was closed: {was_closed[day]})"
        yield Change("profile", f"{day}", f"{day}: {said}.")


def _each(
    kind: str,
    before: Mapping[str, T],
    after: Mapping[str, T],
    in_words: Callable[[T], str],
    compare: Callable[[T, T], Iterator[str]],
) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        name = f"{kind} {named(key)}"
        if key not in after:
            yield Change(kind, key, f"No {name} any more; it was: {in_words(before[key])}.")
        elif key not in before:
            yield Change(kind, key, f"New {name}: {in_words(after[key])}.")
        else:
            for said in compare(before[key], after[key]):
                yield Change(kind, key, f"{name.capitalize()}: {said}.")


def _limit(row: Timescale) -> str:
    return f"{limit_in_words(row)} from {row.starts_on} ({standing_in_words(row)}; {row.authority})"


def _of_limit(before: Timescale, after: Timescale) -> Iterator[str]:
    pairs = (
        ("", limit_in_words(before), limit_in_words(after)),
        ("start ", f"“{before.starts_on}”", f"“{after.starts_on}”"),
        ("end ", f"“{before.completes_on}”", f"“{after.completes_on}”"),
        ("authority ", f"“{before.authority}”", f"“{after.authority}”"),
        ("number ", standing_in_words(before), standing_in_words(after)),
        ("warning ", _warning(before), _warning(after)),
    )
    for name, was, now in pairs:
        if was != now:
            yield f"{name}was {was}, is {now}"


def _warning(row: Timescale) -> str:
    hours = row.warn_before // timedelta(hours=1)
    return f"{amount(hours, Unit.HOURS)} before" if hours else "none"


def _ladder(ladder: Ladder) -> str:
    return "; ".join(map(rung_in_words, ladder.rungs))


def _of_ladder(before: Ladder, after: Ladder) -> Iterator[str]:
    was, now = ([rung_in_words(rung) for rung in ladder.rungs] for ladder in (before, after))
    yield from (f"no longer “{said}”" for said in was if said not in now)
    yield from (f"now “{said}”" for said in now if said not in was)
    if was != now and sorted(was) == sorted(now):
        yield "the same rungs in another order"


def _of_rule(before: ObligationRule, after: ObligationRule) -> Iterator[str]:
    if before != after:
        yield f"was: {rule_in_words(before)}; is: {rule_in_words(after)}"


def _need(kinds: frozenset[str]) -> str:
    return listed(named(kind) for kind in sorted(kinds)) if kinds else "nobody"


def _of_need(before: frozenset[str], after: frozenset[str]) -> Iterator[str]:
    if before != after:
        yield f"was {_need(before)}, is {_need(after)}"


def _by_kind(profile: Profile) -> dict[str, ObligationRule]:
    return {rule.kind: rule for rule in profile.rules}


def _panel(profile: Profile) -> str:
    outcomes = [named(outcome) for outcome in sorted(profile.panel_before)]
    return listed(outcomes) if outcomes else "nothing"


def _hours(profile: Profile) -> str:
    return f"{profile.calendar.opens:%H:%M} to {profile.calendar.closes:%H:%M}"
