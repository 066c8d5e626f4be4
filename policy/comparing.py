"""Two profiles side by side: what differs, what each says, and the authority of each.

`policy.diff` tells what changed from one version to the next, in sentences; this is for
somebody who reads two procedures beside each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policy.words import (
    limit_in_words,
    listed,
    named,
    rule_in_words,
    rung_in_words,
    standing_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from journey.ladders import Ladder
    from journey.policy import Floor, ObligationRule, Profile
    from journey.timescales import Timescale

    T = TypeVar("T")

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that the two do not say alike.

    Attributes:
        kind: profile, limit, ladder, obligation, need, quorum or floor.
        name: Which one of them, in words.
        left, right: What each says, a line each; none where it says nothing of it.
        left_source, right_source: The authority that each names; empty where there is none.
    """

    kind: str
    key: str
    name: str
    left: Lines
    right: Lines
    left_source: str = ""
    right_source: str = ""


def compare(left: Profile, right: Profile) -> tuple[Difference, ...]:
    """Return what differs, in the order in which a profile is written."""
    return (
        *_each("profile", _of_profile(left), _of_profile(right), lambda text: (text,)),
        *_each("limit", left.timescales, right.timescales, _limit, _authority),
        *_each("ladder", left.ladders, right.ladders, _ladder),
        *_each("obligation", _by_kind(left), _by_kind(right), lambda rule: (rule_in_words(rule),)),
        *_each("need", left.needs, right.needs, _kinds),
        *_each("quorum", left.quorum, right.quorum, _groups),
        *_each("floor", left.floors, right.floors, _floor, lambda floor: floor.authority),
    )


def _each(
    kind: str,
    left: Mapping[str, T],
    right: Mapping[str, T],
    in_words: Callable[[T], Lines],
    source: Callable[[T], str] = lambda _: "",
) -> Iterator[Difference]:
    for key in sorted({*left, *right}):
        here, there = left.get(key), right.get(key)
        of_left = () if here is None else in_words(here)
        of_right = () if there is None else in_words(there)
        sources = tuple("" if each is None else source(each) for each in (here, there))
        if (of_left, sources[0]) != (of_right, sources[1]):
            yield Difference(
                kind=kind,
                key=key,
                name=named(key),
                left=of_left,
                right=of_right,
                left_source=sources[0],
                right_source=sources[1],
            )


def _of_profile(profile: Profile) -> Mapping[str, str]:
    return {
        "in force from": f"{profile.effective.day} {profile.effective:%B %Y}",
        "bank holidays of": named(profile.nation).title(),
        "hub hours": f"{profile.calendar.opens:%H:%M} to {profile.calendar.closes:%H:%M}",
        "assessments": _all([stage.value for stage in profile.assessments], "one"),
        "panel before": _all(sorted(profile.panel_before), "nothing"),
        **{f"name of {named(kind)}": name for kind, name in profile.words.items()},
    }


def _limit(row: Timescale) -> Lines:
    return (
        limit_in_words(row),
        f"from {row.starts_on}, to {row.completes_on}",
        standing_in_words(row),
    )


def _authority(row: Timescale) -> str:
    return row.authority


def _ladder(ladder: Ladder) -> Lines:
    return tuple(map(rung_in_words, ladder.rungs))


def _kinds(kinds: frozenset[str]) -> Lines:
    return (_all(sorted(kinds), "nobody"),)


def _all(keys: Sequence[str], nothing: str) -> str:
    return listed(map(named, keys)) if keys else nothing


def _groups(groups: tuple[frozenset[str], ...]) -> Lines:
    return tuple(listed((named(each) for each in sorted(group)), "or") for group in groups)


def _floor(floor: Floor) -> Lines:
    return (
        f"at least {floor.percent} of 100 over {floor.months} months, of {floor.fewest} or more",
        "checked" if floor.checked else "local setting, confirm",
    )


def _by_kind(profile: Profile) -> Mapping[str, ObligationRule]:
    return {rule.kind: rule for rule in profile.rules}
