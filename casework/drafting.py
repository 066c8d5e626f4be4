"""Drafts: what was typed is kept for whoever typed it, until it is given or its time is over.

A draft about a journey is as closed as the journey: while that is restricted and not open to the
draft's owner, it is neither kept nor shown, and ages as any other.
"""

from __future__ import annotations

from datetime import timedelta

from casework.asking.scope import closed_journeys
from casework.hub import Hub
from casework.reach import refuse_restricted
from journey.people import Actor
from models.queries import drafts
from models.queries.drafts import Draft, Typed
from models.store import Session

__all__ = ["Draft", "Typed", "drafts_of", "find_draft", "forget_draft", "keep_draft"]


def keep_draft(
    hub: Hub, actor: Actor, form: str, typed: Typed, *, reference: str | None, version: int
) -> Draft:
    """Keep what somebody has typed so far, in place of what they had kept before.

    Raises:
        RestrictedError: The journey is restricted, and not open to them.
    """
    now = hub.clock.now()
    draft = Draft(
        reference=reference or "",
        form=form,
        version=version,
        typed=typed,
        saved_at=now,
        expires_at=now + timedelta(days=hub.settings.draft_days),
    )
    with hub.store.write() as session:
        if _closed(session, hub, actor, draft):
            refuse_restricted(actor, hub.cases.load(session, draft.reference), now)
        drafts.keep(session, user=actor.user, draft=draft)
    return draft


def find_draft(hub: Hub, actor: Actor, form: str, *, reference: str | None) -> Draft | None:
    """Return the reader's own draft of a form, if there is one that is open to them."""
    with hub.store.read() as session:
        found = drafts.find(
            session,
            user=actor.user,
            reference=reference or "",
            form=form,
            now=hub.clock.now(),
        )
        return None if found is None or _closed(session, hub, actor, found) else found


def drafts_of(hub: Hub, actor: Actor) -> list[Draft]:
    """Return what somebody has begun and not given, the newest first."""
    with hub.store.read() as session:
        found = drafts.of(session, user=actor.user, now=hub.clock.now())
        closed = closed_journeys(session, hub, actor, {each.reference for each in found})
    return [each for each in found if each.reference not in closed]


def forget_draft(hub: Hub, actor: Actor, form: str, *, reference: str | None) -> bool:
    """Forget a draft: its command was given, or its owner threw it away."""
    with hub.store.write() as session:
        return drafts.forget(session, user=actor.user, reference=reference or "", form=form)


def _closed(session: Session, hub: Hub, actor: Actor, draft: Draft) -> bool:
    return bool(closed_journeys(session, hub, actor, {draft.reference}))
