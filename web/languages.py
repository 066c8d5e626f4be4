"""The language of a page: English as written in templates, or a catalogue's of `web/locale`.

A catalogue is a file `web/locale/<code>/LC_MESSAGES/throughline.po`; adding one adds the language.
Texts reach it through `_` and `ngettext` here, and through `{% trans %}` and `_()` in templates.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from journey.wording import Language
from web.catalogues import Catalogue, read_catalogue

FOLDER = Path(__file__).parent / "locale"
ENGLISH = "en-GB"
LANGUAGE_COOKIE = "throughline-language"
NAMES = {ENGLISH: "English", "cy": "Cymraeg"}
"""Each language by its own name; one without a name here is called by its code."""

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are, English first."""
    found = (file.parents[1].name for file in FOLDER.glob("*/LC_MESSAGES/throughline.po"))
    return (ENGLISH, *sorted(found))


@cache
def translations(code: str) -> NullTranslations:
    """Return a language's texts; what a catalogue lacks is said in English."""
    if code == ENGLISH:
        return NullTranslations()
    file = FOLDER / code / "LC_MESSAGES" / "throughline.po"
    return Catalogue(read_catalogue(file.read_text(encoding="utf-8")))


def language_name(code: str) -> str:
    """Return a language's own name."""
    return NAMES.get(code, code)


def chosen_language(cookie: str | None) -> str:
    """Return the language that a browser's cookie asks for, English where there is none such."""
    return cookie if cookie is not None and cookie in languages() else ENGLISH


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language until the block ends."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """Return the code of the language that is spoken."""
    return _spoken.get()


def gettext(text: str) -> str:
    """Return a text in the language that is spoken."""
    return translations(_spoken.get()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the text of two that fits a number, in the language that is spoken."""
    return translations(_spoken.get()).ngettext(one, many, count)


def to_translate(text: str) -> str:
    """Mark a text that `gettext` will be given later; return it as it is."""
    return text


SPOKEN = Language(word=gettext, counted=ngettext)
"""For `journey.wording`: whatever language is spoken at the time."""
