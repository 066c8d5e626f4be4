"""What was noted lately, so that the same look is not noted again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

ONE_LOOK = timedelta(minutes=5)
"""How long the same person, part and way count as the same look."""

REMEMBERED = 10_000

Key = tuple[str, str, str, str]
"""Who, which journey, which part, through what."""


@dataclass(slots=True)
class Recent:
    """What this process has noted lately."""

    _noted: OrderedDict[Key, datetime] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def is_new(self, key: Key, now: datetime) -> bool:
        """Return whether a look is none that was noted within the last minutes."""
        with self._lock:
            last = self._noted.get(key)
        return last is None or now - last >= ONE_LOOK

    def remember(self, keys: Iterable[Key], now: datetime) -> None:
        """Remember what was noted, once it has been."""
        with self._lock:
            for key in keys:
                self._noted[key] = now
                self._noted.move_to_end(key)
            while len(self._noted) > REMEMBERED:
                self._noted.popitem(last=False)
