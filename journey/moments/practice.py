"""Moments of work with the child."""

from __future__ import annotations

from collections.abc import Iterator

from journey.case import Case
from journey.events import practice
from journey.moments.base import Moment, moments


@moments.register
def _(event: practice.VisitRecorded, case: Case) -> Iterator[Moment]:
    del case
    if event.seen:
        yield Moment(name="child seen", about=event.visit)
