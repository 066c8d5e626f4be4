"""Moments of work with the child."""

from __future__ import annotations

from collections.abc import Iterator

from journey.case import Case
from journey.events import practice
from journey.moments.base import Moment, moments
from journey.moments.care import seen_where_it_lives


@moments.register
def _(event: practice.VisitRecorded, case: Case) -> Iterator[Moment]:
    if event.seen:
        yield Moment(name="child seen", about=event.visit)
        yield from seen_where_it_lives(event.visit, case)
