"""Closed lists as they are written, what is wrong with them, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey.codes import LISTS, CodeBook, CodeList
from journey.people import ReferrerKind, Sex
from journey.terms import AbuseCategory
from policy.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from policy.written import WrittenCodeList, WrittenCodes


def code_book_from(written: WrittenCodes) -> CodeBook:
    """Return the lists by key."""
    source = written.referral_source
    return CodeBook(
        lists={each.key: _list(each) for each in written.list},
        anonymous=source.anonymous,
        of_agency=source.agency,
        of_referrer=source.referrer,
    )


def _list(written: WrittenCodeList) -> CodeList:
    also = {
        " ".join(words.casefold().split()): each.code
        for each in written.code
        for words in (each.code, each.words, *each.also)
    }
    return CodeList(
        key=written.key,
        title=written.title,
        source=written.source,
        edition=written.edition,
        known_by=written.known_by,
        codes={each.code: each.words for each in written.code},
        also=also,
        not_yet_known=written.not_yet_known,
        alone=frozenset(each.code for each in written.code if each.alone),
    )


def code_faults(
    written: WrittenCodes, agency_kinds: Collection[str], *, file: str
) -> Iterator[Fault]:
    """Yield what is wrong with the lists, each with its place."""
    keys = [each.key for each in written.list]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Fault(f"{file}, list {key!r}", "it stands there twice", "each key once")
    for key in keys:
        if key not in LISTS:
            yield Fault(
                f"{file}, list {key!r}", "nothing asks for it", f"one of {', '.join(LISTS)}"
            )
    for key in LISTS:
        if key not in keys:
            yield Fault(f"{file}, list", f"there is no list {key!r}", "a [[list]] of that key")
    for each in written.list:
        yield from _list_faults(each, file)
    closed = {"sex": Sex, "abuse-category": AbuseCategory}
    for each in written.list:
        if each.key in closed:
            own = {str(code) for code in closed[each.key]}
            if {code.code for code in each.code} != own:
                yield Fault(
                    f"{file}, list {each.key!r}",
                    "it has other codes than the record",
                    f"exactly {', '.join(sorted(own))}",
                )
    yield from _source_faults(written, agency_kinds, file)


def _list_faults(written: WrittenCodeList, file: str) -> Iterator[Fault]:
    where = f"{file}, list {written.key!r}"
    codes = [each.code for each in written.code]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Fault(where, f"{code} stands there twice", "each code once")
    if written.not_yet_known is not None and written.not_yet_known not in codes:
        yield Fault(
            f"{where}, not_yet_known",
            f"it says {written.not_yet_known!r}",
            "one of the list's own codes",
        )
    meant: dict[str, str] = {}
    for each in written.code:
        for words in (each.code, each.words, *each.also):
            other = meant.setdefault(words.casefold(), each.code)
            if other != each.code:
                yield Fault(
                    where, f"{words!r} means {other} and {each.code}", "each word for one code"
                )


def _source_faults(
    written: WrittenCodes, agency_kinds: Collection[str], file: str
) -> Iterator[Fault]:
    codes = {
        code.code for each in written.list if each.key == "referral-source" for code in each.code
    }
    source = written.referral_source
    tables: tuple[tuple[str, Mapping[str, str], Collection[str]], ...] = (
        ("agency", source.agency, agency_kinds),
        ("referrer", source.referrer, list(ReferrerKind)),
    )
    for name, table, known in tables:
        where = f"{file}, referral_source, {name}"
        for kind, code in table.items():
            if kind not in known:
                yield Fault(where, f"nobody knows the kind {kind!r}", f"one of {', '.join(known)}")
            if code not in codes:
                yield Fault(where, f"{code!r} is no referral source", "a code of that list")
    if source.anonymous is not None and source.anonymous not in codes:
        yield Fault(
            f"{file}, referral_source, anonymous",
            f"{source.anonymous!r} is no referral source",
            "a code of that list",
        )
