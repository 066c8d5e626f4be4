"""Judging transfers: proposed by one team, answered by the other's manager."""

from __future__ import annotations

from journey.case import Case
from journey.commands import departures as commands
from journey.decide.context import Context, Judged, judge, next_id, not_now, on_open, unknown
from journey.decide.restricting import closed_to_worker
from journey.departures import Transfer
from journey.events import departures
from journey.people import Role
from journey.refusals import Refused
from journey.terms import Guard


@judge.register
def _(command: commands.ProposeTransfer, case: Case, context: Context) -> Judged:
    del context
    refused = on_open(case)
    proposed = case.departures.open_transfer()
    if refused is None and proposed is not None:
        refused = not_now(
            f"Transfer {proposed.id} to {proposed.to_team} waits for its answer.",
            "withdraw-transfer, then propose anew",
        )
    if refused is None and command.to_team == case.team:
        refused = unknown("The journey is with that team already.", "to_team: another team")
    if refused is None and not command.hand_over:
        refused = unknown(
            "Say what the other team must be given.", "hand_over: papers, dates, who to speak to"
        )
    return refused or [
        departures.TransferProposed(
            transfer=next_id("T", case.departures.transfers),
            from_team=case.team,
            to_team=command.to_team,
            reason=command.reason,
            hand_over=command.hand_over,
        )
    ]


def _waiting(case: Case) -> Transfer | Refused:
    refused = on_open(case)
    transfer = case.departures.open_transfer()
    if refused is None and transfer is not None:
        return transfer
    return refused or not_now("No transfer waits for an answer.", "propose-transfer")


def _to_answer(case: Case, context: Context) -> Transfer | Refused:
    transfer = _waiting(case)
    if isinstance(transfer, Refused):
        return transfer
    actor = context.actor
    # A senior manager without a team of their own is over all of them.
    over_all = actor.role is Role.SENIOR_MANAGER and actor.team is None
    if actor.team == transfer.to_team or over_all:
        return transfer
    return Refused(
        Guard.NOT_QUALIFIED,
        "A transfer is answered by the manager of the team that is to receive it.",
        (f"a manager of {transfer.to_team}",),
    )


@judge.register
def _(command: commands.AcceptTransfer, case: Case, context: Context) -> Judged:
    transfer = _to_answer(case, context)
    if isinstance(transfer, Refused):
        return transfer
    return closed_to_worker(case, command.worker) or [
        departures.TransferAccepted(
            transfer=transfer.id,
            team=transfer.to_team,
            worker=command.worker,
            talked_through=command.talked_through,
        )
    ]


@judge.register
def _(command: commands.RefuseTransfer, case: Case, context: Context) -> Judged:
    transfer = _to_answer(case, context)
    if isinstance(transfer, Refused):
        return transfer
    return [
        departures.TransferRefused(
            transfer=transfer.id, team=transfer.to_team, reason=command.reason
        )
    ]


@judge.register
def _(command: commands.WithdrawTransfer, case: Case, context: Context) -> Judged:
    del context
    transfer = _waiting(case)
    if isinstance(transfer, Refused):
        return transfer
    return [
        departures.TransferWithdrawn(
            transfer=transfer.id, team=transfer.to_team, reason=command.reason
        )
    ]
