"""Folding transfers, moving away, and death."""

from __future__ import annotations

from typing import Any

from journey.case import Case
from journey.departures import Death, Move, Transfer, Waiting
from journey.events import Recorded, departures
from journey.evolving.base import added, apply, changed
from journey.evolving.running import passed_on
from journey.replacing import replaced
from journey.terms import TransferState


def _with(case: Case, **changes: Any) -> Case:
    return replaced(case, departures=replaced(case.departures, **changes))


@apply.register
def _(event: departures.TransferProposed, case: Case, at: Recorded) -> Case:
    transfer = Transfer(
        id=event.transfer,
        from_team=event.from_team,
        to_team=event.to_team,
        proposed_at=at.occurred_at,
        proposed_by=at.actor,
        reason=event.reason,
        hand_over=event.hand_over,
    )
    return _with(case, transfers=added(case.departures.transfers, transfer.id, transfer))


def _answered(case: Case, transfer: str, state: TransferState, at: Recorded) -> Case:
    transfers = changed(
        case.departures.transfers, transfer, state=state, answered_at=at.occurred_at
    )
    return _with(case, transfers=transfers)


@apply.register
def _(event: departures.TransferAccepted, case: Case, at: Recorded) -> Case:
    accepted = _answered(case, event.transfer, TransferState.ACCEPTED, at)
    return passed_on(accepted, worker=event.worker, team=event.team)


@apply.register
def _(event: departures.TransferRefused, case: Case, at: Recorded) -> Case:
    return _answered(case, event.transfer, TransferState.REFUSED, at)


@apply.register
def _(event: departures.TransferWithdrawn, case: Case, at: Recorded) -> Case:
    return _answered(case, event.transfer, TransferState.WITHDRAWN, at)


@apply.register
def _(event: departures.ChildMovedAway, case: Case, at: Recorded) -> Case:
    move = Move(told_at=at.occurred_at, to_authority=event.to_authority, moved_on=event.moved_on)
    return _with(case, move=move)


@apply.register
def _(event: departures.ReceivingInConferenceHeld, case: Case, at: Recorded) -> Case:
    return _with(case, move=replaced(case.departures.move, conference_at=at.occurred_at))


@apply.register
def _(event: departures.MoveConfirmed, case: Case, at: Recorded) -> Case:
    return _with(case, move=replaced(case.departures.move, confirmed_at=at.occurred_at))


@apply.register
def _(event: departures.MoveCancelled, case: Case, at: Recorded) -> Case:
    return _with(case, move=None)


@apply.register
def _(event: departures.DeathRecorded, case: Case, at: Recorded) -> Case:
    death = Death(recorded_at=at.occurred_at, died_on=event.died_on, stopped=_under_way(case))
    return _with(case, death=death)


def _under_way(case: Case) -> Waiting:
    pending = case.pending_decision()
    transfer, move = case.departures.open_transfer(), case.departures.move
    return Waiting(
        owed=tuple(each.id for each in case.open_obligations()),
        requests=tuple(each.id for each in case.missing_replies()),
        actions=tuple(each.id for each in case.plans.open_actions()),
        decision=pending.id if pending is not None and pending.taken_at is None else None,
        transfer=transfer.id if transfer is not None else None,
        move=move if move is not None and move.is_open else None,
    )


@apply.register
def _(event: departures.DeathNotified, case: Case, at: Recorded) -> Case:
    return case


@apply.register
def _(event: departures.DeathCorrected, case: Case, at: Recorded) -> Case:
    episodes, actions = dict(case.episodes), dict(case.plans.actions)
    decisions, transfers = case.decisions, case.departures.transfers
    for each in event.episodes:
        episodes[each] = replaced(episodes[each], ended_at=None, outcome=None)
    for each in event.actions:
        actions[each] = replaced(actions[each], dropped_at=None, why_dropped="")
    if event.decision is not None:
        decisions = changed(decisions, event.decision, superseded=False)
    if event.transfer is not None:
        transfers = changed(
            transfers, event.transfer, state=TransferState.PROPOSED, answered_at=None
        )
    death = case.departures.death
    move = death.stopped.move if event.moving and death is not None else case.departures.move
    after = replaced(
        case,
        episodes=episodes,
        decisions=decisions,
        plans=replaced(case.plans, actions=actions),
    )
    return _with(after, transfers=transfers, move=move, death=None)
