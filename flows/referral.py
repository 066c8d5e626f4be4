"""Stage: referral.  The contact was accepted: children's social care may have to act.

Somebody owes the decision whether partners are to be researched, or an assessment, a
strategy discussion or early help begins.  The referrer is owed the outcome of the contact.
"""

from __future__ import annotations

from casework.sweeping import Swept
from flows.acting import act_on_what_is_due


async def referral(journey: str) -> Swept:
    """Remind and chase whoever owes the decision on the referral."""
    return await act_on_what_is_due(journey)
