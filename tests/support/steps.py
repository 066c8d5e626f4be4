"""The steps of a played journey: a command, somebody in particular who gives it, time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from journey.commands import Command


@dataclass(frozen=True)
class At:
    """Time moves on to an instant; what falls due on the way is climbed if `climbing`."""

    instant: datetime
    climbing: bool = True


@dataclass(frozen=True)
class By:
    """A command given by somebody in particular."""

    user: str
    command: Command


Step = Command | At | By
Steps = Step | Iterable["Steps"]


def flat(steps: Iterable[Steps]) -> Iterable[Step]:
    for step in steps:
        if isinstance(step, Command | At | By):
            yield step
        else:
            yield from flat(step)
