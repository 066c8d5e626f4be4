"""Looking: everything that can be found about a journey, before it is put into words.

Reads what `READ` names of a case and nothing else, so a case built of projection rows, with
those fields alone, is diagnosed like the whole one (but for `done`, which needs `sent`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from journey.case import Case, Decided, Episode, Obligation
from journey.diagnosis.owed import kind_of
from journey.diagnosis.plans import plan_drifts
from journey.diagnosis.shapes import Found, Grade, StaffState
from journey.guards import carried_on
from journey.moments import NEEDS_WORKER
from journey.plans import LONG_PLANS, PLAN_ACTION, SECOND_PLAN
from journey.policy import Rulebook
from journey.terms import Finding, Kind, Outcome
from journey.timescales import Unit

READ = frozenset(
    {"reference", "version", "team", "worker", "opened_at", "closed_at", "joined_to", "joined"}
    | {"episodes", "obligations", "requests", "decisions", "concerns", "contradictions"}
    | {"assumptions", "consent", "family", "referrer", "history_reviewed_at", "referrer_told"}
    | {"parents_told", "held_at", "held_until", "last_event_at", "sent", "plans"}
)
"""Fields of a case that a diagnosis may look at."""

DRIFT = 2
"""How often a date is moved, a journey held or a discussion reconvened before it is drift:
once happens, a second time is a pattern."""


def find(
    case: Case, *, now: datetime, staff: Mapping[str, StaffState], rulebook: Rulebook
) -> Iterator[Found]:
    """Yield every finding, in no order.  At least one for an open journey."""
    owing = list(case.open_obligations())
    if case.is_open and not owing:
        since = case.last_event_at or now
        yield Found(Grade.SILENT, since, Finding.SILENT, "silent", since)
    yield from _circular(case, owing)
    yield from _orphaned(case, owing, now, staff)
    signing = _unsigned(case)
    for owed in owing:
        if owed.kind == "decision-two" and signing is not None:
            continue  # it is decided, and waits for the signature
        yield _standing(owed, now, rulebook)
    if case.is_open:
        yield from _without_clock(case, owing, now, signing)
        yield from _drifting(case, owing)
        yield from plan_drifts(case, owing, now, often=DRIFT)


def _unsigned(case: Case) -> Decided | None:
    """Return the decision that takes effect only with its second signature, if there is one."""
    pending = case.pending_decision()
    return pending if pending is not None and pending.taken_at is None else None


_OWN_NAME: Mapping[str, tuple[Grade, Finding, str]] = MappingProxyType(
    {
        "decision-two": (Grade.LATE, Finding.UNDECIDED, "all-in"),
        "handoff-confirmed": (Grade.UNLANDED, Finding.UNLANDED, "unlanded"),
        "hold-review": (Grade.HELD, Finding.HELD, "held"),
        "allocation": (Grade.ORPHANED, Finding.ORPHANED, "unallocated"),
        **dict.fromkeys(LONG_PLANS, (Grade.DRIFTING, Finding.DRIFTING, "too-long")),
    }
)
"""Kinds of obligation whose being late has a name of its own."""
_OWN_SENTENCE: Mapping[str, tuple[Grade, Grade, str]] = MappingProxyType(
    {
        SECOND_PLAN: (Grade.WAITING_AFTERWARDS, Grade.LATE_AFTERWARDS, "again"),
        "missing-child": (Grade.CHILD_MISSING, Grade.CHILD_MISSING, "missing"),
    }
)
"""Kinds that are told in a sentence of their own: how grave in time, how grave when late."""


def _standing(owed: Obligation, now: datetime, rulebook: Rulebook) -> Found:
    """Return how one obligation stands."""
    if owed.kind in _OWN_SENTENCE:
        in_time, late, why = _OWN_SENTENCE[owed.kind]
        waits = now < owed.due_at
        finding = Finding.WAITING if waits else Finding.LATE
        return _of(owed, in_time if waits else late, finding, why)
    afterwards = kind_of(owed).afterwards
    if now < owed.due_at:
        if owed.kind == "decision-two":
            return _of(owed, Grade.TO_DECIDE, Finding.UNDECIDED, "all-in")
        grade = Grade.WAITING_AFTERWARDS if afterwards else Grade.WAITING
        return _of(owed, grade, Finding.WAITING, "owed")
    if owed.kind in _OWN_NAME:
        return _of(owed, *_OWN_NAME[owed.kind])
    unit = rulebook.profile(owed.profile).timescale(owed.timescale).unit
    grade = Grade.LATE_ROUND_THE_CLOCK if unit is Unit.HOURS else Grade.LATE
    return _of(owed, Grade.LATE_AFTERWARDS if afterwards else grade, Finding.LATE, "owed")


def _of(owed: Obligation, grade: Grade, finding: Finding, why: str) -> Found:
    return Found(grade, owed.due_at, finding, why, owed.starts_at, owed)


def _circular(case: Case, owing: list[Obligation]) -> Iterator[Found]:
    """Yield what waits for itself.

    Two circles can come about, and no others:

    - a decision waits for its second signature, which is refused because a reply came after
      the decision was written, while the decision itself waits for the signature;
    - this journey was joined to another, and that one to this: each waits for the other.
    """
    pending = _unsigned(case)
    if pending is not None:
        within = carried_on(case, pending.episode)
        newer = [
            request.reply.recorded_at
            for request in case.requests.values()
            if request.reply is not None
            and request.episode in within
            and request.reply.version > pending.version
        ]
        if newer:
            since = min(newer)
            owed = next((o for o in owing if o.subject == pending.id), None)
            yield Found(
                Grade.CIRCULAR, since, Finding.CIRCULAR, "signature", since, owed, pending.id
            )
    for owed in owing:
        if owed.kind == "consider-new-information" and owed.subject == case.joined_to:
            yield Found(
                Grade.CIRCULAR,
                owed.starts_at,
                Finding.CIRCULAR,
                "joined",
                owed.starts_at,
                owed,
                owed.subject or "",
            )


def _orphaned(
    case: Case, owing: list[Obligation], now: datetime, staff: Mapping[str, StaffState]
) -> Iterator[Found]:
    """Yield owners who are gone, or away over the instant when something is due."""
    theirs = [owed for owed in owing if owed.owed_by.startswith("worker:")]
    workers = {owed.owed_by.partition(":")[2] for owed in theirs}
    if case.worker is not None and case.is_open:
        workers.add(case.worker)
    for worker in sorted(workers & staff.keys()):
        state = staff[worker]
        since = state.since or case.last_event_at or now
        first = min(
            (owed for owed in theirs if owed.owed_by == f"worker:{worker}"),
            key=lambda owed: owed.due_at,
            default=None,
        )
        at = first.due_at if first else since
        if state.gone:
            yield Found(Grade.ORPHANED, at, Finding.ORPHANED, "gone", since, first, worker)
        elif first is not None and _away_over(first.due_at, state, now):
            yield Found(Grade.ORPHANED, at, Finding.ORPHANED, "away", since, first, worker)


def _away_over(due_at: datetime, state: StaffState, now: datetime) -> bool:
    until = state.away_until
    return until is not None and now < until and due_at < until


def _without_clock(
    case: Case, owing: list[Obligation], now: datetime, signing: Decided | None
) -> Iterator[Found]:
    """Yield episodes whose own clock was waived, so that only oversight comes back to them."""
    kinds = {owed.kind for owed in owing}
    clocked = {owed.episode for owed in owing if not kind_of(owed).afterwards}
    for episode in case.open_episodes():
        unowned = episode.kind in NEEDS_WORKER and case.worker is None
        if unowned and "allocation" not in kinds:
            at = episode.opened_at
            yield Found(Grade.ORPHANED, at, Finding.ORPHANED, "nobody", at, None, episode.id)
        if episode.id in clocked or episode.kind is Kind.CLOSURE:
            continue
        at = _last_ended(case, episode) or episode.opened_at
        if episode.kind is Kind.HAND_OFF:
            if episode.confirmed_at is None:
                yield Found(Grade.UNLANDED, at, Finding.UNLANDED, "unfollowed", at)
        elif signing is None or signing.episode != episode.id:
            yield Found(Grade.TO_DECIDE, at, Finding.UNDECIDED, "no-clock", at, None, episode.id)
    until = case.held_until
    if until is not None and until <= now and "hold-review" not in kinds:
        yield Found(Grade.HELD, until, Finding.HELD, "held-on", case.held_at or now)


def _last_ended(case: Case, episode: Episode) -> datetime | None:
    return max(
        (
            owed.ended_at
            for owed in case.obligations.values()
            if owed.episode == episode.id and owed.ended_at is not None
        ),
        default=None,
    )


def _drifting(case: Case, owing: list[Obligation]) -> Iterator[Found]:
    """Yield activity without progress: dates moved, discussions reconvened, held again."""
    for owed in owing:
        if owed.moves < DRIFT or owed.kind == PLAN_ACTION:  # said of the plan as a whole
            continue
        yield Found(
            Grade.DRIFTING, owed.first_due_at, Finding.DRIFTING, "moved", owed.starts_at, owed,
            times=owed.moves,
        )  # fmt: skip
    discussion = case.open_episode(Kind.STRATEGY_DISCUSSION)
    again = _reconvened(case, discussion) if discussion else []
    if len(again) >= DRIFT:
        first = again[-1]
        yield Found(
            Grade.DRIFTING, first.opened_at, Finding.DRIFTING, "reconvened", first.opened_at,
            times=len(again),
        )  # fmt: skip
    progress = max((e.opened_at for e in case.episodes.values()), default=case.opened_at)
    holds = [
        owed
        for owed in case.obligations.values()
        if owed.kind == "hold-review" and progress is not None and owed.starts_at >= progress
    ]
    if len(holds) >= DRIFT:
        at = holds[0].starts_at
        yield Found(Grade.DRIFTING, at, Finding.DRIFTING, "held-again", at, times=len(holds))


def _reconvened(case: Case, discussion: Episode) -> list[Episode]:
    """Return the discussions before this one that ended only with another, newest first."""
    found = []
    before = case.episodes.get(discussion.because or "")
    while before is not None and before.outcome is Outcome.RECONVENE:
        found.append(before)
        before = case.episodes.get(before.because or "")
    return found
