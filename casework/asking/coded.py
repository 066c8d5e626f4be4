"""Codes as they are shown: always in words as well, with what a return would still lack."""

from __future__ import annotations

from dataclasses import dataclass

from journey.case import Case
from journey.codes import CodeBook, CodeList
from journey.coding import BIRTH, gaps, held
from journey.policy import Rulebook

BIRTH_TITLE = "Date of birth, or the day it is expected"
BIRTH_KNOWN_BY = "the family, the midwife or the health visitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """One code that the journey holds, of a list, in words."""

    list: str
    title: str
    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCode:
    """What a return would lack; `record-codes` is where it is said later.

    Attributes:
        list: Key of the list, or `birth`.
        known_by: Who could say it.
        stands: The code that a return holds meanwhile, where its list has one for that.
        stands_for: That code in words.
    """

    list: str
    title: str
    known_by: str
    stands: str | None
    stands_for: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeInWords:
    """One code of a list."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """One closed list, with where it comes from and its edition."""

    key: str
    title: str
    source: str
    edition: str
    known_by: str
    not_yet_known: str | None
    codes: tuple[CodeInWords, ...]


def code_views(case: Case, rulebook: Rulebook) -> tuple[CodeView, ...]:
    """Return the codes that a journey holds."""
    book = rulebook.codes
    return tuple(
        CodeView(list=key, title=_title(key, book), code=code, words=book.words(key, code))
        for key, codes in held(case, rulebook).items()
        for code in codes
    )


def missing_codes(case: Case, rulebook: Rulebook) -> tuple[MissingCode, ...]:
    """Return what a return would lack of a journey now."""
    return tuple(
        MissingCode(
            list=gap.list,
            title=_title(gap.list, rulebook.codes),
            known_by=_known_by(gap.list, rulebook.codes),
            stands=gap.stands,
            stands_for=rulebook.codes.words(gap.list, gap.stands) if gap.stands else None,
        )
        for gap in gaps(case, rulebook)
    )


def code_lists(rulebook: Rulebook) -> list[ListView]:
    """Return every closed list."""
    return [_list(each) for each in rulebook.codes.lists.values()]


def _list(known: CodeList) -> ListView:
    return ListView(
        key=known.key,
        title=known.title,
        source=known.source,
        edition=known.edition,
        known_by=known.known_by,
        not_yet_known=known.not_yet_known,
        codes=tuple(CodeInWords(code=code, words=said) for code, said in known.codes.items()),
    )


def _title(key: str, book: CodeBook) -> str:
    if key == BIRTH:
        return BIRTH_TITLE
    return book.lists[key].title if key in book.lists else key.replace("-", " ").capitalize()


def _known_by(key: str, book: CodeBook) -> str:
    known = book.lists.get(key)
    return known.known_by if known else BIRTH_KNOWN_BY
