"""Tokens: what a person's program or a partner's system shows to come in.

A token is 32 random bytes, shown once.  What is kept is its SHA-256: whoever reads the
database cannot come in with it, and a look-up by hash gives nothing away by how long it takes.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from casework.errors import BadInputError, Fault, NotFoundError
from casework.hub import Hub
from casework.people.checks import line_faults, refuse
from journey.people import Actor
from models.queries import people
from models.queries.people import Token, User

BYTES = 32
LONGEST_DAYS = 3660
TOKEN = "token"  # noqa: S105 - the kind of thing it is, not one


def issue_token(hub: Hub, user: str, label: str, days: int) -> str:
    """Return a new token for somebody; it cannot be shown again.

    Args:
        label: What its owner calls it, to know later which one to revoke.
        days: How long it lets its owner in.

    Raises:
        NotFoundError: Nobody of this name works here.
        BadInputError: A fault in the label or the days.
    """
    refuse(line_faults("label", label, needed=True))
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInputError(
            Fault("days", "it cannot be that long", f"a number from 1 to {LONGEST_DAYS}")
        )
    token = secrets.token_urlsafe(BYTES)
    now = hub.clock.now()
    with hub.store.write() as session:
        _here(people.user(session, user), user)
        people.keep_token(
            session,
            token,
            user=user,
            kind=TOKEN,
            label=label,
            now=now,
            expires_at=now + timedelta(days=days),
        )
    return token


def tokens(hub: Hub, user: str) -> list[Token]:
    """Return somebody's tokens, newest first; never what would let anybody in."""
    with hub.store.read() as session:
        return people.tokens(session, user)


def revoke_token(hub: Hub, sha256: str) -> None:
    """Let a token in no more.

    Raises:
        NotFoundError: There is none of this hash, or it was revoked before.
    """
    with hub.store.write() as session:
        if not people.revoke(session, sha256, now=hub.clock.now()):
            raise NotFoundError("token", sha256)


def actor_of(hub: Hub, token: str, *, kind: str = TOKEN) -> Actor | None:
    """Return who comes in with a token; None where it is unknown, over, revoked, or theirs left."""
    with hub.store.read() as session:
        found = people.user_of_token(session, token, now=hub.clock.now(), kind=kind)
    return None if found is None else _actor(found)


def actor_named(hub: Hub, name: str) -> Actor:
    """Return somebody as an actor, by user name: for whoever runs the machine itself.

    Raises:
        NotFoundError: Nobody of this name works here (any more).
    """
    with hub.store.read() as session:
        return _actor(_here(people.user(session, name), name))


def _here(found: User | None, name: str) -> User:
    if found is None or not found.may_come_in:
        raise NotFoundError("user", name)
    return found


def _actor(user: User) -> Actor:
    return Actor(user=user.name, role=user.role, team=user.team, agency=user.agency)
