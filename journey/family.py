"""What a journey knows of the child's family over time, and of its links to other journeys.

Parental responsibility is held for a child, not for a family (Children Act 1989, section 3),
and one man may be a father to one child and the mother's new partner to the next.  So what an
adult is to a child stands on that child's own record, and is looked up from a sibling's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from journey.shapes import Line, Shape


class Acquired(StrEnum):
    """How parental responsibility came to be held (Children Act 1989, sections 2 to 4A, 12, 33)."""

    BIRTH_MOTHER = "birth-mother"
    MARRIED_FATHER = "married-father"
    REGISTERED_FATHER = "registered-father"
    AGREEMENT = "agreement"
    ORDER = "order"
    ADOPTION = "adoption"
    LOCAL_AUTHORITY = "local-authority"


class SameChild(StrEnum):
    """What shows that two records are about one child."""

    SAME_NUMBER = "same-number"
    SAME_NAME_AND_BIRTH = "same-name-and-birth"
    SAME_PARENTS_AND_ADDRESS = "same-parents-and-address"
    CONFIRMED_BY_FAMILY = "confirmed-by-family"
    CONFIRMED_BY_AGENCY = "confirmed-by-agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMove(Shape):
    """Somebody joined the child's household or left it.

    Attributes:
        member: By the name on the record.
        lives_at: Where somebody who left lives now, if known.
    """

    member: Line
    joined: bool
    lives_at: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """One statement on who holds parental responsibility.

    Attributes:
        holds: None where nobody had asked yet.
        since: First day on which it holds; None for a statement on all the time so far.
    """

    member: str
    holds: bool | None
    since: date | None = None
    acquired: Acquired | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Since when somebody has lived with the child, or no longer does."""

    member: str
    here: bool
    since: date
    lives_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingLink:
    """A sibling's own journey.

    Attributes:
        together: Both were opened by one contact.
    """

    reference: str
    at: datetime
    together: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """Another record of the same child that this one goes on for.

    Attributes:
        concerns: Ids, here, of the concerns that came with it.
        siblings: Journeys that the other record was linked to.
    """

    reference: str
    at: datetime
    evidence: tuple[SameChild, ...]
    concerns: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedInto:
    """The record that goes on for this one, and what was stopped here.

    Attributes:
        closed_before: When this one had been closed already, None where it was open.
    """

    reference: str
    at: datetime
    closed_before: datetime | None
    episodes: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Family over time, and links to other journeys.

    Attributes:
        siblings, took_in: By reference.
    """

    responsibilities: tuple[Responsibility, ...] = ()
    stays: tuple[Stay, ...] = ()
    siblings: Mapping[str, SiblingLink] = field(default_factory=dict)
    took_in: Mapping[str, TakenIn] = field(default_factory=dict)
    merged_into: MergedInto | None = None

    def sibling_references(self) -> list[str]:
        """Return the siblings' journeys, with those that a merged record was linked to."""
        merged = (each for taken in self.took_in.values() for each in taken.siblings)
        return list(dict.fromkeys((*self.siblings, *merged)))

    def responsibility(self, member: str, on: date | None = None) -> Responsibility | None:
        """Return what was stated last on somebody's parental responsibility for a day.

        A statement with a date speaks of the time from then on, one without of all the time
        so far; None where nothing was stated after the person came on the record.

        Args:
            on: The day; as things stand now, if not said.
        """
        return in_force((r for r in self.responsibilities if r.member == member), on)

    def stay(self, member: str) -> Stay | None:
        """Return since when somebody lives with the child or no longer does."""
        stays = [stay for stay in self.stays if stay.member == member]
        return max(stays, key=lambda stay: stay.since, default=None)


def in_force(said: Iterable[Responsibility], on: date | None) -> Responsibility | None:
    """Return which of one person's statements holds on a day; they come in the record's order."""
    holds: Responsibility | None = None
    dated: list[Responsibility] = []
    for each in said:
        if each.since is None:
            holds, dated = each, []
        elif on is None or each.since <= on:
            dated.append(each)
    for each in dated:
        if holds is None or holds.since is None or (each.since or date.min) >= holds.since:
            holds = each
    return holds
