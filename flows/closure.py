"""Stage: closure.  What remains before the journey can be closed.

The referrer and the parents are told, or it is said why not, and what is open is settled.
"""

from __future__ import annotations

from casework.sweeping import Swept
from flows.acting import act_on_what_is_due


async def closure(journey: str) -> Swept:
    """Chase whoever has yet to tell the referrer and the parents, or to close the journey."""
    return await act_on_what_is_due(journey)
