"""One command for several journeys: each is given on its own, and each says what came of it.

Nothing ties the journeys together: a refusal on one leaves the others given, and none is ever
half done, because each is a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from casework import asking, giving
from casework.errors import BadInputError, NotAllowedError, NotFoundError
from casework.giving import Given
from casework.hub import Hub
from journey.commands import Command
from journey.commands.research import ChasePartner
from journey.people import Actor
from journey.refusals import Refused
from journey.terms import Guard
from models.errors import StoreError

MOST = 100
"""Journeys in one go: as many as a page of a list shows."""

Make = Callable[[str], Command | Refused]
"""Makes the command for one journey, or says why there is none to give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of it on one journey: one of the two is there."""

    reference: str
    given: Given | None = None
    refused: Refused | None = None


def give_each(
    hub: Hub, actor: Actor, make: Make, references: Iterable[str], *, key: str | None = None
) -> list[Came]:
    """Give a command on each of several journeys, and return what came of each, in their order.

    Args:
        key: Of the form: sent twice, each journey is given it once.
    """
    each = list(dict.fromkeys(references))[:MOST]
    return [_one(hub, actor, make, reference, key) for reference in each]


def _one(hub: Hub, actor: Actor, make: Make, reference: str, key: str | None) -> Came:
    try:
        answer = _answer(hub, actor, make, reference, f"{key}-{reference}" if key else None)
    except NotFoundError:
        answer = _not_there()
    except BadInputError as bad:
        answer = _bad(bad)
    except StoreError:
        answer = _away()
    if isinstance(answer, Given):
        return Came(reference=reference, given=answer)
    return Came(reference=reference, refused=answer)


def _answer(hub: Hub, actor: Actor, make: Make, reference: str, key: str | None) -> Given | Refused:
    before = giving.given_before(hub, actor, key) if key else None
    if before is not None:
        return before
    command = make(reference)
    if isinstance(command, Refused):
        return command
    return giving.give(hub, command, actor, reference, key=key)


def chasing(hub: Hub, actor: Actor, note: str | None) -> Make:
    """Return what chases, on each journey, the reply that is missing and due first."""

    def make(reference: str) -> Command | Refused:
        if actor.role not in ChasePartner.ROLES:
            raise NotAllowedError("chasing a partner", actor.role.value)
        view = asking.show(hub, actor, reference)
        missing = [each for each in view.requests if each.open]
        if not missing:
            return Refused(
                Guard.NOT_NOW,
                "No reply of a partner is missing.",
                ("open the journey: it says what it waits for",),
            )
        first = min(
            missing, key=lambda each: (each.due_at is None, each.due_at or each.asked_at, each.id)
        )
        return ChasePartner(request=first.request, note=note)

    return make


def _not_there() -> Refused:
    return Refused(
        Guard.UNKNOWN_SUBJECT,
        "There is no such journey, or it is not for you to see.",
        ("check its reference",),
    )


def _bad(error: BadInputError) -> Refused:
    said = "; ".join(f"{each.where.replace('_', ' ')}: {each.what}" for each in error.faults)
    return Refused(
        Guard.WRONG_KIND,
        f"This cannot be used: {said}.",
        tuple(each.expected for each in error.faults),
    )


def _away() -> Refused:
    return Refused(
        Guard.NOT_NOW,
        "The record was busy or away, and this journey was left as it was.",
        ("try again with this journey",),
    )
