"""What is wrong with rules as they are written, in words for whoever wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.errors import ThroughlineError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right.

    Attributes:
        where: File, table and key: `england-2023.toml, timescale 'research_red', limit`.
        what: What stands there.
        expected: What should stand there instead.
    """

    where: str
    what: str
    expected: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. Expected: {self.expected}"


class UnsoundPolicyError(ThroughlineError):
    """Rules that cannot be worked under.  Nothing of them is used: half a rulebook has gaps."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "the rules cannot be used:\n" + "\n".join(f"  {fault}" for fault in self.faults)
