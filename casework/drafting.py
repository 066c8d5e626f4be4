"""Drafts: what was typed is kept for whoever typed it, until it is given or its time is over."""

from __future__ import annotations

from datetime import timedelta

from casework.hub import Hub
from journey.people import Actor
from models.queries import drafts
from models.queries.drafts import Draft, Typed

__all__ = ["Draft", "Typed", "drafts_of", "find_draft", "forget_draft", "keep_draft"]


def keep_draft(
    hub: Hub, actor: Actor, form: str, typed: Typed, *, reference: str | None, version: int
) -> Draft:
    """Keep what somebody has typed so far, in place of what they had kept before."""
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
        drafts.keep(session, user=actor.user, draft=draft)
    return draft


def find_draft(hub: Hub, actor: Actor, form: str, *, reference: str | None) -> Draft | None:
    """Return the reader's own draft of a form, if there is one."""
    with hub.store.read() as session:
        return drafts.find(
            session,
            user=actor.user,
            reference=reference or "",
            form=form,
            now=hub.clock.now(),
        )


def drafts_of(hub: Hub, actor: Actor) -> list[Draft]:
    """Return what somebody has begun and not given, the newest first."""
    with hub.store.read() as session:
        return drafts.of(session, user=actor.user, now=hub.clock.now())


def forget_draft(hub: Hub, actor: Actor, form: str, *, reference: str | None) -> bool:
    """Forget a draft: its command was given, or its owner threw it away."""
    with hub.store.write() as session:
        return drafts.forget(session, user=actor.user, reference=reference or "", form=form)
