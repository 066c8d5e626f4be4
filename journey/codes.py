"""Closed lists of codes that returns ask for: their shape, and what a journey holds in them.

Which codes there are is policy (`policy/codes.toml`), as lists change from year to year.  The
border takes in no other, so that what is held can be returned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from journey.shapes import AtMost

CODE_LIMIT = 10

LISTS = (
    *("referral-source", "primary-need", "ethnicity", "sex", "disability", "upn-unknown"),
    *("factor", "closure-reason", "abuse-category"),
)
"""Lists that commands and returns speak of."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Marks a field that holds a code of a list; the border asks `policy/codes.toml`."""

    list: str


Short = AtMost(CODE_LIMIT)
SourceCode = Annotated[str, Short, Coded("referral-source")]
NeedCode = Annotated[str, Short, Coded("primary-need")]
EthnicityCode = Annotated[str, Short, Coded("ethnicity")]
DisabilityCode = Annotated[str, Short, Coded("disability")]
FactorCode = Annotated[str, Short, Coded("factor")]
ClosureCode = Annotated[str, Short, Coded("closure-reason")]
UpnUnknownCode = Annotated[str, Short, Coded("upn-unknown")]


def list_of(hint: Any) -> str | None:
    """Return the list that a field's type is marked with, however deep the mark is."""
    if get_origin(hint) is Annotated:
        marks = [each for each in hint.__metadata__ if isinstance(each, Coded)]
        return marks[0].list if marks else list_of(get_args(hint)[0])
    return next((key for each in get_args(hint) if (key := list_of(each)) is not None), None)


@cache
def coded_fields(shape: type) -> Mapping[str, str]:
    """Return the lists of a dataclass's coded fields, by the field's name."""
    hints = get_type_hints(shape, include_extras=True)
    return {name: key for name, hint in hints.items() if (key := list_of(hint)) is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """One closed list.

    Attributes:
        known_by: Who could say what is not known yet.
        codes: Their words, in the order of the list.
        also: Codes by the words that people write for them, without case.
        not_yet_known: The list's own code for what nobody knows yet.
        alone: Codes that say that no other applies.
    """

    key: str
    title: str
    source: str
    edition: str
    known_by: str
    codes: Mapping[str, str]
    also: Mapping[str, str] = field(default_factory=dict)
    not_yet_known: str | None = None
    alone: frozenset[str] = frozenset()

    def meant_by(self, words: str | None) -> str | None:
        """Return the code that people mean by some words, None where it is not sure."""
        return self.also.get(" ".join((words or "").casefold().split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBook:
    """All lists, and which source a referrer stands for where it can be only one.

    Attributes:
        anonymous: The source of a referrer who will not be named.
        of_agency, of_referrer: Sources by kind of agency and by kind of referrer.
    """

    lists: Mapping[str, CodeList] = field(default_factory=dict)
    anonymous: str | None = None
    of_agency: Mapping[str, str] = field(default_factory=dict)
    of_referrer: Mapping[str, str] = field(default_factory=dict)

    def words(self, key: str, code: str) -> str:
        """Return a code in words; the code itself where its list has left it out since."""
        known = self.lists.get(key)
        return known.codes.get(code, code) if known else code

    def meant_by(self, key: str, words: str | None) -> str | None:
        """Return the code of a list that people mean by some words, None where it is not sure."""
        known = self.lists.get(key)
        return known.meant_by(words) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCodes:
    """What a journey holds beside what is coded on the child (ethnicity, disability, sex).

    Attributes:
        factors: By the assessment at whose end they were found.
    """

    source: str | None = None
    need: str | None = None
    factors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closure_reason: str | None = None
