"""What a figure is: something measured, beside what was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure.

    Attributes:
        what: What was measured, in the words of the table.
        target: What was asked for, in `unit`.
        at_least: More is better; otherwise the target is a ceiling.
        details: What else the run told, for whoever wants to know why.
    """

    figure: str
    what: str
    value: float
    target: float
    unit: str
    at_least: bool = False
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        """Return whether the target was reached."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    def as_json(self) -> dict[str, Any]:
        """Return the figure as it is kept in `bench/results`."""
        return {**asdict(self), "reached": self.reached}


class Figure(Protocol):
    """A module of `bench.figures`."""

    def measure(self, size: float) -> Iterator[Measured]:
        """Yield what was measured.

        Args:
            size: 1 for the size that the figure is promised at; less for a quick look.
        """


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that *share* of them, such as 0.99, do not exceed."""
    ordered = sorted(values)
    # Rounded up: of 200 values the 99th percentile is the 198th.
    position = -int(-share * len(ordered) // 1)
    return ordered[max(position, 1) - 1]


def scaled(number: int, size: float) -> int:
    """Return a count at another size, at least one."""
    return max(1, round(number * size))
