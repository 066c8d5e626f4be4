"""Judging a child's death, what is told of it, and that it was recorded by mistake."""

from __future__ import annotations

from journey.case import Case
from journey.commands import departures as commands
from journey.decide.context import Context, Judged, judge, next_id, not_now, on_open
from journey.decide.departures import alive, leave, not_before_birth
from journey.decide.research import asked_anew
from journey.departures import Death
from journey.events import Event, decisions, departures, family, running
from journey.refusals import Refused
from journey.terms import Kind, ObligationState, Outcome


@judge.register
def _(command: commands.RecordDeath, case: Case, context: Context) -> Judged:
    refused = alive(case) or not_before_birth(case, command.died_on, context, "died_on")
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
    events: list[Event] = [*_owed_again(case, death, {each.id for each in ended})]
    if not case.is_open:
        events.append(running.JourneyReopened(reason="a death was recorded by mistake"))
    # Asked before the research goes on, which would else have all its replies for an instant.
    events += asked_anew(case, death.stopped.requests, context)
    events.append(
        departures.DeathCorrected(
            episodes=tuple(each.id for each in ended),
            actions=death.stopped.actions,
            decision=death.stopped.decision,
            transfer=death.stopped.transfer,
            moving=True if death.stopped.move is not None else None,
            reason=command.reason,
        )
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


def _owed_again(
    case: Case, death: Death, episodes: set[str]
) -> list[family.ObligationTakenUpAgain]:
    """Return what was owed when the death was recorded and was stopped since, by its old dates.

    What hangs on a request to a partner is not: the partner is asked anew.
    """
    open_labels = {owed.label for owed in case.open_obligations()}
    again = {
        owed.label: owed.id
        for owed in (case.obligations[each] for each in death.stopped.owed)
        if owed.state is ObligationState.CANCELLED
        and (owed.episode is None or owed.episode in episodes)
        and owed.label not in open_labels
        and owed.about not in death.stopped.requests
    }
    return [family.ObligationTakenUpAgain(obligation=each) for each in again.values()]
