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


VISIT = just("Go and see the child, and record it", "record-visit")
REVIEW = just("Hold the review", "hold-meeting")
CORE_GROUP = just("Hold the core group", "hold-meeting")
MINUTES = just("Send the minutes round, to the absent as well", "circulate-paper")
REPORT = just("Share the report with the parents", "share-report")
LONG_PLAN = just("Say what follows from so long a plan", "consider-plan-alarm")
"""Steps that more than one kind takes."""
