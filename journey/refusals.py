"""What comes of a command: accepted with events, or refused with a reason and a remedy."""

from __future__ import annotations

from dataclasses import dataclass

from journey.case import Case
from journey.events import Recorded
from journey.terms import Guard


@dataclass(frozen=True, slots=True)
class Refused:
    """A guard says no.

    Attributes:
        code: Stable; outsiders build on it.
        sentence: For the practitioner: what is wrong.
        needs: What would satisfy the guard, each a thing to do.
    """

    code: Guard
    sentence: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The command stands.

    Attributes:
        case: The journey after it.
        recorded: The events it made, in order, in their envelopes.
        warnings: Sentences for the person who gave it; nothing was refused.
    """

    case: Case
    recorded: tuple[Recorded, ...]
    warnings: tuple[str, ...] = ()
