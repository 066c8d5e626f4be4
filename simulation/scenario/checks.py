"""The `check` of a step: what it may look at, read from plain values."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, TypeVar

from journey.terms import Disposal, Finding, Kind, ObligationState, RequestState
from simulation.scenario.reading import Path
from simulation.scenario.script import Check, SentExpected
from simulation.scenario.values import Values

T = TypeVar("T")

_KEYS = frozenset(
    {
        *("journey", "stage", "closed", "owner", "finding", "episodes"),
        *("open", "open-exactly", "not-open", "due", "first-due", "obligations", "chases"),
        *("concerns", "requests", "sent", "siblings", "merged-into"),
        *("profiles", "called", "missing-then", "chronology"),
        *("codes", "missing-codes"),
    }
)
_STAGES = (*(kind.value for kind in Kind), "closed")
_CONCERNS = ("open", *(disposal.value for disposal in Disposal))


def parse_check(values: Values, given: Any, path: Path, bound: Collection[str]) -> Check:
    """Return what a step looks at."""
    own = values.mapping(given, path, _KEYS, required=("journey",))

    def read(key: str, how: Callable[[Any, Path], T]) -> T | None:
        return how(own[key], (*path, key)) if key in own else None

    def each(how: Callable[[Any, Path], T | None]) -> Callable[[Any, Path], dict[str, T]]:
        def mapping(given: Any, path: Path) -> dict[str, T]:
            found = {
                key: how(value, (*path, key)) for key, value in values.mapping(given, path).items()
            }
            return {key: value for key, value in found.items() if value is not None}

        return mapping

    def word(known: Collection[str]) -> Callable[[Any, Path], str]:
        return lambda given, path: values.one_of(given, path, known)

    return Check(
        journey=values.bound(own.get("journey"), (*path, "journey"), bound),
        stage=read("stage", word(_STAGES)),
        closed=read("closed", values.truth),
        owner=read("owner", values.text),
        finding=read("finding", word([finding.value for finding in Finding])),
        episodes=read("episodes", values.texts),
        open=read("open", values.texts),
        open_exactly=read("open-exactly", values.texts),
        not_open=read("not-open", values.texts),
        due=read("due", each(values.instant)),
        first_due=read("first-due", each(values.instant)),
        obligations=read("obligations", each(word([state.value for state in ObligationState]))),
        chases=read("chases", each(values.count)),
        concerns=read("concerns", each(word(_CONCERNS))),
        siblings=read("siblings", values.texts),
        merged_into=read("merged-into", values.text),
        requests=read("requests", each(word([state.value for state in RequestState]))),
        profiles=read("profiles", each(values.text)),
        called=read("called", each(values.text)),
        missing_then=read("missing-then", each(values.texts)),
        codes=read("codes", each(values.texts)),
        missing_codes=read("missing-codes", values.texts),
        chronology=read("chronology", values.texts),
        sent=read("sent", lambda given, path: _sent(values, given, path)),
    )


def _sent(values: Values, given: Any, path: Path) -> tuple[SentExpected, ...]:
    found = []
    for index, each in enumerate(values.sequence(given, path)):
        place = (*path, index)
        own = values.mapping(
            each, place, {"to", "template", "times", "at"}, required=("to", "template")
        )
        at: datetime | None = None
        if "at" in own:
            at = values.instant(own["at"], (*place, "at"))
        found.append(
            SentExpected(
                to=values.text(own.get("to"), (*place, "to")),
                template=values.text(own.get("template"), (*place, "template")),
                times=values.count(own["times"], (*place, "times")) if "times" in own else None,
                at=at,
            )
        )
    return tuple(found)
