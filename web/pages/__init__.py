"""Pages: rendered here, readable without a script."""

from __future__ import annotations

from web.pages import (
    administration,
    alerts,
    board,
    chronology,
    doing,
    gaps,
    journey,
    journeys,
    language,
    lists,
    looks,
    my_work,
    own_account,
    own_agency,
    partner,
    pro_formas,
    replies,
    restricted,
    sign_in,
    static,
    stuck,
    stuck_changes,
)
from web.routes import Row

ROWS: tuple[Row, ...] = (
    *sign_in.ROWS,
    *own_account.ROWS,
    *looks.ROWS,
    *restricted.ROWS,
    *board.ROWS,
    *replies.ROWS,
    *journey.ROWS,
    *journeys.ROWS,
    *chronology.ROWS,
    *partner.ROWS,
    *own_agency.ROWS,
    *administration.ROWS,
    *language.ROWS,
    *doing.ROWS,
    *pro_formas.ROWS,
    *stuck.ROWS,
    *stuck_changes.ROWS,
    *lists.ROWS,
    *gaps.ROWS,
    *my_work.ROWS,
    *alerts.ROWS,
    *static.ROWS,
)
