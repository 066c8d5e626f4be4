"""Playing a scenario: a hub of its own, a virtual clock, and the same casework as everywhere.

Between two steps every rung is climbed at its own instant, as the clock of a real hub would;
what a rung or a command tells somebody is delivered to a channel that only writes it down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from casework import asking
from casework.clock import VirtualClock
from casework.errors import BadInputError, Fault, NotFoundError
from casework.giving import give
from casework.hub import Hub
from casework.registry import parse
from casework.sweeping import climb, due_now, earliest
from journey.case import Case
from journey.people import Actor, Role
from journey.refusals import Refused
from simulation.scenario.checking import Look, compare
from simulation.scenario.judging import as_expected, in_words
from simulation.scenario.recording import deliver_all
from simulation.scenario.script import Came, Check, Give, Scenario, Step
from simulation.scenario.stage import check_names, open_stage, team_of

WATCHER = Actor(user="watcher", role=Role.SENIOR_MANAGER)
"""Looks at every journey of the scenario; gives no command."""

_NAMES_A_JOURNEY = frozenset({"joins", "joined", "sibling", "sibling_journey", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The first expectation that was not met; the scenario stops there."""

    step: int
    line: int
    what: str
    expected: Any
    actual: Any


@dataclass(slots=True, kw_only=True)
class Happened:
    """What one step came to.

    Attributes:
        rungs: What the clock did between the step before and this one.
        came: What came of the command; None for a look.
    """

    step: Step
    at: datetime
    rungs: list[Mapping[str, Any]] = field(default_factory=list)
    reference: str | None = None
    came: Came | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    matched: bool | None = None


@dataclass(slots=True, kw_only=True)
class Run:
    """A scenario that was played.

    Attributes:
        journeys: Every journey as it ended, by reference, with the scenario's name for it.
        findings: The leading finding of each open journey at the end.
        delivered: When each notice was handed over, by its delivery's id.
    """

    scenario: Scenario
    ended_at: datetime
    steps: list[Happened]
    journeys: Mapping[str, tuple[str | None, Case]]
    findings: Mapping[str, str]
    delivered: Mapping[str, datetime]
    failure: Failure | None = None

    @property
    def passed(self) -> bool:
        """Return whether everything was as expected."""
        return self.failure is None


def play(
    scenario: Scenario,
    *,
    folder: Path,
    policy_folder: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Play a scenario in a new database in *folder*, which is left there.

    Args:
        progress: Called with how many steps are done, and how many there are.

    Raises:
        BadInputError: It names a profile or an agency that is not there.
    """
    check_names(scenario, policy_folder)
    with open_stage(scenario, folder, policy_folder) as (hub, clock):
        player = _Player(scenario, hub, clock)
        for step in scenario.steps:
            player.play(step)
            if progress is not None:
                progress(step.number, len(scenario.steps))
            if player.failure is not None:
                break
        return player.run()


class _Player:
    def __init__(self, scenario: Scenario, hub: Hub, clock: VirtualClock) -> None:
        self.scenario = scenario
        self.hub = hub
        self.clock = clock
        self.names: dict[str, str] = {}
        self.references: list[str] = []
        self.steps: list[Happened] = []
        self.delivered: dict[str, datetime] = {}
        self.failure: Failure | None = None
        self.rungs: list[Mapping[str, Any]] = []

    # -- time -------------------------------------------------------------------------------

    def run_to(self, target: datetime) -> None:
        """Move on to *target*, climbing what falls due on the way at its own instant."""
        self.deliver()
        while (due_at := earliest(self.hub)) is not None and due_at <= target:
            self.clock.set(max(due_at, self.clock.now()))
            climbed = 0
            for due in due_now(self.hub):
                if climb(self.hub, due.obligation, due.rung):
                    climbed += 1
                    self.rungs.append(
                        {
                            "at": self.clock.now(),
                            "obligation": due.obligation,
                            "action": due.action.value,
                            "rung": due.rung,
                        }
                    )
            if climbed == 0:
                raise AssertionError(f"something is due at {due_at} that cannot be climbed")
            self.deliver()
        self.clock.set(target)

    def deliver(self) -> None:
        self.delivered.update(deliver_all(self.hub))

    # -- steps ------------------------------------------------------------------------------

    def play(self, step: Step) -> None:
        at = step.at if isinstance(step.at, datetime) else self.clock.now() + step.at
        self.run_to(at)
        happened = Happened(step=step, at=at)
        self.steps.append(happened)
        if step.profile is not None:
            self.hub.profiles = replace(self.hub.profiles, in_use=step.profile)
            self.hub.forget_rules()
        if step.give is not None:
            self.give(step, step.give, happened)
            self.run_to(at)
        if step.check is not None and self.failure is None:
            self.check(step, step.check, happened)
        happened.rungs, self.rungs = self.rungs, []

    def give(self, step: Step, given: Give, happened: Happened) -> None:
        person = self.scenario.people[given.person]
        actor = Actor(
            user=person.name,
            role=person.role,
            team=team_of(person, self.hub),
            agency=person.agency,
        )
        reference = self.names.get(given.journey or "")
        happened.reference = reference
        try:
            command = parse(given.command, self.resolved(given.payload))
            came = give(self.hub, command, actor, reference)
        except BadInputError as bad:
            self.settle(step, given, happened, Came.BAD_INPUT, {"faults": bad.faults})
            return
        except NotFoundError as missing:
            fault = Fault(missing.kind, str(missing), f"a {missing.kind} of this person's")
            self.settle(step, given, happened, Came.BAD_INPUT, {"faults": (fault,)})
            return
        if isinstance(came, Refused):
            detail = {"code": came.code.value, "sentence": came.sentence, "needs": came.needs}
            self.settle(step, given, happened, Came.REFUSED, detail)
            return
        happened.reference = came.reference
        for reference in (came.reference, *came.siblings):
            if reference not in self.references:
                self.references.append(reference)
        if given.binds is not None:
            self.names[given.binds] = came.reference
            for number, reference in enumerate(came.siblings, start=2):
                self.names[f"{given.binds}-{number}"] = reference
        self.settle(
            step,
            given,
            happened,
            Came.ACCEPTED,
            {"version": came.version, "events": came.events, "warnings": came.warnings},
        )

    def settle(
        self, step: Step, given: Give, happened: Happened, came: Came, detail: Mapping[str, Any]
    ) -> None:
        happened.came, happened.detail = came, detail
        happened.matched = as_expected(given.expected, came, detail)
        if not happened.matched:
            self.failure = Failure(
                step=step.number,
                line=step.line,
                what=f"do {given.command}",
                expected=in_words(given.expected),
                actual={"came": came.value, **detail},
            )

    def check(self, step: Step, check: Check, happened: Happened) -> None:
        reference = self.names[check.journey]
        happened.reference = reference
        look = Look(
            case=self.case(reference),
            agencies=self.hub.rules().agencies,
            finding=lambda: self.finding(reference),
            resolve=self.label,
            view=lambda: asking.show(self.hub, WATCHER, reference),
            chronology=lambda: self.chronology(reference),
        )
        mismatch = compare(check, look)
        happened.matched = mismatch is None and happened.matched is not False
        if mismatch is not None:
            self.failure = Failure(
                step=step.number,
                line=step.line,
                what=f"check {mismatch.what}",
                expected=mismatch.expected,
                actual=mismatch.actual,
            )

    # -- looking ----------------------------------------------------------------------------

    def case(self, reference: str) -> Case:
        with self.hub.store.read() as session:
            return self.hub.cases.load(session, reference)

    def finding(self, reference: str) -> str:
        found = asking.show(self.hub, WATCHER, reference).findings
        return found[0].finding if found else "none"

    def chronology(self, reference: str) -> list[str]:
        told = asking.chronology(self.hub, WATCHER, reference)
        return [
            " ".join((each.what, *each.narrative.values(), *(p.why for p in each.significant)))
            for each in told.entries
        ]

    def label(self, label: str) -> str:
        """Put a reference in the place of a name: `consider-new-information:$lee`."""
        return re.sub(r"\$([a-z][\w-]*)", lambda m: self.names.get(m[1], m[0]), label)

    def resolved(self, value: Any, key: str = "") -> Any:
        """Put references in the place of names, in what a command says."""
        if isinstance(value, Mapping):
            return {name: self.resolved(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [self.resolved(each, key) for each in value]
        if isinstance(value, str) and value.startswith("$"):
            return self.names.get(value[1:], value)
        if isinstance(value, str) and key in _NAMES_A_JOURNEY:
            return self.names.get(value, value)
        return value

    def run(self) -> Run:
        called = {reference: name for name, reference in self.names.items()}
        journeys = {each: (called.get(each), self.case(each)) for each in self.references}
        return Run(
            scenario=self.scenario,
            ended_at=self.clock.now(),
            steps=self.steps,
            journeys=journeys,
            findings={
                each: self.finding(each) for each, (_, case) in journeys.items() if case.is_open
            },
            delivered=self.delivered,
            failure=self.failure,
        )
