"""Stage: contact.  Somebody told the hub about a child.

The referrer is owed an acknowledgement and the child decision one, each within its limit.
The stage ends with decision one: referral, early help, advice, joined, or no further action.
"""

from __future__ import annotations

from casework.sweeping import Swept
from flows.acting import act_on_what_is_due


async def contact(journey: str) -> Swept:
    """Remind and chase whoever owes the acknowledgement and decision one."""
    return await act_on_what_is_due(journey)
