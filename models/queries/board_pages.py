"""The board by page number, for those who turn its pages, and what stands on all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, select, text
from sqlmodel import Session

from models.queries.board import BoardFilter, BoardLine
from models.queries.journeys import as_line, lines
from models.queries.requests import of_journeys
from models.tables import JourneyRow, table_of

_JOURNEY = table_of(JourneyRow)
# Written out, not bound, so that the index of journeys in research serves it.
_IN_RESEARCH = text("journey.research_episode IS NOT NULL")
_COUNTED = (
    select(
        func.count(),
        func.count().filter(_JOURNEY.c.runs_out_at <= bindparam("now")),
        func.count().filter(_JOURNEY.c.asked == 0),
        func.count().filter(and_(_JOURNEY.c.asked > 0, _JOURNEY.c.asked == _JOURNEY.c.replies)),
        func.count().filter(_JOURNEY.c.awaiting_signature.is_not(None)),
        func.coalesce(func.sum(_JOURNEY.c.asked - _JOURNEY.c.replies), 0),
    )
    .select_from(_JOURNEY)
    .where(_IN_RESEARCH)
)


@dataclass(frozen=True, slots=True)
class BoardStanding:
    """What the whole board comes to, from the same conditions as its rows.

    Attributes:
        late: Something they wait for has run out.
        unasked: Nobody has been asked yet.
        all_in: Every reply is in.
        missing_replies: Of all of them together.
    """

    journeys: int
    late: int
    unasked: int
    all_in: int
    awaiting_signature: int
    missing_replies: int


def standing(session: Session, which: BoardFilter, *, now: datetime) -> BoardStanding:
    """Return what all pages of a filter come to."""
    row = session.execute(_COUNTED.where(*which.conditions()), {"now": now}).one()
    return BoardStanding(*row)


def board_page(session: Session, which: BoardFilter, *, skip: int, limit: int) -> list[BoardLine]:
    """Return some rows of the board, what runs out first first."""
    statement: Any = lines().where(_IN_RESEARCH, *which.conditions())
    ordered = statement.order_by(_JOURNEY.c.runs_out_at, _JOURNEY.c.reference)
    rows = session.execute(ordered.offset(skip).limit(limit)).mappings()
    found = [as_line(row) for row in rows]
    requests = of_journeys(session, [line.reference for line in found])
    return [
        BoardLine(
            line,
            tuple(r for r in requests[line.reference] if r.episode == line.research_episode),
        )
        for line in found
    ]
