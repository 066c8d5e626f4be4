"""The research board: every journey in research, with each agency's cell, in two queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, text
from sqlmodel import Session

from models.queries.journeys import JourneyLine, as_line, lines
from models.queries.paging import Order, Page, page
from models.queries.requests import RequestLine, of_journeys
from models.queries.restrictions import Viewer, shown_to
from models.tables import JourneyRow, ResearchRequestRow, table_of

_JOURNEY = table_of(JourneyRow)
_REQUEST = table_of(ResearchRequestRow)
# Written out, not bound, so that the index of journeys in research serves it.
_IN_RESEARCH = text("journey.research_episode IS NOT NULL")


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One row of the board: the journey, and the requests of its open research."""

    journey: JourneyLine
    requests: tuple[RequestLine, ...]


@dataclass(frozen=True, slots=True)
class BoardTotals:
    """What the whole board comes to, from the same conditions as its rows.

    Attributes:
        late: Journeys on which something has run out.
    """

    journeys: int
    asked: int
    replies: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """Which rows; what is None does not matter.

    Attributes:
        agency: Journeys on which this agency's reply is missing.
        references: These journeys, and no other.
        viewer: Only what is not restricted, or open to them; None for everything.
    """

    team: str | None = None
    worker: str | None = None
    rating: str | None = None
    agency: str | None = None
    references: tuple[str, ...] | None = None
    viewer: Viewer | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what the rows and the totals both ask, but that they are in research."""
        asked: list[ColumnElement[bool]] = []
        if self.team is not None:
            asked.append(_JOURNEY.c.team == self.team)
        if self.worker is not None:
            asked.append(_JOURNEY.c.worker == self.worker)
        if self.rating is not None:
            asked.append(_JOURNEY.c.rating == self.rating)
        if self.agency is not None:
            asked.append(_lacks_reply_of(self.agency))
        if self.references is not None:
            asked.append(_JOURNEY.c.reference.in_(self.references))
        if self.viewer is not None:
            asked.append(shown_to(_JOURNEY.c.reference, self.viewer))
        return asked


WHOLE_BOARD = BoardFilter()


def board(
    session: Session,
    which: BoardFilter = WHOLE_BOARD,
    *,
    after: str | None = None,
    limit: int = 50,
) -> Page[BoardLine]:
    """Return a page of the board, what runs out first first."""
    order = Order(_JOURNEY.c.runs_out_at, _JOURNEY.c.reference)
    statement: Any = lines().where(_IN_RESEARCH, *which.conditions())
    found = page(session, statement, order, as_line, after=after, limit=limit)
    requests = of_journeys(session, [line.reference for line in found.rows])
    return Page(
        rows=[
            BoardLine(line, tuple(each for each in requests[line.reference] if _open(each, line)))
            for line in found.rows
        ],
        next_page=found.next_page,
    )


def totals(session: Session, which: BoardFilter = WHOLE_BOARD, *, now: datetime) -> BoardTotals:
    """Return what all pages of the same filter come to."""
    counted = select(
        func.count(),
        func.coalesce(func.sum(_JOURNEY.c.asked), 0),
        func.coalesce(func.sum(_JOURNEY.c.replies), 0),
        func.count().filter(_JOURNEY.c.runs_out_at <= now),
    ).select_from(_JOURNEY)
    row = session.execute(counted.where(_IN_RESEARCH, *which.conditions())).one()
    return BoardTotals(*row)


def _open(request: RequestLine, journey: JourneyLine) -> bool:
    return request.episode == journey.research_episode


def _lacks_reply_of(agency: str) -> ColumnElement[bool]:
    missing = select(_REQUEST.c.id).where(
        _REQUEST.c.reference == _JOURNEY.c.reference,
        _REQUEST.c.episode == _JOURNEY.c.research_episode,
        _REQUEST.c.answered.is_(False),
        or_(_REQUEST.c.agency == agency, _REQUEST.c.ask_instead == agency),
    )
    return missing.exists()
