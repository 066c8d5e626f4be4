"""The hub that a scenario is played in: a database of its own, its people, and a virtual clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from casework import people
from casework.clock import VirtualClock
from casework.errors import BadInputError, Fault
from casework.hub import Hub, open_hub
from casework.settings import Environment, Settings
from journey.people import Role
from policy.load import load_rulebook
from simulation.scenario.script import Person, Scenario


def check_names(scenario: Scenario, policy_folder: Path | None) -> None:
    """Refuse a scenario that names a profile or an agency that is not there.

    Raises:
        BadInputError: With every such name.
    """
    rules = load_rulebook(policy_folder)
    profiles = sorted({profile.key for profile in rules.profiles.values()})
    named = {"profile": scenario.profile} | {
        f"line {step.line}, profile": step.profile
        for step in scenario.steps
        if step.profile is not None
    }
    faults = [
        Fault(
            f"{scenario.file}, {where}",
            f"there is no profile {profile!r}",
            "one of " + ", ".join(profiles),
        )
        for where, profile in named.items()
        if profile not in profiles
    ]
    faults += [
        Fault(
            f"{scenario.file}, people.{person.name}.agency",
            f"there is no agency {person.agency!r}",
            "one of " + ", ".join(sorted(rules.agencies)),
        )
        for person in scenario.people.values()
        if person.agency is not None and person.agency not in rules.agencies
    ]
    if faults:
        raise BadInputError(*faults)


@contextmanager
def open_stage(
    scenario: Scenario, folder: Path, policy_folder: Path | None
) -> Iterator[tuple[Hub, VirtualClock]]:
    """Give a new hub in *folder* with the scenario's people, and the clock that it goes by."""
    clock = VirtualClock(scenario.start)
    # Not from the environment: a scenario must never reach the operator's mail server.
    settings = Settings.model_construct(
        env=Environment.TEST,
        database_url=f"sqlite:///{folder / 'scenario.sqlite'}",
        policy_folder=policy_folder,
        profile=scenario.profile,
        prefect=False,
        mail_host="nowhere.example",  # never spoken to: see `recording`
    )
    hub = open_hub(settings, clock)
    try:
        _introduce(hub, scenario.people.values())
        yield hub, clock
    finally:
        hub.store.close()


def _introduce(hub: Hub, everybody: Iterable[Person]) -> None:
    """Put the people and their teams on the books, each with an address, as in a real hub."""
    people_of = list(everybody)
    people.change_team(hub, None, hub.settings.team, email=_address(hub.settings.team))
    for team in sorted({p.team for p in people_of if p.team} - {hub.settings.team}):
        people.add_team(hub, None, team, team, email=_address(team))
    for person in people_of:
        people.add_user(
            hub,
            None,
            person.name,
            person.name,
            person.role,
            team=team_of(person, hub),
            agency=person.agency,
            email=_address(person.name),
        )


def _address(name: str) -> str:
    return f"{name}@scenario.example"


def team_of(person: Person, hub: Hub) -> str | None:
    """Return somebody's team; the hub's own where the scenario names none."""
    return None if person.role is Role.PARTNER else person.team or hub.settings.team
