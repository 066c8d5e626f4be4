"""Giving what a form says: read, checked, given, and each way in which that can fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework import asking, giving, registry
from casework.asking.forming import ground
from casework.asking.views import TimelineEntry
from casework.errors import BadInputError, Fault
from casework.giving import Given
from casework.hub import Hub
from journey.commands import Command
from journey.people import Actor, Role
from journey.refusals import Refused
from journey.terms import Guard
from web.forms import naming, needs, wrong
from web.forms.fields import Field
from web.forms.reading import Typed, read
from web.forms.wrong import Wrong

TRIES = 3
"""How often a form is given anew when only the clock got in between."""

_KEY_TAKEN = "Idempotency-Key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One form that was sent.

    Attributes:
        key: The form's own: sent twice it is given once.
        version: The journey's version that the form was filled in on.
    """

    name: str
    fields: tuple[Field, ...]
    typed: Typed
    reference: str | None
    version: int | None
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why a form was not given; nothing was changed.

    Attributes:
        since: What has happened on the journey since the form was opened.
        used: The form was sent before, with other words in it: what came of it then.
    """

    wrongs: tuple[Wrong, ...] = ()
    refusal: needs.Said | None = None
    since: tuple[TimelineEntry, ...] = ()
    used: Given | None = None


def attempt(hub: Hub, actor: Actor, order: Order) -> Given | Failed:
    """Give what a form says, or return what is wrong with it.

    Raises:
        NotFoundError: There is no such journey, or the actor may not know of it.
    """
    zone = hub.rules().in_force(hub.clock.now()).calendar.zone
    found = read(order.fields, order.typed, zone)
    faults = [*found.faults, *_unanswered(order.fields, found.payload)]
    command = None
    try:
        command = registry.parse(order.name, found.payload)
    except BadInputError as bad:
        faults += bad.faults
    if command is None or faults:
        return Failed(wrongs=wrong.said(order.fields, found, faults, order.typed))
    try:
        return _give(hub, actor, order, command)
    except BadInputError as bad:
        if order.key is not None and bad.faults[0].where == _KEY_TAKEN:
            return Failed(used=giving.given_before(hub, actor, order.key))
        return Failed(wrongs=wrong.said(order.fields, found, bad.faults, order.typed))


def _give(hub: Hub, actor: Actor, order: Order, command: Command) -> Given | Failed:
    version = order.version
    for _ in range(TRIES):
        given = giving.give(
            hub, command, actor, order.reference, expected_version=version, key=order.key
        )
        if isinstance(given, Given):
            return given
        if given.code is not Guard.MOVED_ON or order.reference is None or version is None:
            return _refused(hub, actor, order, given)
        newest, since = meanwhile(hub, actor, order.reference, version)
        if since:
            return Failed(since=since)
        # The clock alone got in between: nothing that bears on what was typed.
        version = newest
    return _refused(hub, actor, order, giving.moved_on())


def meanwhile(
    hub: Hub, actor: Actor, reference: str, version: int
) -> tuple[int, tuple[TimelineEntry, ...]]:
    """Return the newest version, and what people have done since the one named."""
    view = asking.show(hub, actor, reference)
    later = (entry for entry in view.timeline if entry.version > version)
    return view.version, tuple(entry for entry in later if entry.kind != "clock")


def _refused(hub: Hub, actor: Actor, order: Order, refused: Refused) -> Failed:
    names = dict(naming.agencies(hub))
    if order.reference is not None and actor.role is not Role.PARTNER:
        # A partner reads no journey: its forms name nothing of one but its own request.
        names |= naming.parts(ground(hub, actor, order.name, order.reference).choices)
    wrongs = wrong.at_field(order.fields, refused)
    return Failed(wrongs=wrongs, refusal=needs.said(refused, names))


def _unanswered(fields: Sequence[Field], payload: dict[str, object]) -> list[Fault]:
    """Return what the form insists on although the command could do without it."""
    return [
        Fault(each.name, "it is missing", "a value")
        for each in fields
        if each.said.asked and payload.get(each.name) is None
    ]
