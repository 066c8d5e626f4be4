"""What a scenario says, read and checked: people, steps, and what is expected of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from journey.people import Role


class Came(StrEnum):
    """What can come of a command."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    BAD_INPUT = "bad-input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts in the scenario."""

    name: str
    role: Role
    team: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What should come of a command.

    Attributes:
        code: Of a refusal: which guard.
        where: Of bad input: the field that is wrong.
        needs: Of a refusal: texts, each of which one of its needs must hold.
        warned: Of an accepted command: texts, each of which one of its warnings must hold.
    """

    came: Came = Came.ACCEPTED
    code: str | None = None
    where: str | None = None
    needs: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """One command, given by one person.

    Attributes:
        journey: Name of the journey, None for a new contact.
        binds: Name that the new journey gets in this scenario.
    """

    person: str
    command: str
    journey: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    binds: str | None = None
    expected: Expected = field(default_factory=Expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentExpected:
    """Notices that should have gone out by now.

    Attributes:
        times: Exactly so many; None for at least one.
        at: Count those sent at exactly this instant alone.
    """

    to: str
    template: str
    times: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How a journey should stand; whatever is None is not looked at.

    Attributes:
        open: Labels that are among what is owed.
        open_exactly: All that is owed, and nothing else.
        not_open: Labels that are not owed.
        due, first_due: When the thing of a label is due now, and was first due.
        obligations: State of the newest thing of each label.
        chases: How often the newest thing of each label was chased or escalated.
        episodes: Kinds of the open episodes, all of them.
        concerns: By id, `open` or what became of it.
        siblings: Names of the journeys that it is linked with, all of them.
        merged_into: Name of the journey that goes on for it, or `none`.
        requests: State of the newest request to each agency.
        profiles, called: By episode: the procedures that it is judged by, and its name there.
        missing_then: By decision: the agencies whose replies its maker did not have.
        codes: By list: the codes that the journey holds.
        missing_codes: Lists of which a return would lack something, all of them.
        chronology: Texts that stand in the child's chronology, in this order.
    """

    journey: str
    stage: str | None = None
    closed: bool | None = None
    owner: str | None = None
    finding: str | None = None
    episodes: tuple[str, ...] | None = None
    open: tuple[str, ...] | None = None
    open_exactly: tuple[str, ...] | None = None
    not_open: tuple[str, ...] | None = None
    due: Mapping[str, datetime] | None = None
    first_due: Mapping[str, datetime] | None = None
    obligations: Mapping[str, str] | None = None
    chases: Mapping[str, int] | None = None
    concerns: Mapping[str, str] | None = None
    siblings: tuple[str, ...] | None = None
    merged_into: str | None = None
    requests: Mapping[str, str] | None = None
    profiles: Mapping[str, str] | None = None
    called: Mapping[str, str] | None = None
    missing_then: Mapping[str, tuple[str, ...]] | None = None
    codes: Mapping[str, tuple[str, ...]] | None = None
    missing_codes: tuple[str, ...] | None = None
    chronology: tuple[str, ...] | None = None
    sent: tuple[SentExpected, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: a command, a look at a journey, or the one and then the other.

    Attributes:
        at: An instant, or how long after the step before.
        line: Where it stands in the file.
        profile: Under whose procedures new episodes begin from here on.
    """

    number: int
    line: int
    at: datetime | timedelta
    note: str | None = None
    profile: str | None = None
    give: Give | None = None
    check: Check | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A whole scenario.

    Attributes:
        file: As it was named.
        requirements: Ids of what it shows, such as `M5`.
        source: Where the case comes from, in words.
    """

    file: str
    profile: str
    start: datetime
    people: Mapping[str, Person]
    steps: tuple[Step, ...]
    title: str | None = None
    requirements: tuple[str, ...] = ()
    source: str | None = None
