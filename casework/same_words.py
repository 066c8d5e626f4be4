"""Pointing out an entry that says the same words as one on a sibling's journey.

Two queries where a linked journey gets a long text, none anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from casework.hub import Hub
from journey.case import Case
from journey.decide import record_events
from journey.decide.context import Context
from journey.events import Event, Recorded
from journey.events.family import SameWordsFound
from journey.pasting import Written, pasted, speaks_of_another, words_of
from journey.people import Actor
from journey.refusals import Accepted
from models import log
from models.codec import encode
from models.queries import family
from models.store import Session


def point_out(hub: Hub, session: Session, actor: Actor, accepted: Accepted) -> Accepted:
    """Return what was accepted, with what was found in its texts; nothing is refused."""
    case, settings = accepted.case, hub.settings
    siblings = case.kin.sibling_references()
    fresh = [each for recorded in accepted.recorded for each in _written(case, recorded)]
    if not siblings or not fresh:
        return accepted
    people = family.on_journeys(session, siblings)
    children = {
        reference: each.name
        for reference, known in people.items()
        for each in known
        if each.relation is None
    }
    own = case.child.name if case.child else ""
    long = [each for each in fresh if len(words_of(each.text)) >= settings.same_words_least]
    earlier = (
        log.latest_narratives(session, siblings, limit=settings.same_words_entries) if long else []
    )
    found = pasted(
        long,
        [
            Written(reference, version, text)
            for reference, version, said in earlier
            for text in _texts(said)
        ],
        names={word for name in (own, *children.values()) for word in words_of(name)},
        percent=settings.same_words_percent,
        least=settings.same_words_least,
    )
    warnings = [
        f"Same words as on {each.sibling}, version {each.sibling_entry}: is this about this child?"
        for each in found
    ]
    named = {
        reference: None
        for written in fresh
        for reference in speaks_of_another(written.text, own=own, others=children.items())
    }
    warnings += [
        f"It names the child of {reference} and not this one: is this about this child?"
        for reference in named
    ]
    events: list[Event] = [
        SameWordsFound(
            entry=each.entry,
            sibling=each.sibling,
            sibling_entry=each.sibling_entry,
            alike=each.alike,
        )
        for each in found
    ]
    return _with(hub, actor, accepted, events, warnings)


def _with(
    hub: Hub, actor: Actor, accepted: Accepted, events: list[Event], warnings: list[str]
) -> Accepted:
    now = hub.clock.now()
    context = Context(rulebook=hub.rules(), actor=actor, now=now, at=now)
    more = record_events(accepted.case, events, context)
    return replace(
        more,
        recorded=accepted.recorded + more.recorded,
        warnings=(*accepted.warnings, *warnings),
    )


def _written(case: Case, recorded: Recorded) -> Iterator[Written]:
    _, said = encode(recorded.event)
    for text in _texts(said):
        yield Written(case.reference, recorded.version, text)


def _texts(said: Mapping[str, Any]) -> Iterator[str]:
    """Yield what an entry says in sentences; names and other parts made of fields are not."""
    return (text for text in said.values() if isinstance(text, str))
