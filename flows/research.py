"""Stage: research.  Partner agencies are asked what they know.

Each is asked, reminded, chased with its deputy, and escalated to both managers while its reply
is missing; who decides is reminded too.  The stage ends with decision two.
"""

from __future__ import annotations

from casework.sweeping import Swept
from flows.acting import act_on_what_is_due


async def research(journey: str) -> Swept:
    """Ask the partners, chase who is late, and remind whoever owes decision two."""
    return await act_on_what_is_due(journey)
