"""The unique pupil number (UPN) that a school gives: what one looks like, and its check letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Every letter but I, O and S, which are read as digits."""

_SHAPE = re.compile(rf"[{_LETTERS}]\d{{11}}[\d{_LETTERS}]")
_WRONG = "it is no pupil number: a letter and twelve figures, or a letter for the last one"
_MISTYPED = "its check letter does not fit the figures: the number as the school writes it"


def check_letter(figures: str) -> str:
    """Return the letter that the twelve characters after it call for.

    Each counts as often as its place says, the first of them twice; a last letter counts as its
    place among the letters.
    """
    values = (int(each) if each.isdigit() else _LETTERS.index(each) for each in figures)
    return _LETTERS[sum(place * value for place, value in enumerate(values, start=2)) % 23]


def pupil_number(value: object) -> object:
    """Refuse what cannot be a pupil number; small letters and spaces are put right."""
    if not isinstance(value, str):
        return value
    number = "".join(value.split()).upper()
    if not _SHAPE.fullmatch(number):
        raise ValueError(_WRONG)
    if number[0] != check_letter(number[1:]):
        raise ValueError(_MISTYPED)
    return number


@dataclass(frozen=True, slots=True)
class OfAPupil:
    """Marks a field that holds a pupil number."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """Answer the border's validator; see `journey.shapes`."""
        function = {"type": "no-info", "function": pupil_number}
        return {"type": "function-before", "function": function, "schema": handler(source)}


Upn = Annotated[str, OfAPupil()]
