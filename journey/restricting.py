"""A restricted journey: whom it is open to, for how long, and who restricted it.

Restricting hides a record from colleagues, never from the clock: what is owed stays owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

TOLD = "opened-restricted"
"""The template of the notice to whoever restricted a journey that somebody opened it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """Whom a journey is open to.

    Attributes:
        people: User names; whoever restricted it is among them.
        by: Who restricted it last, and is told when somebody else opens it.
        opened: Who opened it with a stated reason, and until when.
    """

    people: tuple[str, ...]
    by: str
    since: datetime
    reason: str = ""
    opened: Mapping[str, datetime] = field(default_factory=dict)

    def is_open_to(self, user: str, now: datetime) -> bool:
        """Return whether somebody may open the journey at an instant."""
        return user in self.people or self.is_opened_by(user, now)

    def is_opened_by(self, user: str, now: datetime) -> bool:
        """Return whether somebody who is not named has opened it, and still may."""
        until = self.opened.get(user)
        return user not in self.people and until is not None and now < until
