"""Letting somebody in no more: for a while, or because they have left; and taking them back."""

from __future__ import annotations

from dataclasses import replace

from casework.errors import BadInputError, Fault
from casework.hub import Hub
from casework.people import holding
from casework.people.administration_log import Act, Subject, note
from casework.people.administrators import keep_an_administrator, not_oneself
from casework.people.checks import administrators_only, refuse
from casework.people.sessions import Over
from casework.people.users import find_user, user_faults
from journey.people import Actor
from models.queries import accounts, people, sessions
from models.queries.people import User
from models.store import Session


def deactivate(
    hub: Hub, actor: Actor | None, name: str, *, only_if_holding_nothing: bool = False
) -> User:
    """Let somebody go: nothing they hold lets them in any more, what they did keeps their name.

    Journeys that they still hold are orphaned, and stand so on the page of what is stuck.

    Args:
        only_if_holding_nothing: Refuse while they have an open journey, or owe something.

    Raises:
        BadInputError: It is the actor, or the last administrator, or they hold something.
    """
    administrators_only(actor, "people")
    not_oneself(actor, name)
    with hub.store.write() as session:
        before = find_user(session, name)
        keep_an_administrator(hub, session, before, where="the whole")
        if only_if_holding_nothing and holding.of_person(session, name):
            raise BadInputError(
                Fault("held", "they still hold open work", "a yes that it is left to nobody")
            )
        changed = replace(before, active=False)
        people.save_user(session, changed)
        people.revoke_all(session, name, now=hub.clock.now())
        sessions.end_all(session, name, why=Over.LEFT.value, now=hub.clock.now())
        note(hub, session, actor, Act.REMOVED, Subject.PERSON, name)
    return changed


def activate(hub: Hub, actor: Actor | None, name: str) -> User:
    """Take somebody back.  Old tokens stay revoked, old sessions ended."""
    administrators_only(actor, "people")
    with hub.store.write() as session:
        changed = replace(find_user(session, name), active=True)
        refuse(user_faults(session, changed))
        people.save_user(session, changed)
        note(hub, session, actor, Act.TAKEN_BACK, Subject.PERSON, name)
    return changed


def lock(hub: Hub, actor: Actor | None, name: str) -> User:
    """Let somebody in nowhere until they are unlocked; what they hold stays theirs.

    To a diagnosis they are not here: a journey must not wait for somebody who cannot come in.

    Raises:
        BadInputError: It is the actor, or the last administrator.
    """
    administrators_only(actor, "people")
    not_oneself(actor, name)
    with hub.store.write() as session:
        before = _here(session, name)
        if before.locked_at is not None:
            return before
        keep_an_administrator(hub, session, before, where="the whole")
        changed = replace(before, locked_at=hub.clock.now())
        people.save_user(session, changed)
        sessions.end_all(session, name, why=Over.LOCKED.value, now=hub.clock.now())
        note(hub, session, actor, Act.LOCKED, Subject.PERSON, name)
    return changed


def unlock(hub: Hub, actor: Actor | None, name: str) -> User:
    """Let somebody in again, and take back that they have to wait after wrong passwords."""
    administrators_only(actor, "people")
    with hub.store.write() as session:
        changed = replace(_here(session, name), locked_at=None)
        people.save_user(session, changed)
        accounts.forget_failures(session, accounts.subject("user", name))
        note(hub, session, actor, Act.UNLOCKED, Subject.PERSON, name)
    return changed


def _here(session: Session, name: str) -> User:
    found = find_user(session, name)
    if not found.active:
        raise BadInputError(Fault("the whole", "they have left", "to take them back first"))
    return found
