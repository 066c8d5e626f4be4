"""Stage: strategy discussion.  Social care, police, health and others decide together.

It is owed within its limit from the decision that called for it, and ends with what was
decided: an assessment, another discussion, or nothing further.
"""

from __future__ import annotations

from casework.sweeping import Swept
from flows.acting import act_on_what_is_due


async def strategy_discussion(journey: str) -> Swept:
    """Remind and chase whoever owes the discussion."""
    return await act_on_what_is_due(journey)
