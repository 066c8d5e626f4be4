"""Judging how a child moves away, and how everything ends when a child is no longer here."""

from __future__ import annotations

from datetime import date

from journey.case import Case
from journey.commands import departures as commands
from journey.decide.context import Context, Judged, judge, next_id, not_now, on_open, unknown
from journey.departures import Move
from journey.events import Event, decisions, departures, plans, research
from journey.refusals import Refused
from journey.terms import Kind, Outcome, PlanKind


def _today(context: Context) -> date:
    zone = context.rulebook.in_force(context.now).calendar.zone
    return context.now.astimezone(zone).date()


def alive(case: Case) -> Refused | None:
    """Refuse what is done for a child who lives."""
    refused = on_open(case)
    if refused is None and case.departures.death is not None:
        return not_now(
            "The death of the child is on the record.", "correct-death, if that was a mistake"
        )
    return refused


def not_before_birth(case: Case, day: date, context: Context, field: str) -> Refused | None:
    """Refuse a day that has not come, or before the child was born."""
    born = case.child.born if case.child else None
    if day > _today(context):
        return unknown("It cannot have happened in the future.", f"{field}: a day that has come")
    if born is not None and day < born:
        return unknown(
            "That is before the child was born.", f"{field}: {born.isoformat()} or later"
        )
    return None


def leave(case: Case, context: Context, outcome: Outcome, because: str) -> list[Event]:
    """Return the end of everything that is open, so that closure alone remains.

    What partners were asked is withdrawn, actions of plans are dropped, and what waits for a
    signature lapses: nothing of the kind will be done or decided any more.
    """
    going = [each for each in case.open_episodes() if each.kind is not Kind.CLOSURE]
    events: list[Event] = []
    pending = case.pending_decision()
    if pending is not None and pending.taken_at is None:
        events.append(decisions.DecisionSuperseded(decision=pending.id))
    transfer = case.departures.open_transfer()
    if transfer is not None:
        events.append(
            departures.TransferWithdrawn(
                transfer=transfer.id, team=transfer.to_team, reason=because
            )
        )
    events += [
        plans.PlanActionDropped(action=each.id, reason=because)
        for each in case.plans.open_actions()
    ]
    events += [
        decisions.EpisodeEnded(episode=each.id, kind=each.kind, outcome=outcome) for each in going
    ]
    if case.open_episode(Kind.CLOSURE) is None:
        events.append(
            decisions.EpisodeOpened(
                episode=next_id("E", case.episodes),
                kind=Kind.CLOSURE,
                profile=context.rulebook.in_force(context.at).id,
                because=going[-1].id,
            )
        )
    # After the ends: a reply that is no longer waited for must not ask for a decision.
    events += [
        research.RequestWithdrawn(request=each.id, agency=each.agency, reason=because)
        for each in case.missing_replies()
    ]
    return events


@judge.register
def _(command: commands.RecordMoveAway, case: Case, context: Context) -> Judged:
    refused = alive(case)
    if refused is None and case.departures.move is not None:
        refused = not_now(
            "That the child moved away is on the record.", "confirm-move", "cancel-move"
        )
    if refused is None:
        refused = not_before_birth(case, command.moved_on, context, "moved_on")
    return refused or [
        departures.ChildMovedAway(
            to_authority=command.to_authority, moved_on=command.moved_on, told=command.told
        )
    ]


def _moving(case: Case, context: Context) -> Move | Refused:
    refused = alive(case)
    move = case.departures.move
    if refused is None and (move is None or not move.is_open):
        refused = not_now("No move waits to be confirmed.", "record-move-away")
    if refused is not None or move is None:
        return refused or not_now("No move waits to be confirmed.")
    if context.at < move.told_at:
        return unknown(
            "It cannot have happened before the other authority was told.",
            f"at: an instant from {move.told_at.isoformat()} on",
        )
    return move


def _protected(case: Case) -> bool:
    plan = case.open_episode(Kind.PLAN)
    return plan is not None and plan.plan is PlanKind.PROTECTION


@judge.register
def _(command: commands.RecordReceivingInConference, case: Case, context: Context) -> Judged:
    move = _moving(case, context)
    if isinstance(move, Refused):
        return move
    if not _protected(case):
        return not_now("The child has no protection plan, so none is received.", "confirm-move")
    if move.conference_at is not None:
        return not_now("That conference is on the record.", "confirm-move")
    return [departures.ReceivingInConferenceHeld(outcome=command.outcome)]


@judge.register
def _(command: commands.ConfirmMove, case: Case, context: Context) -> Judged:
    move = _moving(case, context)
    if isinstance(move, Refused):
        return move
    if _protected(case) and move.conference_at is None:
        return not_now(
            "A protection plan ends here only when the other authority has held its conference.",
            "record-receiving-in-conference",
        )
    because = "the child has moved away"
    return [
        departures.MoveConfirmed(in_writing=command.in_writing),
        *leave(case, context, Outcome.MOVED_AWAY, because),
    ]


@judge.register
def _(command: commands.CancelMove, case: Case, context: Context) -> Judged:
    move = _moving(case, context)
    if isinstance(move, Refused):
        return move
    return [departures.MoveCancelled(reason=command.reason)]
