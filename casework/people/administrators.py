"""Somebody must be able to administer: the last administrator who can sign in stays."""

from __future__ import annotations

from datetime import timedelta

from casework.errors import BadInputError, Fault
from casework.hub import Hub
from journey.people import Actor, Role
from models.queries import accounts, people
from models.queries.people import User
from models.store import Session


def keep_an_administrator(hub: Hub, session: Session, changed: User, *, where: str) -> None:
    """Refuse a change of an administrator after which nobody could administer any more.

    Args:
        changed: As it stands before the change.
        where: The field that the refusal stands beside.

    Raises:
        BadInputError: No other administrator could sign in.
    """
    if changed.role is not Role.ADMINISTRATOR or not changed.may_come_in:
        return
    # Locked, so that two administrators cannot take each other's place away at once.
    others = people.administrators(session)
    if any(_can_sign_in(hub, session, each) for each in others if each.name != changed.name):
        return
    raise BadInputError(
        Fault(
            where,
            "no other administrator can sign in",
            "another administrator first, with a password of their own",
        )
    )


def not_oneself(actor: Actor | None, name: str) -> None:
    """Refuse that an administrator shuts themselves out.

    Raises:
        BadInputError: It is the actor.
    """
    if actor is not None and actor.user == name:
        raise BadInputError(
            Fault("the whole", "it is your own account", "another administrator to do it")
        )


def _can_sign_in(hub: Hub, session: Session, user: User) -> bool:
    """Return whether somebody has what it takes to come in by a browser."""
    if hub.settings.oidc_issuer and user.email:
        return True
    kept = accounts.password(session, user.name)
    if kept is None or kept.hash is None or not hub.settings.local_passwords:
        return False
    lasts = timedelta(hours=hub.settings.one_time_password_hours)
    over = kept.once and (kept.set_at is None or hub.clock.now() - kept.set_at >= lasts)
    return not over
