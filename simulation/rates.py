"""How the invented hub compares with the published figures for England."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from journey.case import Case, Episode
from journey.terms import Kind, MeetingKind, Outcome, PlanKind
from journey.working_days import WorkingDays
from simulation.figures import national

T = TypeVar("T")
A_YEAR = timedelta(days=365)
_QUARTERS = (("lower quartile", 0.25), ("median", 0.5), ("upper quartile", 0.75))
_CATEGORIES = {
    "NEG": "neglect",
    "EMO": "emotional",
    "PHY": "physical",
    "SAB": "sexual",
    "MUL": "multiple",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure, published and invented.

    Attributes:
        ours: None where nothing has happened that could be counted.
        of: Over how many it was counted.
        unit: `%`, `working days`, or `times`.
    """

    what: str
    published: float
    ours: float | None
    of: int
    unit: str = "%"


def rates(cases: Sequence[Case], calendar: WorkingDays, *, until: datetime) -> list[Rate]:
    """Return each figure that is published, beside the invented hub's own.

    Args:
        until: The end of the invented years: what is still open then is in no figure of ends.
    """
    england = national()
    share = england["contacts_become_referrals_percent"]["value"]
    decided = [e for case in cases for e in _ended(case, Kind.CONTACT)]
    referred = [case for case in cases if any(_of(case, Kind.REFERRAL))]
    judged = [e for case in referred for e in _ended(case, Kind.REFERRAL)]
    became = (Outcome.REFERRAL, Outcome.IMMEDIATE_PROTECTION)
    return [
        _percent("contacts that became referrals", share, decided, lambda e: e.outcome in became),
        _percent(
            "referrals that ended with no further action",
            england["referral_no_further_action_percent"],
            judged,
            lambda e: e.outcome is Outcome.NO_FURTHER_ACTION,
        ),
        _again(referred),
        _percent(
            "referrals assessed, and the child found not in need",
            england["assessed_not_in_need_percent"],
            [case for case in referred if not case.is_open or _settled(case)],
            _not_in_need,
        ),
        *_assessments(cases, calendar),
        *_enquiries(cases, referred),
        *_conferences(cases, calendar),
        *_plans(cases, until),
    ]


def _assessments(cases: Sequence[Case], calendar: WorkingDays) -> Iterator[Rate]:
    england = national()
    taken = sorted(
        _working_days(calendar, e.opened_at, e.ended_at)
        for case in cases
        for e in _ended(case, Kind.ASSESSMENT)
        if e.ended_at and e.outcome is not Outcome.CANCELLED
    )
    yield from _quartiles("an assessment took", england["assessment_working_days"], taken)
    yield _percent(
        "assessments within 45 working days",
        england["assessments_within_45_working_days_percent"],
        taken,
        lambda days: days <= 45,
    )


def _enquiries(cases: Sequence[Case], referred: Sequence[Case]) -> Iterator[Rate]:
    england = national()
    made = [e for case in cases for e in _of(case, Kind.ENQUIRY)]
    referrals = sum(1 for case in referred for _ in _of(case, Kind.REFERRAL))
    yield Rate(
        "enquiries for each hundred referrals",
        round(100 * england["section_47_enquiries"] / england["referrals"], 1),
        _hundredths(len(made), referrals),
        referrals,
    )
    yield _percent(
        "enquiries that went to an initial conference",
        england["section_47_to_initial_conference_percent"],
        [e for e in made if not e.is_open],
        lambda e: e.outcome is Outcome.CONFERENCE,
    )


def _conferences(cases: Sequence[Case], calendar: WorkingDays) -> Iterator[Rate]:
    england = national()
    taken = sorted(_to_conference(cases, calendar))
    yield from _quartiles(
        "from strategy discussion to initial conference",
        england["initial_conference_working_days"],
        taken,
    )
    yield _percent(
        "initial conferences within 15 working days",
        england["initial_conference_within_15_working_days_percent"],
        taken,
        lambda days: days <= 15,
    )
    yield _percent(
        "initial conferences that made a protection plan",
        round(100 * england["protection_plans_started"] / england["initial_conferences"], 1),
        [e for case in cases for e in _ended(case, Kind.CONFERENCE)],
        lambda e: e.outcome is Outcome.PROTECTION_PLAN,
    )


def _plans(cases: Sequence[Case], until: datetime) -> Iterator[Rate]:
    england = national()
    plans = [e for case in cases for e in _of(case, Kind.PLAN)]
    protecting = [e for e in plans if e.plan is PlanKind.PROTECTION]
    reviews = [
        owed.state.value
        for case in cases
        for owed in case.obligations.values()
        if owed.kind in ("first-review-conference", "review-conference")
        and (owed.state.value in ("met", "late-met") or (owed.is_open and owed.due_at < until))
    ]
    yield _percent(
        "review conferences in time",
        england["reviews_in_time_percent"],
        reviews,
        lambda state: state == "met",
    )
    started = [e for e in protecting if e.opened_at > until - A_YEAR]
    open_now = [e for e in protecting if e.is_open]
    yield Rate(
        "protection plans open at the end of the year, for each hundred begun in it",
        round(100 * england["protection_plans_at_31_march"] / england["protection_plans_started"]),
        _hundredths(len(open_now), len(started)),
        len(started),
    )
    helping = [e for e in plans if e.plan is PlanKind.CHILD_IN_NEED and e.is_open]
    yield Rate(
        "child in need plans for each protection plan, at the end of the year",
        round(
            england["child_in_need_plans_at_31_march"] / england["protection_plans_at_31_march"], 1
        ),
        round(len(helping) / len(open_now), 1) if open_now else None,
        len(open_now),
        "times",
    )
    counted = Counter(_CATEGORIES[e.category.value] for e in protecting if e.category)
    for name, percent in england["plan_category_percent"].items():
        yield Rate(
            f"protection plans for {name} abuse" if name != "neglect" else "plans for neglect",
            percent,
            _hundredths(counted[name], len(protecting)),
            len(protecting),
        )


def _to_conference(cases: Iterable[Case], calendar: WorkingDays) -> Iterator[int]:
    """Yield the working days from the strategy discussion to each initial conference."""
    for case in cases:
        discussed: datetime | None = None
        for held_at, kind in sorted(
            (m.held_at, m.kind) for m in case.meetings.values() if m.held_at
        ):
            if kind is MeetingKind.STRATEGY_DISCUSSION:
                discussed = held_at
            elif kind is MeetingKind.INITIAL_CONFERENCE and discussed:
                yield _working_days(calendar, discussed, held_at)


def _again(referred: Sequence[Case]) -> Rate:
    """Count referrals of a child who had one within the twelve months before."""
    last: dict[str, datetime] = {}
    again = total = 0
    opened = sorted(
        (e.opened_at, _child(case)) for case in referred for e in list(_of(case, Kind.REFERRAL))[:1]
    )
    begins = opened[0][0] if opened else None
    for at, child in opened:
        before = last.get(child)
        last[child] = at
        # In the first year nobody can have been referred a year before.
        if begins is None or at < begins + A_YEAR:
            continue
        total += 1
        again += before is not None and at - before <= A_YEAR
    return Rate(
        "referrals within twelve months of another about the same child",
        national()["re_referrals_within_12_months_percent"],
        _hundredths(again, total),
        total,
    )


def _child(case: Case) -> str:
    return (case.child.number if case.child else None) or case.reference


def _not_in_need(case: Case) -> bool:
    ends = [e.outcome for e in _ended(case, Kind.ASSESSMENT)]
    return Outcome.NO_FURTHER_ACTION in ends and not any(_of(case, Kind.PLAN))


def _settled(case: Case) -> bool:
    """Return whether it is known what became of the referral."""
    kinds = {e.kind for e in case.open_episodes()}
    return not kinds & {
        Kind.REFERRAL,
        Kind.RESEARCH,
        Kind.STRATEGY_DISCUSSION,
        Kind.ENQUIRY,
        Kind.ASSESSMENT,
    }


def _of(case: Case, kind: Kind) -> Iterator[Episode]:
    return (e for e in case.episodes.values() if e.kind is kind)


def _ended(case: Case, kind: Kind) -> Iterator[Episode]:
    return (e for e in _of(case, kind) if not e.is_open)


def _working_days(calendar: WorkingDays, start: datetime, end: datetime) -> int:
    """Return the working days after that of *start*, that of *end* among them."""
    return calendar.days_between(calendar.local_day(start), calendar.local_day(end))


def _quartiles(what: str, published: dict[str, float], taken: Sequence[int]) -> Iterator[Rate]:
    for name, part in _QUARTERS:
        ours = float(taken[int(part * (len(taken) - 1))]) if taken else None
        yield Rate(
            f"{what}, {name}",
            published[name.replace(" ", "_")],
            ours,
            len(taken),
            "working days",
        )


def _percent(what: str, published: float, of: Sequence[T], which: Callable[[T], bool]) -> Rate:
    return Rate(what, published, _hundredths(sum(map(which, of)), len(of)), len(of))


def _hundredths(count: int, of: int) -> float | None:
    return round(100 * count / of, 1) if of else None
