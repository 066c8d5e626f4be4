"""Stage: hand-off.  Another service is to help.

The service owes a confirmation that help began.  If it sends the child back, the decision that
led here is asked again.
"""

from __future__ import annotations

from casework.sweeping import Swept
from flows.acting import act_on_what_is_due


async def hand_off(journey: str) -> Swept:
    """Chase the receiving service until it confirms or sends the child back."""
    return await act_on_what_is_due(journey)
