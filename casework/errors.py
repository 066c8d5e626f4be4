"""What can be wrong with what somebody gave us, said so that they can put it right."""

from __future__ import annotations

from dataclasses import dataclass

from journey.errors import ThroughlineError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input.

    Attributes:
        where: The field, as a path: `child.born`, `requests.0.agency`.
        what: What was wrong with it.
        expected: What would have been right.
    """

    where: str
    what: str
    expected: str


class BadInputError(ThroughlineError):
    """What was given cannot be used.  Nothing was changed."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "; ".join(f"{f.where}: {f.what} (expected: {f.expected})" for f in self.faults)


class NotFoundError(ThroughlineError):
    """There is no such journey, or it is not for this reader to know of."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind, name)
        self.kind = kind
        self.name = name

    def __str__(self) -> str:
        return f"no {self.kind} {self.name!r}: check the reference, and that it is yours to see"


class NotAllowedError(NotFoundError):
    """What was asked for does not go with the reader's part in the hub.

    A kind of `NotFoundError`, so that whoever answers for both says no more than needed.
    """

    def __str__(self) -> str:
        role = self.name.replace("_", " ")
        return f"{self.kind}: not for the role of {role}; ask somebody who works with the children"


class RestrictedError(NotFoundError):
    """The journey is restricted, and not open to this reader, who may know that there is one."""

    def __init__(self, name: str, by: str) -> None:
        super().__init__("journey", name)
        self.args = (name, by)
        self.by = by

    def __str__(self) -> str:
        return (
            f"journey {self.name} is restricted to named people: ask {self.by}, who restricted "
            "it, or a manager, who may open it with a reason (open-restricted)"
        )
