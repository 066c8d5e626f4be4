"""Moments: the named points at which clocks start and stop.

`base` has the words and their shape; the others say which moments each event is.
"""

from journey.moments import care, departures, hub, meetings, plans, practice
from journey.moments.base import MOMENTS, NEEDS_WORKER, Moment, moments

_FAMILIES = (care, departures, hub, meetings, plans, practice)  # importing them registers them

__all__ = ["MOMENTS", "NEEDS_WORKER", "Moment", "moments"]
