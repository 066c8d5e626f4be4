"""Surprises that any room of the house may meet, each with its data and its remedy.

A refusal, which practice expects, is a value and not in this file.  What stands here means
that somebody asked for what cannot be answered: the text names the remedy, and holds
references, dates and keys alone, so that it may be logged.

Every error keeps its data as ``args``, so that it survives the way between two processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime


class ThroughlineError(Exception):
    """Whatever this product raises itself.

    Attributes:
        retry_helps: Whether the same call, made again after a fresh reading, can succeed.
    """

    retry_helps: ClassVar[bool] = False


class CalendarExhaustedError(ThroughlineError):
    """A day was asked about for which nobody has told us the bank holidays.

    Counting on without them would be a guess, and a guessed deadline looks like a real one.
    """

    def __init__(
        self, known_until: date, asked: date | None = None, known_from: date | None = None
    ) -> None:
        super().__init__(known_until, asked, known_from)
        self.known_until = known_until
        self.asked = asked
        self.known_from = known_from

    def __str__(self) -> str:
        asked = "" if self.asked is None else f" (asked from {self.asked.isoformat()})"
        if self.asked is not None and self.known_from is not None and self.asked < self.known_from:
            return (
                f"bank holidays are known from {self.known_from.isoformat()} only{asked}: "
                "correct the date, or extend the calendar backwards in policy/calendars.py"
            )
        return (
            f"bank holidays are known until {self.known_until.isoformat()} only{asked}: "
            "add the newly published ones and move the date in policy/calendars.py"
        )


class NaiveInstantError(ThroughlineError):
    """An instant came without a time zone, so it could be any of two dozen instants."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(instant)
        self.instant = instant

    def __str__(self) -> str:
        said = self.instant.isoformat()
        return f"{said} has no time zone: give it one, for instance {said}+00:00 for UTC"


class JourneyMovedOn(ThroughlineError):  # noqa: N818 - the practitioners' sentence, not "...Error"
    """Somebody else recorded something on the journey since it was read."""

    retry_helps: ClassVar[bool] = True

    def __init__(self, reference: str, expected: int, actual: int) -> None:
        super().__init__(reference, expected, actual)
        self.reference = reference
        self.expected = expected
        self.actual = actual

    def __str__(self) -> str:
        return (
            f"journey {self.reference} is at version {self.actual}, not {self.expected}: "
            "read it again and decide on what it says now"
        )


class UnknownKeyError(ThroughlineError):
    """A key was used that nothing is filed under.

    Attributes:
        kind: What the key should name, in one word for a sentence: "calendar", "agency".
    """

    def __init__(self, kind: str, key: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.key = key
        self.known = tuple(sorted(known))
        super().__init__(kind, key, self.known)

    def __str__(self) -> str:
        return f"no {self.kind} {self.key!r}: use one of {', '.join(self.known) or '(none yet)'}"


class UnsoundRuleError(ThroughlineError):
    """A rule in policy contradicts itself, found while it was being built."""

    def __init__(self, kind: str, key: str, problem: str) -> None:
        super().__init__(kind, key, problem)
        self.kind = kind
        self.key = key
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.kind} {self.key!r} cannot work: {self.problem}"
