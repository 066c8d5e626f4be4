"""How one kind of event changes a journey: the dispatch, and what all the files here share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any, TypeVar

from journey.case import Case, Sent
from journey.events import Event, Notice, Recorded
from journey.practice import PartnerDelay
from journey.replacing import replaced

Part = TypeVar("Part")


@singledispatch
def apply(event: Event, case: Case, at: Recorded) -> Case:
    """Return the case after an event, but for what every event changes alike."""
    raise TypeError(f"nobody said how {type(event).__name__} changes a journey")


def added(parts: Mapping[str, Part], key: str, part: Part) -> dict[str, Part]:
    """Return the parts with one more."""
    return {**parts, key: part}


def changed(parts: Mapping[str, Part], key: str, **changes: Any) -> dict[str, Part]:
    """Return the parts with some fields of one of them changed."""
    return {**parts, key: replaced(parts[key], **changes)}


def sent_too(
    case: Case, at: Recorded, notices: tuple[Notice, ...], **about: Any
) -> tuple[Sent, ...]:
    """Return everything sent so far and these notices, numbered."""
    return case.sent + tuple(
        Sent(
            version=at.version,
            number=number,
            at=at.recorded_at,
            to=notice.to,
            template=notice.template,
            **about,
        )
        for number, notice in enumerate(notices)
    )


def delayed(case: Case, agency: str | None, at: Recorded, about: str | None) -> Case:
    """Return the journey with one more delay by a partner, where it was one."""
    if agency is None:
        return case
    delay = PartnerDelay(
        id=f"L{len(case.delays) + 1}", agency=agency, at=at.occurred_at, about=about
    )
    return replaced(case, delays=(*case.delays, delay))
