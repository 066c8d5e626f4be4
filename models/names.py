"""Names, made comparable: people write them in many ways."""

from __future__ import annotations

import unicodedata


def normal_name(name: str) -> str:
    """Return a name without case, accents, punctuation or order of its parts.

    `Óliver  O'Brien-Ńowak` and `nowak obrien oliver` are one.  Every script keeps its letters.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(_kept(character) for character in plain)
    return " ".join(sorted(letters.split()))


def _kept(character: str) -> str:
    if character.isalnum():
        return character
    # Marks and apostrophes vanish inside a name; anything else parts it.
    return "" if unicodedata.combining(character) or character in "'’ʼ`.´" else " "
