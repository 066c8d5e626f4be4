"""The projections: what pages query.  They follow from the log and can be made anew from it."""

from models.projections.obligation_row import as_obligation, obligation_row
from models.projections.rebuilding import Rebuild, rebuild
from models.projections.rows import (
    NEVER,
    PROJECTIONS,
    notification_id,
    notification_row,
    rows_of,
    runs_out,
)
from models.projections.writing import write

__all__ = [
    "NEVER",
    "PROJECTIONS",
    "Rebuild",
    "as_obligation",
    "notification_id",
    "notification_row",
    "obligation_row",
    "rebuild",
    "rows_of",
    "runs_out",
    "write",
]
