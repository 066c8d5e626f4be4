"""The shape of a kind of obligation in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journey.case import Case
from journey.diagnosis.shapes import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedKind:
    """One row.

    Attributes:
        act: What is to be done, after "to".
        step: The cheapest thing to do, given the journey.
        blocks: What waits for it; empty where no step for the child does.
        afterwards: No step for the child waits for it, so it is less grave when late.
    """

    act: str
    step: Callable[[Case], Step]
    blocks: str = ""
    afterwards: bool = False


def just(what: str, command: str | None) -> Callable[[Case], Step]:
    """Return a step that is the same on every journey."""
    return lambda _: Step(what, command)
