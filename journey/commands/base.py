"""What every command is: a thing one person asks to do, once, to one journey."""

from __future__ import annotations

import re
from typing import ClassVar

from journey.people import Role
from journey.shapes import Shape
from journey.terms import Guard

ANYBODY_INSIDE = frozenset(
    {Role.COORDINATOR, Role.SOCIAL_WORKER, Role.MANAGER, Role.SENIOR_MANAGER}
)
CASEWORKERS = frozenset({Role.SOCIAL_WORKER, Role.MANAGER, Role.SENIOR_MANAGER})
MANAGERS = frozenset({Role.MANAGER, Role.SENIOR_MANAGER})


class Command(Shape):
    """Base of all commands.

    Attributes:
        ROLES: Who may give it at all.  A transition may ask for more (`journey.transitions`).
        GUARDS: Which guards may refuse it, besides `not-qualified`, `moved-on` and `not-now`,
            which may refuse any.
    """

    __slots__ = ()
    ROLES: ClassVar[frozenset[Role]] = ANYBODY_INSIDE
    GUARDS: ClassVar[tuple[Guard, ...]] = ()


def name_of(command: type[Command]) -> str:
    """Return the name outside: `DecideContact` is `decide-contact`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", command.__name__).lower()


def summary_of(command: type[Command]) -> str:
    """Return the first line of the docstring: what the command does, in a sentence."""
    return (command.__doc__ or "").strip().splitlines()[0]
