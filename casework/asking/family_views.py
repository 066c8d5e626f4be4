"""What is shown of a child's family: people, household, siblings, and merged records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from journey.family import Acquired, SameChild
from journey.people import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """Somebody of the family, as it is for this child now.

    Attributes:
        parental_responsibility: None where nobody has asked yet.
        responsible_since: First day on which that is so; None where no day was stated.
        household_since: First day on which `in_household` is so; None where none was stated.
    """

    name: str
    relation: Relation
    born: date | None
    parental_responsibility: bool | None
    acquired: Acquired | None
    responsible_since: date | None
    in_household: bool | None
    household_since: date | None
    lives_at: str | None
    sibling_journey: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFact:
    """A fact of the family that stands on a sibling's record: referenced here, not copied.

    Attributes:
        kind: family-member, parental-responsibility, household, address, parents-told or
            referrer-told.
        what: In a sentence, as it is for the sibling; personal.
        reference, version: Where it stands, "from TL26-000123".
        new_here: This child's own record does not say so.
    """

    kind: str
    what: str
    at: datetime
    reference: str
    version: int
    new_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingView:
    """A sibling's own journey (requirement C11): where it is, and the family's facts from it.

    What was said, worried about, seen or decided for the sibling stays on the sibling's record.

    Attributes:
        linked_at: None where the record names the journey and nobody has linked it.
        together: One contact began both journeys.
        goes_on_at: The record that goes on for the sibling's, where that was merged.
        family: Who is on that journey's record as family, and not on this one's.
        facts: Of the family, from that record.
    """

    reference: str
    name: str
    stage: str
    open: bool
    linked_at: datetime | None
    together: bool
    reason: str
    goes_on_at: str | None
    family: tuple[str, ...]
    facts: tuple[SharedFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedView:
    """A second record of the child: the one that ended here, or the one that goes on.

    Attributes:
        evidence: What showed that they are one child.
    """

    reference: str
    at: datetime
    evidence: tuple[SameChild, ...]
    reason: str
