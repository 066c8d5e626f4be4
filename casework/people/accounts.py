"""Local accounts: signing in with a password, changing it, and giving a one-time one.

Nobody learns by trying whether there is such a user, whether the password was wrong, or
whether too many had been wrong before: the answer and the work behind it are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.errors import BadInputError, Fault, NotFoundError
from casework.hub import Hub
from casework.people import sessions
from casework.people.administration_log import Act, Subject, note
from casework.people.checks import administrators_only, key_faults, refuse
from casework.people.passwords import Hasher, one_time_password, password_faults
from casework.people.sessions import Over, Way
from journey.people import Actor
from models.queries import accounts, people
from models.queries import sessions as session_queries
from models.queries.accounts import Password
from models.queries.people import User
from models.store import Session

FORGOTTEN_AFTER = timedelta(hours=24)
"""Without a further one, what failed before no longer counts."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
"""The first wait after too many failures; each further failure doubles it, up to the longest."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One try, counted before it is made."""

    name: str
    address: str
    kept: Password | None
    blocked: bool


def sign_in(hub: Hub, name: str, password: str, *, address: str, browser: str) -> str | None:
    """Return a new session's id, or None: who, what and why is not said.

    Args:
        address: Where the attempt comes from; too many wrong ones make it wait as well.
        browser: What the session is called on the page of sessions.
    """
    attempt = _begin(hub, name, address)
    if not _fits(hub, attempt, password):
        return None
    hashed = attempt.kept.hash if attempt.kept else None
    hasher = Hasher(hub.settings)
    now = hub.clock.now()
    with hub.store.write() as session:
        if hashed is not None and hasher.is_stale(hashed):
            accounts.rehash(session, name, hashed, hasher.hash(password))
        _right(session, attempt)
        return sessions.begin(session, name, browser=browser, way=Way.PASSWORD, now=now)


def change_password(
    hub: Hub,
    actor: Actor,
    *,
    current: str,
    new: str,
    again: str,
    address: str,
    browser: str,
) -> str:
    """Change one's own password, end every session, and return the id of a new one.

    Raises:
        BadInputError: with every fault found; nothing was changed.
    """
    with hub.store.read() as session:
        owner = people.user(session, actor.user)
    if owner is None:
        raise NotFoundError("user", actor.user)
    attempt = _begin(hub, actor.user, address)
    if not _fits(hub, attempt, current):
        raise BadInputError(
            Fault(
                "current",
                "it is not right, or too many before it were not",
                "the password you sign in with now; after some wrong ones wait a while",
            )
        )
    refuse(password_faults("new", new, owner))
    if new == current:
        raise BadInputError(Fault("new", "it is the one you have", "another one"))
    if new != again:
        raise BadInputError(Fault("again", "it is not the same", "the new password once more"))
    hashed = Hasher(hub.settings).hash(new)
    now = hub.clock.now()
    with hub.store.write() as session:
        accounts.set_password(session, owner.name, hashed, once=False, now=now)
        _right(session, attempt)
        why = Over.PASSWORD_CHANGED.value
        session_queries.end_all(session, owner.name, why=why, now=now)
        return sessions.begin(session, owner.name, browser=browser, way=Way.PASSWORD, now=now)


def give_one_time_password(hub: Hub, actor: Actor | None, name: str) -> str:
    """Return a password that lets somebody in once, to choose another; shown once.

    It ends every session of theirs, and takes back that they have to wait.

    Raises:
        NotAllowedError: The actor is no administrator.
        NotFoundError: Nobody of this name works here.
    """
    administrators_only(actor, "people")
    password = one_time_password()
    with _setting(hub, name, password, once=True) as session:
        note(hub, session, actor, Act.PASSWORD_GIVEN, Subject.PERSON, name)
    return password


def set_password(hub: Hub, name: str, password: str) -> None:
    """Give somebody a password that stays: for the invented hub and for tests."""
    with _setting(hub, name, password, once=False):
        pass


@contextmanager
def _setting(hub: Hub, name: str, password: str, *, once: bool) -> Iterator[Session]:
    """Set a password in one transaction with what the block does."""
    hashed = Hasher(hub.settings).hash(password)
    now = hub.clock.now()
    with hub.store.write() as session:
        _here(people.user(session, name), name)
        accounts.set_password(session, name, hashed, once=once, now=now)
        accounts.forget_failures(session, accounts.subject("user", name))
        session_queries.end_all(session, name, why=Over.PASSWORD_CHANGED.value, now=now)
        yield session


def _here(found: User | None, name: str) -> None:
    if found is None or not found.active:
        raise NotFoundError("user", name)


def _begin(hub: Hub, name: str, address: str) -> _Attempt:
    """Count an attempt for the name and for the address, whoever has the name."""
    now = hub.clock.now()
    limits = hub.settings
    with hub.store.write() as session:
        accounts.forget_failures_before(session, now - FORGOTTEN_AFTER)
        waits = [
            _counted(session, "user", name, limits.password_failures, now),
            _counted(session, "address", address, limits.password_failures_per_address, now),
        ]
        # What cannot be a user name is not looked for; databases refuse some of it.
        kept = None if any(key_faults("name", name)) else accounts.password(session, name)
    return _Attempt(name=name, address=address, kept=kept, blocked=any(waits))


def _counted(session: Session, kind: str, named: str, most: int, now: datetime) -> bool:
    """Return whether a subject has to wait; one that need not is counted, and may have to."""
    subject = accounts.subject(kind, named)
    before = accounts.failures(session, subject)
    if before is not None and before.blocked_until is not None and now < before.blocked_until:
        return True
    forget_before = now - FORGOTTEN_AFTER
    count = accounts.note_failure(session, subject, now=now, forget_before=forget_before)
    wait = None
    if count >= most:
        doublings = min(count - most, 10)
        wait = now + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
    accounts.block(session, subject, until=wait)
    return False


def _fits(hub: Hub, attempt: _Attempt, password: str) -> bool:
    """Return whether the password counts; it is checked whatever the answer will be."""
    kept = attempt.kept
    right = Hasher(hub.settings).verify(kept.hash if kept else None, password)
    if not right or kept is None or not kept.active or attempt.blocked:
        return False
    lasts = timedelta(hours=hub.settings.one_time_password_hours)
    over = kept.once and (kept.set_at is None or hub.clock.now() - kept.set_at >= lasts)
    return not over and hub.settings.local_passwords


def _right(session: Session, attempt: _Attempt) -> None:
    accounts.forget_failures(session, accounts.subject("user", attempt.name))
    accounts.take_back_failure(session, accounts.subject("address", attempt.address))
