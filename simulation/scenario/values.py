"""Taking plain values apart, and noting what is wrong with them instead of stopping."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from casework.errors import Fault
from simulation.scenario.reading import Path, Places

ONE_OF = "one of "


class Values:
    """Reads values and collects faults.  What is wrong is answered with something harmless."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.faults: list[Fault] = []

    def fault(self, path: Path, what: str, expected: str) -> None:
        """Note what is wrong at a place."""
        self.faults.append(Fault(self.places.where(path), what, expected))

    def mapping(
        self,
        given: Any,
        path: Path,
        keys: Collection[str] | None = None,
        required: Iterable[str] = (),
    ) -> dict[str, Any]:
        """Return a mapping; unknown keys are faults where *keys* are given."""
        if not isinstance(given, Mapping):
            self.fault(path, "it is no mapping", "keys and values")
            return {}
        for key in given:
            if keys is not None and key not in keys:
                self.fault((*path, key), "there is no such key", ONE_OF + ", ".join(sorted(keys)))
        for key in required:
            if key not in given:
                self.fault(path, f"`{key}` is missing", f"`{key}`")
        return dict(given)

    def sequence(self, given: Any, path: Path) -> list[Any]:
        """Return a list."""
        if isinstance(given, list):
            return given
        self.fault(path, "it is no list", "a list")
        return []

    def text(self, given: Any, path: Path) -> str:
        """Return a text; a number is not one."""
        if isinstance(given, str) and given:
            return given
        self.fault(path, "it is no text", "a text")
        return ""

    def texts(self, given: Any, path: Path) -> tuple[str, ...]:
        """Return several texts."""
        return tuple(
            self.text(each, (*path, index)) for index, each in enumerate(self.sequence(given, path))
        )

    def one_of(self, given: Any, path: Path, known: Iterable[str]) -> str:
        """Return a word of a closed list."""
        words = list(known)
        if given not in words:
            self.fault(path, "there is no such word", ONE_OF + ", ".join(words))
            return words[0]
        return str(given)

    def truth(self, given: Any, path: Path) -> bool:
        """Return true or false."""
        if not isinstance(given, bool):
            self.fault(path, "it is neither true nor false", "true or false")
        return given is True

    def count(self, given: Any, path: Path) -> int:
        """Return a count, from 0."""
        if not isinstance(given, int) or isinstance(given, bool) or given < 0:
            self.fault(path, "it is no count", "0, 1, 2, …")
            return 0
        return given

    def instant(self, given: Any, path: Path) -> datetime | None:
        """Return an instant in UTC; one without a zone could be any of two dozen."""
        expected = "an instant with its zone, such as 2025-09-01T09:00:00+01:00"
        try:
            instant = datetime.fromisoformat(given)
        except (TypeError, ValueError):
            self.fault(path, "it is no instant", expected)
            return None
        if instant.tzinfo is None:
            self.fault(path, "the instant has no time zone", expected)
            return None
        return instant.astimezone(UTC)

    def bound(self, given: Any, path: Path, bound: Collection[str]) -> str:
        """Return the name of a journey that an earlier step has begun."""
        if given in bound:
            return str(given)
        known = ", ".join(sorted(bound)) or "none so far: a contact's `name` gives one"
        self.fault(path, "no earlier step names such a journey", ONE_OF + known)
        return ""
