"""Browser sessions: begun at a sign-in, ended by their owner, an administrator, or time.

A session's id is 32 random bytes, held by the browser alone; what is kept is its SHA-256.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from casework.errors import NotFoundError
from casework.hub import Hub
from casework.people.administration_log import Act, Subject, note
from casework.people.checks import administrators_only
from journey.people import Actor
from models.errors import StoreError
from models.queries import sessions as queries
from models.queries.people import User, fingerprint
from models.queries.sessions import BrowserSession
from models.store import Session

BYTES = 32
NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is noted when a session was last used: not each request writes."""

TOLD_FOR = timedelta(days=30)
"""How long a browser whose session is over is told why."""


class Way(StrEnum):
    """How somebody showed who they are."""

    PASSWORD = "password"  # noqa: S105 - the way, not one
    PROVIDER = "provider"


class Over(StrEnum):
    """Why a session lets nobody in any more."""

    SIGNED_OUT = "signed-out"
    ENDED_BY_OWNER = "ended-by-owner"
    ENDED_BY_ADMINISTRATOR = "ended-by-administrator"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a reason, not one
    ROLE_CHANGED = "role-changed"
    LEFT = "left"
    LOCKED = "locked"
    IDLE = "idle"
    TOO_LONG = "too-long"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody in a browser.

    Attributes:
        session: Its key among its owner's sessions; lets nobody in.
        must_change_password: Until then nothing else is open.
    """

    actor: Actor
    session: str
    must_change_password: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody is signed in."""

    id: str
    browser: str
    way: str
    since: datetime
    last_used_at: datetime
    here: bool


def begin(session: Session, user: str, *, browser: str, way: Way, now: datetime) -> str:
    """Begin a session in an open transaction, and return its id."""
    secret = secrets.token_urlsafe(BYTES)
    queries.forget_before(session, now - TOLD_FOR)
    queries.keep(session, secret, user=user, browser=browser[:100], way=way.value, now=now)
    return secret


def signed_in(hub: Hub, secret: str, *, used: bool = True) -> SignedIn | Over:
    """Return who is signed in with a session, or why nobody is.

    Args:
        used: Somebody did something; else it is a page that asks by itself, and the time
            after which an unused session ends runs on.
    """
    now = hub.clock.now()
    with hub.store.read() as session:
        found = queries.find(session, secret)
    if found is None:
        return Over.UNKNOWN
    over = _why_over(hub, found.session, found.owner, now)
    if over is not None:
        return over
    if used and now - found.session.last_used_at >= NOTED_EVERY:
        # Busy now, noted with the next request: nobody waits for it.
        with suppress(StoreError), hub.store.write() as session:
            queries.touch(session, found.session.sha256, now=now)
    return SignedIn(
        actor=_actor(found.owner),
        session=found.session.sha256,
        must_change_password=found.must_change_password and found.session.way == Way.PASSWORD,
    )


def places(hub: Hub, actor: Actor | None, user: str, *, here: str | None = None) -> list[Place]:
    """Return where somebody is signed in, the newest first.

    Raises:
        NotAllowedError: Another's, and the actor is no administrator.
    """
    if actor is None or actor.user != user:
        administrators_only(actor, "where others are signed in")
    now = hub.clock.now()
    with hub.store.read() as session:
        since = now - timedelta(hours=hub.settings.session_hours)
        found = queries.of_user(session, user, since=since)
    idle = timedelta(minutes=hub.settings.session_idle_minutes)
    return [
        Place(
            id=each.sha256,
            browser=each.browser,
            way=each.way,
            since=each.created_at,
            last_used_at=each.last_used_at,
            here=each.sha256 == here,
        )
        for each in found
        if now - each.last_used_at < idle
    ]


def sign_out(hub: Hub, secret: str) -> None:
    """End the session of the browser that asks."""
    now = hub.clock.now()
    with hub.store.write() as session:
        found = queries.find(session, secret)
        if found is not None:
            why = Over.SIGNED_OUT.value
            queries.end(session, found.owner.name, fingerprint(secret), why=why, now=now)


def end_session(hub: Hub, actor: Actor | None, user: str, id_: str) -> None:
    """End one session of one's own, or as an administrator of anybody.

    Raises:
        NotAllowedError: Another's, and the actor is no administrator.
        NotFoundError: There is none, or it has ended.
    """
    why = _who_ends(actor, user)
    with hub.store.write() as session:
        if not queries.end(session, user, id_, why=why.value, now=hub.clock.now()):
            raise NotFoundError("session", id_)
        if why is Over.ENDED_BY_ADMINISTRATOR:
            note(hub, session, actor, Act.SIGNED_OUT, Subject.PERSON, user)


def end_all_sessions(hub: Hub, actor: Actor | None, user: str, *, but: str | None = None) -> int:
    """End all sessions of somebody, *but* one perhaps, and return how many there were."""
    why = _who_ends(actor, user)
    with hub.store.write() as session:
        ended = queries.end_all(session, user, why=why.value, now=hub.clock.now(), but=but)
        if ended and why is Over.ENDED_BY_ADMINISTRATOR:
            note(hub, session, actor, Act.SIGNED_OUT, Subject.PERSON, user)
    return ended


def _who_ends(actor: Actor | None, user: str) -> Over:
    if actor is not None and actor.user == user:
        return Over.ENDED_BY_OWNER
    administrators_only(actor, "where others are signed in")
    return Over.ENDED_BY_ADMINISTRATOR


def _why_over(hub: Hub, session: BrowserSession, owner: User, now: datetime) -> Over | None:
    if not owner.active:
        return Over.LEFT
    if owner.locked_at is not None:
        return Over.LOCKED
    if session.ended_at is not None:
        return Over(session.ended_because or Over.ENDED_BY_OWNER)
    if now - session.created_at >= timedelta(hours=hub.settings.session_hours):
        return Over.TOO_LONG
    if now - session.last_used_at >= timedelta(minutes=hub.settings.session_idle_minutes):
        return Over.IDLE
    return None


def _actor(user: User) -> Actor:
    return Actor(user=user.name, role=user.role, team=user.team, agency=user.agency)
