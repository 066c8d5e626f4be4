"""Markers and the common base of everything that is given to us or kept by us.

A command or an event is a frozen dataclass of the standard library.  The border
(`casework.registry`) reads these markers with pydantic; `journey` itself never imports
it, which is why the two markers answer pydantic's hook with plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, TypeVar

TEXT_LIMIT = 20_000
"""Characters in one narrative: some seven pages, more than any pro forma section holds."""

LINE_LIMIT = 200
"""Characters in one line: a name, a role, a subject."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """How many characters a text may have."""

    limit: int

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """Answer the border's validator; see the module's text."""
        return {**handler(source), "max_length": self.limit}


@dataclass(frozen=True, slots=True)
class WithZone:
    """An instant says its zone: 9 o'clock in Jersey is not 9 o'clock UTC."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """Answer the border's validator; see the module's text."""
        return {**handler(source), "tz_constraint": "aware"}


@dataclass(frozen=True, slots=True)
class Personal:
    """What says who a child is or what the worry is: kept apart from the facts, can be sealed."""


Line = Annotated[str, AtMost(LINE_LIMIT)]
Text = Annotated[str, AtMost(TEXT_LIMIT)]
Instant = Annotated[datetime, WithZone()]

T = TypeVar("T")
PERSONAL = Personal()


class Shape:
    """Base of commands and of the parts they are made of."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "str_strip_whitespace": True,
        "str_min_length": 1,
        "str_max_length": TEXT_LIMIT,
    }
