"""Each look at a child's record is noted: who, which, when, what of it and through what.

A list shows many children in a line each and is no look at anybody's record.  The same person
looking at the same part again within five minutes is one look: a page that renews itself
would otherwise bury the looks that matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from casework.hub import Hub
from journey.people import Actor, Role
from models.queries import looks as queries
from models.queries.looks import Look
from models.queries.restrictions import Viewer, opened_by

P = ParamSpec("P")
Answer = TypeVar("Answer")


class Way(StrEnum):
    """Through what somebody looked."""

    PAGE = "page"
    API = "api"
    COMMAND_LINE = "command-line"
    EXPORT = "export"
    PROGRAM = "program"


class Part(StrEnum):
    """What of a record was looked at."""

    JOURNEY = "journey"
    EVENTS = "events"
    CHRONOLOGY = "chronology"
    DECISION = "decision"
    MATCHES = "matches"
    FORMS = "forms"
    REQUEST = "request"


_way: ContextVar[Way] = ContextVar("way", default=Way.PROGRAM)


@contextmanager
def through(way: Way) -> Iterator[None]:
    """Look through this until the block ends."""
    before = _way.set(way)
    try:
        yield
    finally:
        _way.reset(before)


def looked(
    part: Part,
) -> Callable[
    [Callable[Concatenate[Hub, Actor, str, P], Answer]],
    Callable[Concatenate[Hub, Actor, str, P], Answer],
]:
    """Return what makes a question about one journey note its look.

    The look is noted before the answer is given: what cannot be noted is not shown.
    """

    def noting(
        question: Callable[Concatenate[Hub, Actor, str, P], Answer],
    ) -> Callable[Concatenate[Hub, Actor, str, P], Answer]:
        @wraps(question)
        def asked(
            hub: Hub, actor: Actor, reference: str, /, *args: P.args, **more: P.kwargs
        ) -> Answer:
            answer = question(hub, actor, reference, *args, **more)
            note(hub, actor, [reference], part)
            return answer

        return asked

    return noting


def note(hub: Hub, actor: Actor, references: Iterable[str], part: Part) -> None:
    """Note that somebody looked at a part of these journeys' records."""
    if actor.role is Role.SYSTEM:
        return
    now, way = hub.clock.now(), _way.get()
    keys = {
        reference: (actor.user, reference, part.value, way.value)
        for reference in dict.fromkeys(references)
    }
    new = [reference for reference, key in keys.items() if hub.recent_looks.is_new(key, now)]
    if not new:
        return
    with hub.store.write() as session:
        opened = opened_by(session, new, Viewer(actor.user, now))
        queries.note(
            session,
            [_look(actor, each, part, way, now, override=each in opened) for each in new],
        )
    hub.recent_looks.remember((keys[each] for each in new), now)


def _look(
    actor: Actor, reference: str, part: Part, way: Way, now: datetime, *, override: bool
) -> Look:
    return Look(
        at=now,
        user=actor.user,
        role=actor.role.value,
        agency=actor.agency,
        reference=reference,
        what=part.value,
        way=way.value,
        override=override,
    )
