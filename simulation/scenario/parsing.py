"""From plain values to a script, with every fault found, each with its line.

What can be known without playing is checked here: keys, instants, roles, names and the order of
time.  What a command says in `with` is checked when it is given, as it is for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from casework.errors import BadInputError
from journey.commands import COMMANDS
from journey.people import Role
from journey.terms import Guard
from simulation.scenario.checks import parse_check
from simulation.scenario.reading import Path, read
from simulation.scenario.script import Came, Expected, Give, Person, Scenario, Step
from simulation.scenario.values import ONE_OF, Values

_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_OFFSET = re.compile(r"\+((?:\d{1,4}[mhdw])+)")
_USER = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}")
_WHOLE = frozenset(
    {"profile", "start", "people", "steps", "title", "requirements", "source", "common"}
)
_STEP = frozenset(
    {"at", "note", "profile", "as", "do", "journey", "with", "name", "expect", "check"}
)


def parse(text: str, file: str) -> Scenario:
    """Return the scenario that a text says.

    Raises:
        BadInputError: With every fault that can be found without playing it.
    """
    given, places = read(text, file)
    values = Values(places)
    whole = values.mapping(given, (), _WHOLE, required=("profile", "start", "people", "steps"))
    start = values.instant(whole.get("start"), ("start",)) if "start" in whole else None
    people = dict(_people(values, whole.get("people", {})))
    steps = _steps(values, whole.get("steps", []), people, start)
    scenario = Scenario(
        file=file,
        profile=values.text(whole.get("profile", ""), ("profile",)),
        start=start or datetime(1, 1, 1, tzinfo=UTC),  # only where a fault is raised below
        people=people,
        steps=tuple(steps),
        title=values.text(whole["title"], ("title",)) if "title" in whole else None,
        requirements=values.texts(whole.get("requirements", []), ("requirements",)),
        source=values.text(whole["source"], ("source",)) if "source" in whole else None,
    )
    if values.faults:
        raise BadInputError(*values.faults)
    return scenario


def _people(values: Values, given: Any) -> Iterator[tuple[str, Person]]:
    for name, said in values.mapping(given, ("people",)).items():
        path: Path = ("people", name)
        if not _USER.fullmatch(name):
            values.fault(path, "it cannot be a user name", "lower case letters, digits and -")
        role = said
        team = agency = None
        if isinstance(said, Mapping):
            own = values.mapping(said, path, {"role", "team", "agency"}, required=("role",))
            role = own.get("role")
            team, agency = own.get("team"), own.get("agency")
            path = (*path, "role")
        known = [each.value for each in Role if each is not Role.SYSTEM]
        if role not in known:
            values.fault(path, "there is no such role", ONE_OF + ", ".join(known))
            continue
        if Role(role) is Role.PARTNER and agency is None:
            values.fault(path, "a partner belongs to an agency", "{role: partner, agency: police}")
        yield name, Person(name=name, role=Role(role), team=team, agency=agency)


def _steps(
    values: Values, given: Any, people: Mapping[str, Person], start: datetime | None
) -> Iterator[Step]:
    bound: set[str] = set()
    last = start
    for index, said in enumerate(values.sequence(given, ("steps",))):
        path = ("steps", index)
        own = values.mapping(said, path, _STEP)
        at = _at(values, own["at"], (*path, "at")) if "at" in own else timedelta(0)
        if last is not None and at is not None:
            instant = last + at if isinstance(at, timedelta) else at
            if instant < last:
                values.fault(
                    (*path, "at"),
                    "it lies before the step before it",
                    f"an instant from {last.isoformat()} on",
                )
            last = max(last, instant)
        give = _give(values, own, path, people, bound) if "do" in own else None
        if give is not None and give.binds is not None:
            bound |= called(give)
        check = None
        if "check" in own:
            check = parse_check(values, own["check"], (*path, "check"), bound)
        if not {"do", "check", "profile"} & set(own):
            values.fault(path, "the step does nothing", "`do` or `check`")
        if "do" not in own:
            for stray in sorted({"as", "journey", "with", "name", "expect"} & set(own)):
                values.fault((*path, stray), "it says how to do something", "`do` beside it")
        yield Step(
            number=index + 1,
            line=values.places.line(path),
            at=timedelta(0) if at is None else at,
            note=values.text(own["note"], (*path, "note")) if "note" in own else None,
            profile=values.text(own["profile"], (*path, "profile")) if "profile" in own else None,
            give=give,
            check=check,
        )


def called(give: Give) -> set[str]:
    """Return the names of the journeys that a contact begins: `lee`, and `lee-2` for a sibling."""
    siblings = give.payload.get("siblings")
    count = len(siblings) if isinstance(siblings, list) else 0
    return {f"{give.binds}", *(f"{give.binds}-{number}" for number in range(2, count + 2))}


def _at(values: Values, said: Any, path: Path) -> datetime | timedelta | None:
    offset = _OFFSET.fullmatch(said) if isinstance(said, str) else None
    if offset is None:
        return values.instant(said, path)
    parts = re.findall(r"(\d+)([mhdw])", offset[1])
    return sum((int(count) * _UNITS[unit] for count, unit in parts), timedelta(0))


def _give(
    values: Values,
    own: Mapping[str, Any],
    path: Path,
    people: Mapping[str, Person],
    bound: set[str],
) -> Give | None:
    command = own["do"]
    if command not in COMMANDS:
        values.fault((*path, "do"), "there is no such command", ONE_OF + ", ".join(COMMANDS))
        return None
    person = own.get("as")
    if person not in people:
        values.fault(
            (*path, "as"), "nobody of this name is in the scenario", ONE_OF + ", ".join(people)
        )
    journey = own.get("journey")
    begins = command == "receive-contact"
    if begins and journey is not None:
        values.fault((*path, "journey"), "a contact starts a new journey", "`name`, to call it by")
    if not begins:
        values.bound(journey, (*path, "journey"), bound)
        if "name" in own:
            values.fault((*path, "name"), "no journey begins here", "`journey`, which one is meant")
    name = own.get("name")
    if name is not None and (not isinstance(name, str) or not _NAME.fullmatch(name)):
        values.fault((*path, "name"), "it cannot be a name", "lower case letters, digits and -")
    if name in bound:
        values.fault((*path, "name"), "another journey has this name", "a name of its own")
    return Give(
        person=str(person),
        command=command,
        journey=journey,
        payload=values.mapping(own.get("with") or {}, (*path, "with")),
        binds=name,
        expected=_expected(values, own.get("expect", "accepted"), (*path, "expect")),
    )


def _expected(values: Values, said: Any, path: Path) -> Expected:
    if said == Came.ACCEPTED.value:
        return Expected()
    if not isinstance(said, Mapping) or not {"refused", "bad-input", "warned"} & set(said):
        values.fault(
            path,
            "it says nothing that can be expected",
            "accepted, {warned: …}, {refused: code} or {bad-input: field}",
        )
        return Expected()
    if "refused" in said:
        own = values.mapping(said, path, {"refused", "needs"})
        codes = [guard.value for guard in Guard]
        if own["refused"] not in codes:
            values.fault((*path, "refused"), "no guard has this code", ONE_OF + ", ".join(codes))
        needs = own.get("needs", [])
        return Expected(
            came=Came.REFUSED,
            code=own["refused"],
            needs=values.texts([needs] if isinstance(needs, str) else needs, (*path, "needs")),
        )
    if "bad-input" in said:
        own = values.mapping(said, path, {"bad-input"})
        return Expected(
            came=Came.BAD_INPUT, where=values.text(own["bad-input"], (*path, "bad-input"))
        )
    own = values.mapping(said, path, {"warned"})
    warned = own["warned"]
    return Expected(
        warned=values.texts([warned] if isinstance(warned, str) else warned, (*path, "warned"))
    )
