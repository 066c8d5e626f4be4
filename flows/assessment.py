"""Stage: assessment.  Finding out what the child needs.

It is owed within its limit and ends with a manager's authorisation.
"""

from __future__ import annotations

from casework.sweeping import Swept
from flows.acting import act_on_what_is_due


async def assessment(journey: str) -> Swept:
    """Remind and chase whoever owes the assessment."""
    return await act_on_what_is_due(journey)
