"""Judging hand-offs and the running of a journey."""

from __future__ import annotations

from journey.case import Case, Episode, Obligation
from journey.climbing import moved
from journey.coding import in_need
from journey.commands import running as commands
from journey.decide.codes import code_needed
from journey.decide.context import (
    Context,
    Judged,
    judge,
    merged_away,
    next_id,
    not_now,
    on_open,
    unknown,
)
from journey.decide.decisions import end
from journey.decide.restricting import closed_to_worker
from journey.events import Notice, decisions, running
from journey.guards import closing_refused
from journey.plans import PLAN_ACTION
from journey.refusals import Refused
from journey.terms import Kind, Outcome
from journey.transitions import TRANSITIONS


def _hand_off(case: Case, context: Context) -> Episode | Refused:
    found = case.open_episode(Kind.HAND_OFF)
    if case.is_open and found is not None:
        if context.at < found.opened_at:
            return unknown(
                "It cannot have happened before the hand-off was sent.",
                f"at: an instant from {found.opened_at.isoformat()} on",
            )
        return found
    return on_open(case) or not_now("No hand-off is open on this journey.")


@judge.register
def _(command: commands.ConfirmHandOff, case: Case, context: Context) -> Judged:
    episode = _hand_off(case, context)
    if isinstance(episode, Refused):
        return episode
    if episode.confirmed_at is not None:
        return not_now("The receiving service has confirmed already.", "record-impact")
    return [running.HandOffConfirmed(episode=episode.id, began=command.began)]


@judge.register
def _(command: commands.BounceHandOff, case: Case, context: Context) -> Judged:
    episode = _hand_off(case, context)
    if isinstance(episode, Refused):
        return episode
    row = TRANSITIONS[(Kind.HAND_OFF, Outcome.BOUNCED)]
    return [
        running.HandOffBounced(episode=episode.id, reason=command.reason),
        *end(case, context, episode=episode, row=row),
    ]


@judge.register
def _(command: commands.RecordImpact, case: Case, context: Context) -> Judged:
    episode = _hand_off(case, context)
    if isinstance(episode, Refused):
        return episode
    if episode.confirmed_at is None:
        return not_now(
            "Nobody has confirmed yet that the help began.", "confirm-hand-off or bounce-hand-off"
        )
    row = TRANSITIONS[(Kind.HAND_OFF, Outcome.CONFIRMED)]
    return [
        running.HandOffImpactRecorded(
            episode=episode.id, difference=command.difference, summary=command.summary
        ),
        *end(case, context, episode=episode, row=row),
    ]


@judge.register
def _(command: commands.Allocate, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is None and command.worker is None and command.team is None:
        refused = unknown("Say who gets the journey.", "worker, team, or both")
    if refused is None:
        refused = closed_to_worker(case, command.worker)
    other_team = command.team is not None and command.team != case.team
    proposed = case.departures.open_transfer()
    if refused is None and other_team and proposed is not None:
        refused = not_now(
            f"Transfer {proposed.id} to {proposed.to_team} waits for its answer.",
            "accept-transfer or refuse-transfer, by its manager, or withdraw-transfer",
        )
    if refused is None and other_team:
        context.warnings.append(
            "The other team was not asked; propose-transfer lets its manager accept or refuse."
        )
    return refused or [
        running.JourneyAllocated(
            worker=command.worker,
            team=command.team,
            talked_through=command.talked_through or "",
        )
    ]


@judge.register
def _(command: commands.Hold, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is None and case.held_until is not None:
        refused = not_now("The journey is held already.", "resume, then hold anew")
    if refused is None and command.until <= context.now:
        refused = unknown("A hold ends in the future.", "until: an instant to come")
    return refused or [running.JourneyHeld(until=command.until, reason=command.reason)]


@judge.register
def _(command: commands.Resume, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is None and case.held_until is None:
        refused = not_now("The journey is not held.")
    return refused or [running.JourneyResumed(reason=command.reason)]


def _owed(case: Case, name: str) -> Obligation | Refused:
    """Return the open obligation of an id or a label."""
    found = next((o for o in case.open_obligations() if name in (o.id, o.label)), None)
    if found is not None:
        return found
    labels = ", ".join(o.label for o in case.open_obligations()) or "nothing"
    return unknown(f"Nothing called {name!r} is owed on this journey.", f"one of: {labels}")


@judge.register
def _(command: commands.MoveDueDate, case: Case, context: Context) -> Judged:
    owed = _owed(case, command.obligation)
    if isinstance(owed, Refused):
        return owed
    if command.due_at <= owed.starts_at:
        return unknown(
            "It cannot be due before it began.",
            f"due_at: an instant after {owed.starts_at.isoformat()}",
        )
    return [
        moved(
            owed,
            command.due_at,
            rulebook=context.rulebook,
            now=context.now,
            reason=command.reason,
        )
    ]


@judge.register
def _(command: commands.WaiveObligation, case: Case, context: Context) -> Judged:
    owed = _owed(case, command.obligation)
    if isinstance(owed, Refused):
        return owed
    if owed.kind == PLAN_ACTION:
        return not_now(
            "An action of a plan is not let go unsaid: it is dropped, with the reason.",
            f"drop-plan-action: {owed.subject}",
        )
    others = [o for o in case.open_obligations() if o.id != owed.id]
    if not others and case.is_open:
        return not_now(
            "It is the only thing owed on this journey: without it nobody would be reminded.",
            "close, or move-due-date",
        )
    return [running.ObligationWaived(obligation=owed.id, reason=command.reason)]


@judge.register
def _(command: commands.Escalate, case: Case, context: Context) -> Judged:
    if command.obligation is not None:
        owed = _owed(case, command.obligation)
        if isinstance(owed, Refused):
            return owed
    else:
        open_ones = sorted(case.open_obligations(), key=lambda each: (each.due_at, each.id))
        if not open_ones:
            return not_now("Nothing is owed on this journey: there is nothing to pass up.")
        owed = open_ones[0]
    kind, _, agency = owed.owed_by.partition(":")
    told = [f"manager:{case.team}", f"senior-manager:{case.team}"]
    if kind == "agency":
        told.insert(0, f"agency-manager:{owed.ask_instead or agency}")
    return [
        running.ObligationEscalated(
            obligation=owed.id,
            notices=tuple(Notice(to=to, template="escalate") for to in told),
            reason=command.reason,
        )
    ]


@judge.register
def _(command: commands.Close, case: Case, context: Context) -> Judged:
    refused = on_open(case) or closing_refused(case)
    if refused is not None:
        return refused
    ended = [
        decisions.EpisodeEnded(episode=e.id, kind=e.kind, outcome=Outcome.CLOSED)
        for e in case.open_episodes()
    ]
    if command.closure_reason is None and in_need(case):
        code_needed(context, "the reason for closure")
    closed = running.JourneyClosed(closure_reason=command.closure_reason, reason=command.reason)
    return [closed, *ended]


@judge.register
def _(command: commands.Reopen, case: Case, context: Context) -> Judged:
    if case.version == 0 or case.is_open:
        return not_now("The journey is open.")
    if case.departures.death is not None:
        return not_now(
            "The child has died; nothing is decided anew.", "correct-death, if that was a mistake"
        )
    merged = merged_away(case)
    if merged is not None:
        return merged
    newest = next(reversed(list(case.episodes.values())))
    return [
        running.JourneyReopened(reason=command.reason),
        decisions.EpisodeOpened(
            episode=next_id("E", case.episodes),
            kind=Kind.CONTACT,
            profile=context.rulebook.in_force(context.at).id,
            because=newest.id,
        ),
    ]
