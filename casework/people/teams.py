"""Teams of the hub, and where notices to them go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casework.errors import Fault, NotFoundError
from casework.hub import Hub
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


def teams(hub: Hub) -> list[Team]:
    """Return every team, by key."""
    with hub.store.read() as session:
        return people.teams(session)


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
    """Change a team; what is left out stays."""
    administrators_only(actor, "teams")
    with hub.store.write() as session:
        before = next((team for team in people.teams(session) if team.key == key), None)
        if before is None:
            raise NotFoundError("team", key)
        changed = replace(
            before,
            name=name or before.name,
            email=email or before.email,
            webhook=webhook or before.webhook,
        )
        _save(session, changed)
    return changed


def _save(session: Session, team: Team) -> None:
    refuse(_faults(team))
    people.save_team(session, key=team.key, name=team.name, email=team.email, webhook=team.webhook)


def _key_faults(session: Session, key: str) -> Iterator[Fault]:
    yield from key_faults("key", key)
    if key in {team.key for team in people.teams(session)}:
        yield Fault("key", "there is such a team already", "a key of its own")


def _faults(team: Team) -> Iterator[Fault]:
    yield from line_faults("name", team.name, needed=True)
    yield from email_faults("email", team.email)
    yield from webhook_faults("webhook", team.webhook)
