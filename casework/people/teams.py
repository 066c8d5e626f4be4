"""Teams of the hub, where notices to them go, and closing one that holds nothing any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casework.errors import BadInputError, Fault, NotFoundError
from casework.hub import Hub
from casework.people import holding
from casework.people.administration_log import Act, Subject, changes_of, note
from casework.people.checks import (
    administrators_only,
    email_faults,
    key_faults,
    line_faults,
    refuse,
    webhook_faults,
)
from journey.people import Actor
from models.queries import people
from models.queries.people import Team
from models.store import Session

_NOTED = ("name", "email", "webhook")


def teams(hub: Hub) -> list[Team]:
    """Return every team, closed or not, by key."""
    with hub.store.read() as session:
        return people.teams(session)


def team(hub: Hub, key: str) -> Team:
    """Return a team by its key.

    Raises:
        NotFoundError: There is none.
    """
    with hub.store.read() as session:
        return _find(session, key)


def add_team(
    hub: Hub,
    actor: Actor | None,
    key: str,
    name: str,
    *,
    email: str | None = None,
    webhook: str | None = None,
) -> Team:
    """Add a team.

    Raises:
        BadInputError: with every fault found; nothing was added.
    """
    administrators_only(actor, "teams")
    added = Team(key=key, name=name, email=email, webhook=webhook)
    with hub.store.write() as session:
        refuse(_key_faults(session, key))
        _save(session, added)
        note(hub, session, actor, Act.ADDED, Subject.TEAM, key)
    return added


def change_team(
    hub: Hub,
    actor: Actor | None,
    key: str,
    *,
    name: str | None = None,
    email: str | None = None,
    webhook: str | None = None,
) -> Team:
    """Change a team; what is left out stays, and "" takes an address away."""
    administrators_only(actor, "teams")
    with hub.store.write() as session:
        before = _find(session, key)
        changed = replace(
            before,
            name=before.name if name is None else name,
            email=(before.email if email is None else email) or None,
            webhook=(before.webhook if webhook is None else webhook) or None,
        )
        _save(session, changed)
        changes = changes_of(before, changed, _NOTED)
        if changes:
            note(hub, session, actor, Act.CHANGED, Subject.TEAM, key, changes)
    return changed


def close_team(hub: Hub, actor: Actor | None, key: str) -> Team:
    """Close a team: nobody is put into it and no journey given to it any more.

    Raises:
        BadInputError: It holds journeys or owes something, people are in it, or new contacts
            come to it.
    """
    administrators_only(actor, "teams")
    with hub.store.write() as session:
        before = _find(session, key)
        refuse(_open_faults(hub, session, key))
        changed = replace(before, closed_at=hub.clock.now())
        _save(session, changed)
        note(hub, session, actor, Act.CLOSED, Subject.TEAM, key)
    return changed


def open_team(hub: Hub, actor: Actor | None, key: str) -> Team:
    """Open a closed team again."""
    administrators_only(actor, "teams")
    with hub.store.write() as session:
        before = _find(session, key)
        if before.closed_at is None:
            raise BadInputError(Fault("the whole", "the team is open", "a closed team"))
        changed = replace(before, closed_at=None)
        _save(session, changed)
        note(hub, session, actor, Act.OPENED, Subject.TEAM, key)
    return changed


def _find(session: Session, key: str) -> Team:
    found = next((team for team in people.teams(session) if team.key == key), None)
    if found is None:
        raise NotFoundError("team", key)
    return found


def _open_faults(hub: Hub, session: Session, key: str) -> Iterator[Fault]:
    if key == hub.profiles.team:
        yield Fault(
            "the whole",
            "new contacts come to this team",
            "another team in the setting THROUGHLINE_TEAM first",
        )
    held = holding.of_team(session, key)
    if held.journeys:
        yield Fault(
            "the whole",
            f"it holds {held.journeys} open journey{'s' * (held.journeys != 1)}",
            "each of them to be given to another team, or closed, first",
        )
    elif held.owed:
        yield Fault(
            "the whole",
            f"it owes {held.owed} thing{'s' * (held.owed != 1)} on other teams' journeys",
            "each of them to be done or taken back first",
        )
    members = people.users(session, team=key, active=True)
    if members:
        named = ", ".join(member.name for member in members)
        are = "is" if len(members) == 1 else "are"
        yield Fault("the whole", f"{named} {are} in it", "each of them to be put into another team")


def _save(session: Session, team: Team) -> None:
    refuse(_faults(team))
    people.save_team(
        session,
        key=team.key,
        name=team.name,
        email=team.email,
        webhook=team.webhook,
        closed_at=team.closed_at,
    )


def _key_faults(session: Session, key: str) -> Iterator[Fault]:
    yield from key_faults("key", key)
    if key in {team.key for team in people.teams(session)}:
        yield Fault("key", "there is such a team already", "a key of its own")


def _faults(team: Team) -> Iterator[Fault]:
    yield from line_faults("name", team.name, needed=True)
    yield from email_faults("email", team.email)
    yield from webhook_faults("webhook", team.webhook)
