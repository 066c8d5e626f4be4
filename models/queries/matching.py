"""Who a child may already be: so that a known child joins the journey that is open.

Nobody is merged here.  A person looks at each match and says whether it is the same child.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select
from sqlmodel import Session

from journey.people import Child
from models.names import normal_name
from models.tables import JourneyRow, PersonRow, table_of

_PERSON = table_of(PersonRow)
_JOURNEY = table_of(JourneyRow)

ALIKE = 0.75
"""How much of two names must agree to be shown for one birth date; 1 is all of it.  Too low
costs a glance, too high a second journey for one child."""


class Likeness(StrEnum):
    """Why a child is shown, the surest first."""

    SAME_NUMBER = "same-number"
    SAME_NAME_AND_BIRTH = "same-name-and-birth"
    SIMILAR_NAME_SAME_BIRTH = "similar-name-same-birth"
    SAME_NAME_OTHER_BIRTH = "same-name-other-birth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A child on record, and the journey it is on.

    Attributes:
        name, born: Personal; for readers who may see them.
    """

    reference: str
    likeness: Likeness
    name: str
    born: date | None
    expected: date | None
    stage: str
    team: str
    worker: str | None
    opened_at: datetime
    closed_at: datetime | None
    merged_into: str | None


def matches(
    session: Session, child: Child, *, limit: int = 20, but_not: str | None = None
) -> list[Match]:
    """Return children on record that this one may be: open journeys first, then the surest.

    Args:
        but_not: A journey to leave out: the one that the child was just received on.
    """
    statement = (
        select(_PERSON, _JOURNEY.c.stage, _JOURNEY.c.team, _JOURNEY.c.worker)
        .add_columns(_JOURNEY.c.opened_at, _JOURNEY.c.closed_at, _JOURNEY.c.merged_into)
        .join(_JOURNEY, _JOURNEY.c.reference == _PERSON.c.reference)
        .where(_PERSON.c.number == 0, or_(*_candidates(child)))
    )
    if but_not is not None:
        statement = statement.where(_PERSON.c.reference != but_not)
    found = [
        _match(row, likeness)
        for row in session.execute(statement)
        if (likeness := _likeness(child, row)) is not None
    ]
    order = list(Likeness)
    found.sort(key=lambda match: match.opened_at, reverse=True)
    found.sort(key=lambda match: (match.closed_at is not None, order.index(match.likeness)))
    return found[:limit]


def _candidates(child: Child) -> list[ColumnElement[bool]]:
    """Return conditions that each have an index."""
    asked: list[ColumnElement[bool]] = [_PERSON.c.normal_name == normal_name(child.name)]
    if child.number is not None:
        asked.append(_PERSON.c.lasting_number == child.number)
    if child.born is not None:
        asked.append(_PERSON.c.born == child.born)
    return asked


def _likeness(child: Child, row: Row[Any]) -> Likeness | None:
    if child.number is not None and row.lasting_number == child.number:
        return Likeness.SAME_NUMBER
    name = normal_name(child.name)
    same_birth = row.born is not None and row.born == child.born
    if row.normal_name == name:
        return Likeness.SAME_NAME_AND_BIRTH if same_birth else Likeness.SAME_NAME_OTHER_BIRTH
    if same_birth and _agreement(name, row.normal_name) >= ALIKE:
        return Likeness.SIMILAR_NAME_SAME_BIRTH
    return None


def _agreement(one: str, other: str) -> float:
    """Return how much of two names agrees; a name whose parts are all in the other's agrees."""
    parts, others = set(one.split()), set(other.split())
    if parts <= others or others <= parts:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _match(row: Row[Any], likeness: Likeness) -> Match:
    return Match(
        reference=row.reference,
        likeness=likeness,
        name=row.name,
        born=row.born,
        expected=row.expected,
        stage=row.stage,
        team=row.team,
        worker=row.worker,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        merged_into=row.merged_into,
    )
