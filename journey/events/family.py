"""What happened to the child's family, to links between journeys, and to merged records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from journey.events.base import Event, Told
from journey.family import HouseholdMove, SameChild
from journey.shapes import PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdChanged(Event):
    """Somebody joined or left the child's household, or the household moved."""

    since: date
    joined: int
    left: int
    moved: bool
    moves: Annotated[tuple[HouseholdMove, ...], PERSONAL] = ()
    address: Told = ""
    what_happened: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingLinked(Event):
    """The journey was linked to a sibling's; the sibling's record says so too.

    Attributes:
        together: One contact opened both.
    """

    sibling: str
    together: bool = False
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingUnlinked(Event):
    """A link to another journey was taken back, on both records."""

    sibling: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWordsFound(Event):
    """An entry says nearly the same words as one on a sibling's journey.

    Attributes:
        entry: Version of the entry here.
        sibling, sibling_entry: The other journey, and the version of its entry.
        alike: How much of the two agrees, in percent.
    """

    entry: int
    sibling: str
    sibling_entry: int
    alike: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTakenIn(Event):
    """Another record of the same child was merged into this one.

    Attributes:
        concerns: Ids, here, of the concerns that it brings.
        siblings: Journeys that the other record was linked to.
        differed: The dates of birth or the lasting numbers were not the same.
    """

    other: str
    evidence: tuple[SameChild, ...]
    concerns: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    differed: bool = False
    reason: Told = ""
    births_differ_because: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMerged(Event):
    """The record was merged into another one of the same child, which goes on.

    Attributes:
        episodes, obligations: What was open here, and is taken up again if it is undone.
    """

    into: str
    episodes: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUndone(Event):
    """A merge of this record with another was undone, on both."""

    other: str
    reason: Told = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeTakenUpAgain(Event):
    """An episode that a merge had ended by mistake goes on as it was."""

    episode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationTakenUpAgain(Event):
    """What a merge or a death had stopped by mistake is owed again, by the same instant."""

    obligation: str
