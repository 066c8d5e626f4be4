"""Users: adding, changing, being away.  A user name is never given to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from casework.errors import BadInputError, Fault, NotFoundError
from casework.hub import Hub
from casework.people.administration_log import Act, Subject, changes_of, note
from casework.people.administrators import keep_an_administrator
from casework.people.checks import (
    administrators_only,
    email_faults,
    key_faults,
    line_faults,
    refuse,
)
from casework.people.sessions import Over
from journey.people import Actor, Role
from models.queries import people, sessions
from models.queries.people import User
from models.store import Session

_IN_TEAMS = (Role.COORDINATOR, Role.SOCIAL_WORKER, Role.MANAGER)
_NOTED = ("full_name", "role", "team", "agency", "email")


def users(hub: Hub, *, active: bool | None = None) -> list[User]:
    """Return everybody, or those who are (not) here any more, by name."""
    with hub.store.read() as session:
        return people.users(session, active=active)


def user(hub: Hub, name: str) -> User:
    """Return somebody by user name, left or not.

    Raises:
        NotFoundError: Nobody has this name.
    """
    with hub.store.read() as session:
        return find_user(session, name)


def add_user(
    hub: Hub,
    actor: Actor | None,
    name: str,
    full_name: str,
    role: Role,
    *,
    team: str | None = None,
    agency: str | None = None,
    email: str | None = None,
) -> User:
    """Add somebody, or a partner's system.

    Args:
        actor: An administrator; None for whoever runs the machine itself.
        team: For those who work in one; the hub's own where it is left out.
        agency: For partners alone, who must have one.

    Raises:
        BadInputError: with every fault found; nobody was added.
        NotAllowedError: The actor is no administrator.
    """
    administrators_only(actor, "people")
    if team is None and role in _IN_TEAMS:
        team = hub.profiles.team
    added = User(name=name, full_name=full_name, role=role, team=team, agency=agency, email=email)
    with hub.store.write() as session:
        refuse(_name_faults(session, name))
        refuse(user_faults(session, added))
        people.save_user(session, added)
        given = {"role": role.value, "team": added.team, "agency": added.agency}
        changes = tuple((field, None, value) for field, value in given.items() if value)
        note(hub, session, actor, Act.ADDED, Subject.PERSON, name, changes)
    return added


def change_user(
    hub: Hub,
    actor: Actor | None,
    name: str,
    *,
    full_name: str | None = None,
    role: Role | None = None,
    team: str | None = None,
    agency: str | None = None,
    email: str | None = None,
) -> User:
    """Change what is known of somebody; what is left out stays, and "" takes a value away.

    A role that goes without a team or an agency loses it; one that works in a team and has
    none gets the hub's own.

    Raises:
        BadInputError: with every fault found, or no other administrator could sign in.
    """
    administrators_only(actor, "people")
    with hub.store.write() as session:
        before = find_user(session, name)
        new_role = role or before.role
        new_team = (before.team if team is None else team) or None
        if new_team is None and new_role in _IN_TEAMS:
            new_team = hub.profiles.team
        changed = replace(
            before,
            full_name=before.full_name if full_name is None else full_name,
            role=new_role,
            team=None if new_role is Role.PARTNER else new_team,
            agency=(agency or before.agency) if new_role is Role.PARTNER else agency,
            email=(before.email if email is None else email) or None,
        )
        refuse(user_faults(session, changed))
        if new_role is not before.role:
            keep_an_administrator(hub, session, before, where="role")
        people.save_user(session, changed)
        changes = changes_of(before, changed, _NOTED)
        if changes:
            note(hub, session, actor, Act.CHANGED, Subject.PERSON, name, changes)
        if _reach(changed) != _reach(before):
            why = Over.ROLE_CHANGED.value
            sessions.end_all(session, name, why=why, now=hub.clock.now())
    return changed


def _reach(user: User) -> tuple[Role, str | None, str | None]:
    """Return what decides what somebody may see; when it changes they sign in anew."""
    return (user.role, user.team, user.agency)


def set_away(hub: Hub, actor: Actor | None, name: str, until: datetime | None) -> User:
    """Say until when somebody is away, or with None that they are back.

    Everybody may say so of themselves, and managers of anybody: a journey whose worker is
    away counts as orphaned.
    """
    own = actor is not None and actor.user == name
    manager = actor is not None and actor.role in (Role.MANAGER, Role.SENIOR_MANAGER)
    if not own and not manager:
        administrators_only(actor, "people")
    if until is not None and until.tzinfo is None:
        raise BadInputError(
            Fault(
                "until",
                "the instant has no time zone",
                "an instant with its zone, such as 2025-09-01T09:00:00+01:00",
            )
        )
    if until is not None and until <= hub.clock.now():
        raise BadInputError(Fault("until", "it has passed", "an instant to come"))
    with hub.store.write() as session:
        before = find_user(session, name)
        changed = replace(before, away_until=until)
        people.save_user(session, changed)
        if not own:
            changes = changes_of(before, changed, ("away_until",))
            note(hub, session, actor, Act.CHANGED, Subject.PERSON, name, changes)
    return changed


def find_user(session: Session, name: str) -> User:
    """Return somebody in a transaction that is open already, or raise that nobody has the name."""
    found = people.user(session, name)
    if found is None:
        raise NotFoundError("user", name)
    return found


def _name_faults(session: Session, name: str) -> Iterator[Fault]:
    yield from key_faults("name", name)
    if people.user(session, name) is not None:
        yield Fault("name", "somebody has or had this name", "a name nobody has ever had")


def user_faults(session: Session, given: User) -> Iterator[Fault]:
    """Yield what is wrong with what is said of somebody."""
    yield from line_faults("full_name", given.full_name, needed=True)
    yield from email_faults("email", given.email)
    if given.role is Role.SYSTEM:
        yield Fault("role", "nobody signs in as the clock", "a role of a person")
    if given.role is Role.PARTNER:
        yield from _partner_faults(session, given)
    elif given.agency is not None:
        yield Fault("agency", "only partners belong to an agency", "no agency, or role partner")
    teams = {team.key for team in people.teams(session) if team.closed_at is None}
    if given.team is not None and given.team not in teams:
        known = ", ".join(sorted(teams)) or "(none yet)"
        yield Fault("team", "there is no such team", f"one of {known}")


def _partner_faults(session: Session, given: User) -> Iterator[Fault]:
    keys = sorted(agency.key for agency in people.agencies(session))
    if given.agency is None:
        yield Fault("agency", "a partner belongs to an agency", f"one of {', '.join(keys)}")
    elif given.agency not in keys:
        yield Fault("agency", "there is no such agency", f"one of {', '.join(keys)}")
    if given.team is not None:
        yield Fault("team", "a partner belongs to no team of the hub", "no team")
