"""The JSON API, one file for each part of it."""

from __future__ import annotations

from web.api import codes, commands, events, gaps, lists, reading, research, running
from web.routes import Row

ROWS: tuple[Row, ...] = (
    *reading.ROWS,
    *commands.ROWS,
    *codes.ROWS,
    *lists.ROWS,
    *gaps.ROWS,
    *research.ROWS,
    *events.ROWS,
    *running.ROWS,
)
