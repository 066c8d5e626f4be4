"""What chance may say in codes: on the way, and afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from journey.commands import codes
from journey.people import Sex
from tests.support.rulebook import RULEBOOK


class Coded:
    """Which codes somebody might give."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def code(self, key: str) -> str | None:
        """Return a code of a list; half the time nobody knows one yet."""
        known: Sequence[str] = list(RULEBOOK.codes.lists[key].codes)
        return self.random.choice(known) if self.random.random() < 0.5 else None

    def several(self, key: str) -> tuple[str, ...]:
        one = self.code(key)
        return () if one is None else (one,)

    def recording(self, now: datetime) -> codes.RecordCodes:
        """Record what is known; now and then nothing, or a birth that is yet to come."""
        day = now.date() + timedelta(days=self.random.choice([-300, -1, 5]))
        born: Any = self.random.choice([None, None, day])
        return codes.RecordCodes(
            how_known="asked",
            source=self.code("referral-source"),
            ethnicity=self.code("ethnicity"),
            sex=self.random.choice([None, *Sex]),
            born=born,
            expected=day if self.random.random() < 0.1 else None,
            disabilities=self.several("disability"),
            primary_need=self.code("primary-need"),
            factors=self.several("factor") if self.random.random() < 0.3 else (),
            upn_unknown=self.code("upn-unknown"),
            closure_reason=self.code("closure-reason"),
        )
