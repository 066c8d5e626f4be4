"""Markers and the common base of everything that is given to us or kept by us.

A command or an event is a frozen dataclass of the standard library.  The border
(`casework.registry`) reads these markers with pydantic; `journey` itself never imports
it, which is why the two markers answer pydantic's hook with plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
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


_AS_WRITTEN = "it is not written out: a day as 2015-04-03, an instant as 2025-09-01T09:00:00+01:00"


def written_out(value: object) -> object:
    """Refuse a day or an instant that is given as a number.

    The border's validator would count seconds from 1970, and make 1970 of the birth date
    20150403 without a word.
    """
    if isinstance(value, int | float) or (isinstance(value, str) and "-" not in value.strip(" -")):
        raise ValueError(_AS_WRITTEN)
    return value


def _written_out(schema: dict[str, Any]) -> dict[str, Any]:
    function = {"type": "no-info", "function": written_out}
    return {"type": "function-before", "function": function, "schema": schema}


@dataclass(frozen=True, slots=True)
class WithZone:
    """An instant says its zone: 9 o'clock in Jersey is not 9 o'clock UTC."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """Answer the border's validator; see the module's text."""
        return _written_out({**handler(source), "tz_constraint": "aware"})


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A day is written as year, month and day."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """Answer the border's validator; see the module's text."""
        return _written_out(handler(source))


@dataclass(frozen=True, slots=True)
class Personal:
    """What says who a child is or what the worry is: kept apart from the facts, can be sealed."""


Line = Annotated[str, AtMost(LINE_LIMIT)]
Text = Annotated[str, AtMost(TEXT_LIMIT)]
Instant = Annotated[datetime, WithZone()]
Day = Annotated[date, WrittenOut()]

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
