"""Requests to partner agencies, with what is owed for each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from sqlalchemy import ColumnElement, RowMapping, and_, func, literal, or_, select
from sqlmodel import Session

from journey.case import Obligation
from models.projections import as_obligation
from models.projections.rows import NEVER
from models.queries.paging import Order, Page, page
from models.tables import ObligationRow, ResearchRequestRow, table_of

_REQUEST = table_of(ResearchRequestRow)
_OBLIGATION = table_of(ObligationRow)
_OWED = {column.name: column for column in _OBLIGATION.c}
# Put together once: live boards ask it again and again.
_WITH_OWED = (
    select(_REQUEST, *(column.label(f"owed_{name}") for name, column in _OWED.items()))
    .outerjoin(
        _OBLIGATION,
        and_(
            _OBLIGATION.c.reference == _REQUEST.c.reference,
            _OBLIGATION.c.about == _REQUEST.c.request,
            _OBLIGATION.c.owed_by == literal("agency:").concat(_REQUEST.c.agency),
        ),
    )
    .order_by(_REQUEST.c.reference, _REQUEST.c.number, _OBLIGATION.c.number)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One request as lists show it.

    Attributes:
        id: Global, `TL25-000001.R2`.
        request: The same inside its journey, `R2`.
        due_at: When the agency's own obligation falls due, None where it has none.
        owed: What the agency owes or owed for it, the newest; with rung, chases and dates.
    """

    id: str
    reference: str
    request: str
    episode: str
    agency: str
    rating: str
    asked_at: datetime
    asked_by: str
    ask_instead: str | None
    state: str
    answered: bool
    due_at: datetime | None
    more_time_until: datetime | None
    disputed: bool
    replied_at: datetime | None
    full: bool | None
    after_decision: bool | None
    owed: Obligation | None = None


def of_agency(
    session: Session,
    agency: str,
    *,
    answered: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page[RequestLine]:
    """Return a page of what an agency was asked, or is asked in another's place.

    What waits for a reply, by due instant; with *answered* the rest, the newest due first.
    """
    order = Order(_REQUEST.c.due_at, _REQUEST.c.id, newest_first=answered)
    statement = select(_REQUEST.c.id).where(_asks(agency), _REQUEST.c.answered.is_(answered))
    found = page(session, statement, order, itemgetter("id"), after=after, limit=limit)
    lines = _lines(session, _REQUEST.c.id.in_(found.rows))
    return Page(rows=[lines[each] for each in found.rows], next_page=found.next_page)


def count_of_agency(session: Session, agency: str, *, answered: bool = False) -> int:
    """Return how many requests there are on all pages of `of_agency`."""
    counted = select(func.count()).select_from(_REQUEST)
    return int(
        session.execute(
            counted.where(_asks(agency), _REQUEST.c.answered.is_(answered))
        ).scalar_one()
    )


def request(session: Session, request_id: str) -> RequestLine | None:
    """Return one request by its global id."""
    return _lines(session, _REQUEST.c.id == request_id).get(request_id)


def of_journeys(session: Session, references: Collection[str]) -> dict[str, list[RequestLine]]:
    """Return the requests of many journeys, in the order in which they were made."""
    found: dict[str, list[RequestLine]] = {reference: [] for reference in references}
    for line in _lines(session, _REQUEST.c.reference.in_(references)).values():
        found[line.reference].append(line)
    return found


def _asks(agency: str) -> ColumnElement[bool]:
    return or_(_REQUEST.c.agency == agency, _REQUEST.c.ask_instead == agency)


def _lines(session: Session, which: ColumnElement[bool]) -> dict[str, RequestLine]:
    """Return requests by id, each with what the agency itself owes for it, from one query."""
    # Where it owed several, one after another, the newest comes last and stays.
    return {row["id"]: _line(row) for row in session.execute(_WITH_OWED.where(which)).mappings()}


def _line(row: RowMapping) -> RequestLine:
    values = {name: row[name] for name in _OF_REQUEST}
    if values["due_at"] == NEVER:
        values["due_at"] = None
    owed = {name: row[f"owed_{name}"] for name in _OWED} if row["owed_id"] else None
    return RequestLine(**values, owed=as_obligation(owed) if owed else None)


_OF_REQUEST = tuple(name for name in RequestLine.__dataclass_fields__ if name != "owed")
