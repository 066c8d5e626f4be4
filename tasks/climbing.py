"""What the five tasks of the clock share: one rung, in a thread, tried again only shortly.

A task does not wait long for its second try, because others are waiting behind it.  What still
fails stays due, and the next sweep finds it.
"""

from __future__ import annotations

import asyncio
from typing import Final

from casework.sweeping import climb
from tasks.shared_hub import the_hub

RETRIES: Final = 2
RETRY_DELAY_SECONDS: Final = 0.2
RUN_NAME: Final = "{obligation} rung {rung}"
"""A run is named by references alone."""


async def climbed(obligation: str, rung: int) -> bool:
    """Climb one rung; False where it has been climbed already, here or elsewhere."""
    return await asyncio.to_thread(climb, the_hub(), obligation, rung)
