"""When a message that could not be handed over is tried again, and for how long.

These are the product's own numbers, not practice's: they say how patient the outbox is with a
mail server, and leave every clock of a journey alone.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)

ATTEMPTS = 30
"""About a day: waits of 1, 2, 4, 8, 16 and 32 minutes, then an hour each time."""

ATTEMPTS_IN_VAIN = 5
"""Some quarter of an hour, where only a person can mend it: an address that does not exist."""


def wait_after(delivery_id: str, attempt: int) -> timedelta:
    """Return how long to wait after a failed attempt, counted from 1.

    Twice as long each time, an hour at most, and up to a tenth less by the delivery's own
    measure: two hundred that failed together are not all tried again in the same second.
    """
    doublings = min(attempt - 1, 10)
    wait = min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
    digest = hashlib.sha256(f"{delivery_id}:{attempt}".encode()).digest()
    less = wait * digest[0] / (255 * 10)
    return timedelta(seconds=round((wait - less).total_seconds()))
