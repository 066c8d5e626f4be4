"""Folding hand-offs, obligations and the running of the journey."""

from __future__ import annotations

from journey.case import Case, Obligation
from journey.events import Recorded, running
from journey.evolving.base import added, apply, changed, sent_too
from journey.evolving.plans import drifted
from journey.ladders import Action
from journey.plans import PLAN_MEETINGS
from journey.replacing import replaced
from journey.terms import ObligationState

CHASING = (Action.CHASE, Action.ESCALATE, Action.BREACH)


@apply.register
def _(event: running.HandOffConfirmed, case: Case, at: Recorded) -> Case:
    return replaced(
        case, episodes=changed(case.episodes, event.episode, confirmed_at=at.occurred_at)
    )


@apply.register
def _(event: running.HandOffBounced, case: Case, at: Recorded) -> Case:
    return case


@apply.register
def _(event: running.HandOffImpactRecorded, case: Case, at: Recorded) -> Case:
    return case


@apply.register
def _(event: running.JourneyAllocated, case: Case, at: Recorded) -> Case:
    return passed_on(case, worker=event.worker or case.worker, team=event.team or case.team)


def passed_on(case: Case, *, worker: str | None, team: str) -> Case:
    """Return the journey with another worker and team, and what they owed with it.

    With no worker, what the last one owed falls on the team.
    """
    has_it = f"worker:{worker}" if worker is not None else f"team:{team}"
    successors = {
        f"worker:{case.worker}": has_it,
        f"team:{case.team}": f"team:{team}",
        f"manager:{case.team}": f"manager:{team}",
        f"senior-manager:{case.team}": f"senior-manager:{team}",
    }
    obligations = dict(case.obligations)
    for owed in case.open_obligations():
        owed_by = successors.get(owed.owed_by, owed.owed_by)
        if owed.follows_worker:
            owed_by = has_it
        obligations[owed.id] = replaced(owed, owed_by=owed_by)
    return replaced(case, worker=worker, team=team, obligations=obligations)


@apply.register
def _(event: running.JourneyHeld, case: Case, at: Recorded) -> Case:
    return replaced(case, held_at=at.occurred_at, held_until=event.until)


@apply.register
def _(event: running.JourneyResumed, case: Case, at: Recorded) -> Case:
    return replaced(case, held_at=None, held_until=None)


@apply.register
def _(event: running.JourneyClosed, case: Case, at: Recorded) -> Case:
    return replaced(
        case,
        closed_at=at.occurred_at,
        held_at=None,
        held_until=None,
        codes=replaced(case.codes, closure_reason=event.closure_reason),
    )


@apply.register
def _(event: running.JourneyReopened, case: Case, at: Recorded) -> Case:
    return replaced(
        case,
        closed_at=None,
        codes=replaced(case.codes, closure_reason=None),
        joined_to=None,
        referrer_told=None,
        parents_told=None,
        departures=replaced(case.departures, move=None),
    )


@apply.register
def _(event: running.ObligationOpened, case: Case, at: Recorded) -> Case:
    obligation = Obligation(
        id=event.obligation,
        kind=event.kind,
        owed_by=event.owed_by,
        timescale=event.timescale,
        profile=event.profile,
        authority=event.authority,
        checked=event.checked,
        ladder=event.ladder,
        starts_at=event.starts_at,
        due_at=event.due_at,
        first_due_at=event.due_at,
        next_rung=event.next_rung,
        next_action_at=event.next_action_at,
        subject=event.subject,
        about=event.about,
        episode=event.episode,
        ask_instead=event.ask_instead,
        follows_worker=event.follows_worker,
    )
    return replaced(case, obligations=added(case.obligations, obligation.id, obligation))


@apply.register
def _(event: running.ObligationMet, case: Case, at: Recorded) -> Case:
    state = ObligationState.LATE_MET if event.late else ObligationState.MET
    after = _ended(case, event.obligation, state, at)
    return _missed(after, event.obligation) if event.late else after


@apply.register
def _(event: running.ObligationWaived, case: Case, at: Recorded) -> Case:
    return _missed(_ended(case, event.obligation, ObligationState.WAIVED, at), event.obligation)


@apply.register
def _(event: running.ObligationEscalated, case: Case, at: Recorded) -> Case:
    owed = case.obligations[event.obligation]
    return replaced(
        case,
        sent=sent_too(case, at, event.notices, obligation=owed.id, due_at=owed.due_at),
        obligations=changed(case.obligations, owed.id, chases=owed.chases + 1),
    )


@apply.register
def _(event: running.ObligationCancelled, case: Case, at: Recorded) -> Case:
    return _ended(case, event.obligation, ObligationState.CANCELLED, at)


def _missed(case: Case, obligation: str) -> Case:
    """Return the case with a meeting on a plan that was missed counted as drift."""
    owed = case.obligations[obligation]
    return drifted(case, owed.episode if owed.kind in PLAN_MEETINGS else None, "missed")


def _ended(case: Case, obligation: str, state: ObligationState, at: Recorded) -> Case:
    parts = changed(case.obligations, obligation, state=state, ended_at=at.occurred_at)
    return replaced(case, obligations=parts)


@apply.register
def _(event: running.ObligationMoved, case: Case, at: Recorded) -> Case:
    obligations = changed(
        case.obligations,
        event.obligation,
        due_at=event.due_at,
        next_rung=event.next_rung,
        next_action_at=event.next_action_at,
        moves=case.obligations[event.obligation].moves + 1,
    )
    return replaced(case, obligations=obligations)


@apply.register
def _(event: running.RungClimbed, case: Case, at: Recorded) -> Case:
    obligation = case.obligations[event.obligation]
    obligations = changed(
        case.obligations,
        event.obligation,
        rung=event.rung,
        last_action=event.action,
        last_action_at=at.recorded_at,
        next_rung=event.next_rung,
        next_action_at=event.next_action_at,
        chases=obligation.chases + (event.action in CHASING and not event.overtaken),
    )
    sent = sent_too(
        case,
        at,
        event.notices,
        obligation=event.obligation,
        rung=event.rung,
        due_at=obligation.due_at,
    )
    return replaced(case, obligations=obligations, sent=sent)
