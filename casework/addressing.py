"""Addressing: from the name of a party to the addresses behind it, at the moment of sending.

Who manages a team, who is away and where an agency is reached may have changed since the
notice was made; whoever is there now is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from casework.hub import Hub
from journey.people import Role
from journey.policy import Agency
from models.queries import people
from models.queries.people import User
from models.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressees:
    """Where a message to a party goes.

    Attributes:
        emails: Addresses on file.
        people: Whose they are, by user name; empty where they are a desk's or a stranger's.
        agency: Set if a partner's system is told, by the webhook on this row.
        missing: What keeps a mail from everybody, in words that name nobody.
        known: There is such an agency, team or person.  That is enough for the console,
            which needs no address.
    """

    emails: tuple[str, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    agency: Agency | None = None
    missing: str | None = None
    known: bool = True


def find_addressees(hub: Hub, party: str, *, reference: str) -> Addressees:
    """Return whom a party stands for now.

    Args:
        reference: The journey, for its referrer's address.
    """
    kind, _, key = party.partition(":")
    finder = _FINDERS.get(kind)
    if finder is None:
        return Addressees(missing=f"nobody knows the party {party!r}", known=False)
    with hub.store.read() as session:
        if kind == "referrer":
            return _referrer(hub, session, reference)
        return finder(hub, session, key)


def _agency(hub: Hub, session: Session, key: str) -> Addressees:
    agency = hub.rules().agencies.get(key)
    if agency is None:
        return Addressees(missing=f"there is no agency {key!r}", known=False)
    if agency.webhook:
        return Addressees(agency=agency)
    if agency.email:
        return Addressees(emails=(agency.email,))
    staff = people.users(session, role=Role.PARTNER, agency=key, active=True)
    return _reached(_present(staff, hub.clock.now()), f"agency {key} has no mail address")


def _agency_manager(hub: Hub, session: Session, key: str) -> Addressees:
    agency = hub.rules().agencies.get(key)
    if agency is not None and agency.manager_email:
        return Addressees(emails=(agency.manager_email,))
    # The desk itself is better than nobody: it knows who its manager is.
    return _agency(hub, session, key)


def _team(hub: Hub, session: Session, key: str) -> Addressees:
    team = next((team for team in people.teams(session) if team.key == key), None)
    if team is not None and team.email:
        return Addressees(emails=(team.email,))
    members = people.users(session, team=key, active=True)
    coordinators = [user for user in members if user.role is Role.COORDINATOR]
    present = _present(coordinators or members, hub.clock.now())
    missing = f"team {key} has no mail address, and nobody in it has one"
    return _reached(present, missing, known=team is not None)


def _manager(hub: Hub, session: Session, key: str) -> Addressees:
    managers = people.users(session, role=Role.MANAGER, team=key, active=True)
    return _leaders(hub, session, managers, key, "manager")


def _senior_manager(hub: Hub, session: Session, key: str) -> Addressees:
    seniors = people.users(session, role=Role.SENIOR_MANAGER, active=True)
    # Some are over one team, some over all.
    own = [user for user in seniors if user.team == key]
    over_all = [user for user in seniors if user.team is None]
    return _leaders(hub, session, own or over_all, key, "senior manager")


def _leaders(hub: Hub, session: Session, leaders: list[User], team: str, part: str) -> Addressees:
    reached = _reached(_present(leaders, hub.clock.now()), "", known=bool(leaders))
    if reached.missing is None:
        return reached
    instead = _team(hub, session, team)
    if instead.missing is None:
        return instead
    return Addressees(
        missing=f"team {team} has no {part} with a mail address; {instead.missing}",
        known=reached.known or instead.known,
    )


def _worker(hub: Hub, session: Session, name: str) -> Addressees:
    worker = people.user(session, name)
    if worker is None:
        return Addressees(missing=f"there is no user {name!r}", known=False)
    now = hub.clock.now()
    if _is_here(worker, now) and worker.email:
        return _reached([worker], "")
    # Away, gone, or without an address: a journey must not wait for their return.
    managers = _manager(hub, session, worker.team) if worker.team else Addressees(known=False)
    if managers.emails:
        return managers
    if worker.may_come_in and worker.email:
        return Addressees(emails=(worker.email,))
    return Addressees(
        missing=f"user {name} has no mail address, is away or has left, and nobody stands in",
        known=worker.may_come_in or managers.known,
    )


def _referrer(hub: Hub, session: Session, reference: str) -> Addressees:
    case = hub.cases.load(session, reference)
    if case.departures.death is not None:
        # The referrer may be of the family, and what waits was worded for a living child.
        return Addressees(missing="the child has died: nothing is sent by itself", known=False)
    referrer = case.referrer
    if referrer is None or not referrer.email:
        return Addressees(missing="no mail address of the referrer is on the record", known=False)
    return Addressees(emails=(referrer.email,))


def _reached(users: Iterable[User], missing: str, *, known: bool = True) -> Addressees:
    found = {user.name: user.email for user in users if user.email}
    if not found:
        return Addressees(missing=missing, known=known)
    return Addressees(emails=tuple(dict.fromkeys(found.values())), people=found)


def _present(users: Iterable[User], now: datetime) -> list[User]:
    """Return those who are not away, or all of them where nobody else is there."""
    known = [user for user in users if user.may_come_in]
    return [user for user in known if _is_here(user, now)] or known


def _is_here(user: User, now: datetime) -> bool:
    return user.may_come_in and (user.away_until is None or user.away_until <= now)


_FINDERS: Mapping[str, Callable[[Hub, Session, str], Addressees]] = {
    "agency": _agency,
    "agency-manager": _agency_manager,
    "team": _team,
    "manager": _manager,
    "senior-manager": _senior_manager,
    "worker": _worker,
    "referrer": _referrer,
}
