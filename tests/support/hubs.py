"""Hubs for tests that go through casework: an invented hub, its people, its first journeys."""

from datetime import UTC, datetime

from casework.clock import VirtualClock
from casework.giving import Given, give
from casework.hub import open_hub
from casework.settings import Settings
from tests.support.cases import PEOPLE, somebody_for

MORNING = datetime(2025, 9, 2, 9, 0, tzinfo=UTC)  # a Tuesday, 10:00 in London


def hub_at(url, now=MORNING):
    """Open a hub whose time stands still."""
    return open_hub(Settings(env="test", database_url=url), VirtualClock(now))


def told(hub, command, reference=None, *, user=None):
    """Give a command that must be accepted, and return the journey's reference."""
    actor = PEOPLE[user] if user else somebody_for(command)
    given = give(hub, command, actor, reference)
    assert isinstance(given, Given), given
    return given.reference


def played(hub, commands, reference=None):
    """Give commands in turn and return the journey's reference."""
    for command in commands:
        reference = told(hub, command, reference)
    return reference
