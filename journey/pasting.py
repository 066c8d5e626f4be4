"""Whether one text was pasted from another: the same words, whoever they are about.

Audits found assessments in which one sibling's text stood on the other's record, with the
wrong name left in.  Saying the same of two children can be right, so nothing is refused: it
is pointed out, and a person looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

SHINGLE = 3
"""Words in a row that are compared as one.  Two people who describe one home share single
words and pairs; they seldom share many runs of three."""

_WORD = re.compile(r"[^\W_]+")
_CHILD = "*"
"""Stands where a child of the family is named: a pasted text has the names exchanged."""
_ABOUT_ONE = {
    **dict.fromkeys(("he", "she", "they"), "he"),
    **dict.fromkeys(("him", "her", "them", "his", "hers", "their"), "his"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A text on a journey's record: the journey, the version of the entry, and what it says."""

    reference: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """Two entries that say the same.

    Attributes:
        alike: How much of the two agrees, in percent.
    """

    entry: int
    sibling: str
    sibling_entry: int
    alike: int


def words_of(text: str) -> list[str]:
    """Return a text's words without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def shingles(text: str, names: Collection[str] = ()) -> frozenset[tuple[str, ...]]:
    """Return every run of three words, with names and pronouns of the children made one.

    Args:
        names: Words of the children's names, as `words_of` gives them.
    """
    words = [_CHILD if w in names else _ABOUT_ONE.get(w, w) for w in words_of(text)]
    return frozenset(
        tuple(words[at : at + SHINGLE]) for at in range(max(0, len(words) - SHINGLE + 1))
    )


def alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> int:
    """Return how much of two texts agrees, in percent of all their runs of words."""
    together = len(one | other)
    return 0 if together == 0 else 100 * len(one & other) // together


def pasted(
    fresh: Iterable[Written],
    earlier: Iterable[Written],
    *,
    names: Collection[str] = (),
    percent: int,
    least: int,
) -> list[Pasted]:
    """Return for each entry the earlier one of a sibling that it is most alike to, if any.

    Args:
        names: Words of the children's names.
        percent: From how much agreement on two texts count as the same words.
        least: Texts of fewer words are passed over: short ones are alike by chance.
    """
    long = [each for each in fresh if len(words_of(each.text)) >= least]
    if not long:
        return []
    known = [(each, shingles(each.text, names)) for each in earlier]
    best: dict[int, Pasted] = {}
    for written in long:
        ours = shingles(written.text, names)
        for other, theirs in known:
            # No more can agree than the shorter has: most pairs are settled by their length.
            if 100 * min(len(ours), len(theirs)) < percent * max(len(ours), len(theirs)):
                continue
            how = alike(ours, theirs)
            before = best.get(written.version)
            if how >= percent and (before is None or how > before.alike):
                best[written.version] = Pasted(written.version, other.reference, other.version, how)
    return [best[version] for version in sorted(best)]


def speaks_of_another(text: str, *, own: str, others: Iterable[tuple[str, str]]) -> list[str]:
    """Return the journeys of siblings whom a text names while it never names its own child.

    Args:
        own: The name of the child whose record it is.
        others: Each sibling's journey and name; the first name is what a text calls a child by.
    """
    said = set(words_of(text))
    mine = set(words_of(own))
    if said & mine:
        return []
    return [
        reference
        for reference, name in others
        if (first := next(iter(words_of(name)), None)) and first in said and first not in mine
    ]
