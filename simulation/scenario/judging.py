"""Whether what came of a command is what the scenario expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulation.scenario.script import Came, Expected


def as_expected(expected: Expected, came: Came, detail: Mapping[str, Any]) -> bool:
    """Return whether what came of a command is what should have."""
    if came is not expected.came:
        return False
    match came:
        case Came.REFUSED:
            return detail["code"] == expected.code and _each_held(expected.needs, detail["needs"])
        case Came.BAD_INPUT:
            return any(fault.where == expected.where for fault in detail["faults"])
        case Came.ACCEPTED:
            return _each_held(expected.warned, detail["warnings"])


def _each_held(texts: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return all(any(text in each for each in said) for text in texts)


def in_words(expected: Expected) -> str:
    """Return what was expected, as a reader of the scenario would say it."""
    match expected.came:
        case Came.REFUSED:
            needs = f", needing {', '.join(expected.needs)}" if expected.needs else ""
            return f"refused: {expected.code}{needs}"
        case Came.BAD_INPUT:
            return f"bad input: {expected.where}"
        case Came.ACCEPTED:
            warned = f", warned of {', '.join(expected.warned)}" if expected.warned else ""
            return f"accepted{warned}"
