"""The research board: every journey in research, and where each agency's reply is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime

from casework.asking.lines import Board, BoardRow, BoardTotals, Cell
from casework.asking.listing import bounded
from casework.asking.scope import readers_only, viewer
from casework.errors import BadInputError, Fault
from casework.hub import Hub
from journey.people import Actor
from journey.terms import Rating
from models.queries.board import BoardFilter, BoardLine
from models.queries.board_pages import board_page, standing
from models.queries.requests import RequestLine


def board(
    hub: Hub,
    actor: Actor,
    *,
    team: str | None = None,
    rating: str | None = None,
    agency: str | None = None,
    mine: bool = False,
    references: Collection[str] | None = None,
    page: int = 1,
    per_page: int = 50,
) -> Board:
    """Return one page of the research board, what runs out first first.

    Rows and totals are read in one snapshot by one filter, so that they cannot disagree.

    Args:
        agency: Only journeys on which this agency's reply is missing.
        mine: Only those allocated to the reader.
        references: Show these alone; the totals speak of the others too.
        page: From 1; beyond the last page there are no rows.

    Raises:
        NotAllowedError: The reader does not read journeys.
        BadInputError: No such rating, or no such page.
    """
    readers_only(actor, "the research board")
    if rating is not None and rating not in set(Rating):
        expected = ", ".join(each.value for each in Rating)
        raise BadInputError(Fault("rating", "there is no such rating", f"one of {expected}"))
    if page < 1:
        raise BadInputError(Fault("page", "it is less than one", "a number from 1 on"))
    size = bounded(per_page)
    now = hub.clock.now()
    which = BoardFilter(
        team=team,
        worker=actor.user if mine else None,
        rating=rating,
        agency=agency,
        viewer=viewer(hub, actor),
    )
    shown = which if references is None else replace(which, references=tuple(references))
    with hub.store.read() as session:
        totals = standing(session, which, now=now)
        lines = board_page(session, shown, skip=(page - 1) * size, limit=size)
    return Board(
        rows=tuple(_row(line, now) for line in lines),
        totals=BoardTotals(**asdict(totals)),
        page=page,
        pages=max(1, -(-totals.journeys // size)),
        as_of=now,
    )


def _row(line: BoardLine, now: datetime) -> BoardRow:
    row = line.journey
    return BoardRow(
        reference=row.reference,
        version=row.version,
        stage=row.stage,
        owner=row.worker,
        team=row.team,
        rating=row.rating,
        opened_at=row.opened_at,
        runs_out_at=row.runs_out_at,
        late=row.runs_out_at is not None and row.runs_out_at <= now,
        asked=row.asked,
        replies=row.replies,
        awaits_signature=row.awaiting_signature is not None,
        child=row.child,
        born=row.born,
        cells=tuple(sorted((_cell(request, now) for request in line.requests), key=_urgency)),
    )


def _urgency(cell: Cell) -> tuple[bool, bool, float, str]:
    """Return where a cell stands in its row: missing before answered, what runs out first first."""
    answered = cell.state != "asked"
    due = cell.due_at.timestamp() if cell.due_at else 0.0
    return answered, cell.due_at is None, due, cell.agency


def _cell(request: RequestLine, now: datetime) -> Cell:
    waits = not request.answered
    return Cell(
        agency=request.agency,
        request=request.id,
        state=request.state,
        asked_at=request.asked_at,
        due_at=request.due_at,
        late=waits and request.due_at is not None and request.due_at <= now,
        chases=request.owed.chases if request.owed else 0,
        ask_instead=request.ask_instead,
        more_time_until=request.more_time_until,
        disputed=request.disputed,
        replied_at=request.replied_at,
        full=request.full,
    )
