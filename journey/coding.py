"""Which codes a journey holds, and which a return would still lack.

What is not known yet stops nobody's work: it is warned of where practice could know it, and
listed until it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journey.case import Case, Episode
from journey.codes import CodeBook
from journey.people import Child, Referrer
from journey.policy import Rulebook
from journey.terms import Kind, Outcome

IN_NEED = frozenset(
    {
        Kind.STRATEGY_DISCUSSION,
        Kind.ENQUIRY,
        Kind.ASSESSMENT,
        Kind.CONFERENCE,
        Kind.PLAN,
        Kind.CARE,
    }
)
"""From these on the return asks for the child's primary need, and later why it was closed."""

BIRTH = "birth"
"""What stands for the date of birth, or the expected one, among what is missing."""

UNFINISHED = (None, Outcome.CANCELLED, Outcome.CORE_ASSESSMENT)
"""Outcomes of an assessment at whose end no factors are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that a return would lack; `record-codes` is where it is said later.

    Attributes:
        list: Key of the list, or `birth`.
        stands: The list's own code for "not yet known", if it has one.
    """

    list: str
    stands: str | None


def coded_child(child: Child, codes: CodeBook) -> tuple[str | None, tuple[str, ...]]:
    """Return ethnicity and disabilities in codes; words that are sure stand for their code."""
    ethnicity = child.ethnicity_code or codes.meant_by("ethnicity", child.ethnicity)
    if child.disability_codes:
        return ethnicity, child.disability_codes
    disability = codes.meant_by("disability", child.disability)
    return ethnicity, (disability,) if disability else ()


def source_of(referrer: Referrer, rulebook: Rulebook) -> str | None:
    """Return the referral source, where the referrer leaves no doubt which it is."""
    codes = rulebook.codes
    if referrer.source_code is not None:
        return referrer.source_code
    if referrer.anonymous:
        return codes.anonymous
    agency = rulebook.agencies.get(referrer.agency or "")
    if agency is not None:
        return codes.of_agency.get(agency.kind)
    return codes.of_referrer.get(referrer.kind.value)


def held(case: Case, rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of each list that the journey holds, in the order of the lists."""
    codes = case.codes
    ethnicity: str | None = None
    disabilities: tuple[str, ...] = ()
    sex: str | None = None
    no_number: str | None = None
    if case.child is not None:
        ethnicity, disabilities = coded_child(case.child, rulebook.codes)
        sex = case.child.sex.value
        no_number = case.child.upn_unknown
    source = codes.source
    if source is None and case.referrer is not None:
        source = source_of(case.referrer, rulebook)
    plans = [e.category.value for e in case.episodes.values() if e.category is not None]
    found: dict[str, tuple[str | None, ...]] = {
        "referral-source": (source,),
        "primary-need": (codes.need,),
        "ethnicity": (ethnicity,),
        "sex": (sex,),
        "disability": disabilities,
        "upn-unknown": (no_number,),
        "factor": _newest_factors(case),
        "abuse-category": tuple(plans[-1:]),
        "closure-reason": (codes.closure_reason,),
    }
    return {key: tuple(code for code in each if code is not None) for key, each in found.items()}


def gaps(case: Case, rulebook: Rulebook) -> Iterator[Gap]:
    """Yield what a return would lack of this journey now, in the order in which it is asked."""
    has = held(case, rulebook)
    child = case.child
    for key in _asked(case):
        known = rulebook.codes.lists.get(key)
        stands = known.not_yet_known if known else None
        said = [code for code in has[key] if code != stands]
        if not said and not (child is not None and _answered(key, child)):
            yield Gap(list=key, stands=stands)
    if child is not None and child.born is None and child.expected is None:
        yield Gap(list=BIRTH, stands=None)


def finished_assessments(case: Case) -> list[Episode]:
    """Return the assessments at whose end the return asks for factors, the newest last."""
    return [
        episode
        for episode in case.episodes.values()
        if episode.kind is Kind.ASSESSMENT and episode.outcome not in UNFINISHED
    ]


def _newest_factors(case: Case) -> tuple[str, ...]:
    finished = finished_assessments(case)
    return case.codes.factors.get(finished[-1].id, ()) if finished else ()


def _answered(key: str, child: Child) -> bool:
    """Return whether something else than a code answers a list."""
    unborn = child.born is None and child.expected is not None
    match key:
        case "sex":
            return unborn  # there is none to be known yet
        case "upn-unknown":
            return child.upn is not None or unborn
        case _:
            return False


def in_need(case: Case) -> bool:
    """Return whether the child came as far as the return asks about."""
    return any(episode.kind in IN_NEED for episode in case.episodes.values())


def _asked(case: Case) -> Iterator[str]:
    yield from ("referral-source", "ethnicity", "sex", "disability")
    if in_need(case):
        yield from ("upn-unknown", "primary-need")
    if finished_assessments(case):
        yield "factor"
    if in_need(case) and case.closed_at is not None:
        yield "closure-reason"
