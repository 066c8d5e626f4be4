"""Judging how a child leaves: by moving away, when that is confirmed, or by dying."""

from __future__ import annotations

from datetime import date

from journey.case import Case
from journey.commands import departures as commands
from journey.decide.context import Context, Judged, judge, next_id, not_now, on_open, unknown
from journey.departures import Death, Move
from journey.events import Event, decisions, departures, plans, research, running
from journey.refusals import Refused
from journey.terms import Kind, ObligationState, Outcome, PlanKind


def _today(context: Context) -> date:
    zone = context.rulebook.in_force(context.now).calendar.zone
    return context.now.astimezone(zone).date()


def _alive(case: Case) -> Refused | None:
    refused = on_open(case)
    if refused is None and case.departures.death is not None:
        return not_now(
            "The death of the child is on the record.", "correct-death, if that was a mistake"
        )
    return refused


def _not_before_birth(case: Case, day: date, context: Context, field: str) -> Refused | None:
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
    refused = _alive(case)
    if refused is None and case.departures.move is not None:
        refused = not_now(
            "That the child moved away is on the record.", "confirm-move", "cancel-move"
        )
    if refused is None:
        refused = _not_before_birth(case, command.moved_on, context, "moved_on")
    return refused or [
        departures.ChildMovedAway(
            to_authority=command.to_authority, moved_on=command.moved_on, told=command.told
        )
    ]


def _moving(case: Case, context: Context) -> Move | Refused:
    refused = _alive(case)
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


@judge.register
def _(command: commands.RecordDeath, case: Case, context: Context) -> Judged:
    refused = _alive(case) or _not_before_birth(case, command.died_on, context, "died_on")
    if refused is not None:
        return refused
    because = "the child has died"
    move = case.departures.move
    moving = move is not None and move.is_open
    return [
        departures.DeathRecorded(
            abuse_suspected=command.abuse_suspected,
            looked_after=case.open_episode(Kind.CARE) is not None,
            died_on=command.died_on,
            circumstances=command.circumstances,
        ),
        *([departures.MoveCancelled(reason=because)] if moving else []),
        *leave(case, context, Outcome.DIED, because),
    ]


def _death(case: Case) -> Death | Refused:
    death = case.departures.death
    return death if death is not None else not_now("No death is on the record.", "record-death")


@judge.register
def _(command: commands.NotifyDeath, case: Case, context: Context) -> Judged:
    del context
    refused = on_open(case)
    death = _death(case)
    if refused is not None or isinstance(death, Refused):
        return refused or death  # type: ignore[return-value]  # one of them is a refusal
    return [departures.DeathNotified(to=command.to, how=command.how)]


@judge.register
def _(command: commands.CorrectDeath, case: Case, context: Context) -> Judged:
    death = _death(case)
    if isinstance(death, Refused):
        return death
    ended = tuple(each for each in case.episodes.values() if each.outcome is Outcome.DIED)
    events: list[Event] = list(_owed_again(case, death, {each.id for each in ended}))
    if not case.is_open:
        events.append(running.JourneyReopened(reason="a death was recorded by mistake"))
    events.append(
        departures.DeathCorrected(episodes=tuple(each.id for each in ended), reason=command.reason)
    )
    closure = case.open_episode(Kind.CLOSURE)
    if ended and closure is not None:
        events.append(
            decisions.EpisodeEnded(episode=closure.id, kind=closure.kind, outcome=Outcome.CANCELLED)
        )
    if not ended and closure is None:
        events.append(
            decisions.EpisodeOpened(
                episode=next_id("E", case.episodes),
                kind=Kind.CLOSURE,
                profile=context.rulebook.in_force(context.at).id,
                because=list(case.episodes)[-1],
            )
        )
    return events


def _owed_again(case: Case, death: Death, episodes: set[str]) -> list[running.ObligationOpened]:
    """Return what the death had ended, owed again by its old date and from its old rung.

    What hung on a request to a partner is not: the requests were withdrawn.
    """
    open_labels = {owed.label for owed in case.open_obligations()}
    again = [
        owed
        for owed in case.obligations.values()
        if owed.state is ObligationState.CANCELLED
        and owed.ended_at == death.recorded_at
        and owed.episode in episodes
        and owed.label not in open_labels
        and (owed.subject is None or owed.about in case.meetings)
    ]
    return [
        running.ObligationOpened(
            obligation=next_id("O", case.obligations, ahead),
            kind=owed.kind,
            subject=owed.subject,
            about=owed.about,
            episode=owed.episode,
            owed_by=owed.owed_by,
            follows_worker=owed.follows_worker,
            ask_instead=owed.ask_instead,
            timescale=owed.timescale,
            profile=owed.profile,
            authority=owed.authority,
            checked=owed.checked,
            ladder=owed.ladder,
            starts_at=owed.starts_at,
            due_at=owed.due_at,
            next_rung=owed.next_rung,
            next_action_at=owed.next_action_at,
        )
        for ahead, owed in enumerate({owed.label: owed for owed in again}.values())
    ]
