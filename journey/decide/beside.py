"""Judging pre-proceedings, private fostering, and the step-down panel."""

from __future__ import annotations

from journey.case import Case
from journey.commands import beside as commands
from journey.decide.care import ADULT, age, open_in
from journey.decide.context import Context, Judged, judge, next_id, not_now, on_open, unknown
from journey.decide.decisions import decide_outcome, end
from journey.decide.opening import opened_beside
from journey.events import care
from journey.refusals import Refused
from journey.terms import Kind, Outcome
from journey.transitions import TRANSITIONS

FOSTERED_UNTIL = 16
"""Children Act 1989 s66: under 16, or under 18 where the child is disabled."""


@judge.register
def _(command: commands.EnterPreProceedings, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is not None:
        return refused
    if case.open_episode(Kind.PRE_PROCEEDINGS) is not None:
        return not_now("Work before proceedings is under way already.", "review-pre-proceedings")
    if case.open_episode(Kind.PLAN) is None and case.open_episode(Kind.CARE) is None:
        return not_now(
            "Work before proceedings stands beside a plan or beside care, and none is open.",
            "a journey with an open plan or care",
        )
    number, events = opened_beside(case, context, Kind.PRE_PROCEEDINGS)
    return [*events, care.PreProceedingsEntered(episode=number, reason=command.reason)]


@judge.register
def _(command: commands.SendLetterBeforeProceedings, case: Case, context: Context) -> Judged:
    episode = open_in(case, Kind.PRE_PROCEEDINGS, context)
    if isinstance(episode, Refused):
        return episode
    if case.care.proceedings[episode.id].letter_sent_at is not None:
        return not_now("The letter before proceedings has been sent already.")
    return [care.LetterBeforeProceedingsSent(episode=episode.id, how=command.how)]


@judge.register
def _(command: commands.ReviewPreProceedings, case: Case, context: Context) -> Judged:
    episode = open_in(case, Kind.PRE_PROCEEDINGS, context)
    if isinstance(episode, Refused):
        return episode
    return [care.PreProceedingsReviewed(episode=episode.id, progress=command.progress)]


@judge.register
def _(command: commands.EndPreProceedings, case: Case, context: Context) -> Judged:
    return decide_outcome(command, case, context)


@judge.register
def _(command: commands.NotifyPrivateFostering, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is not None:
        return refused
    if case.open_episode(Kind.PRIVATE_FOSTERING) is not None:
        return not_now(
            "A private fostering arrangement is open on this journey.", "end-private-fostering"
        )
    if case.open_episode(Kind.CARE) is not None:
        return not_now(
            "A looked-after child is not fostered privately.", "return-home or leave-care first"
        )
    years = age(case, context.at, context)
    if years is not None and years >= ADULT:
        return unknown("Who is eighteen is not fostered privately.", "a child under eighteen")
    if years is not None and years >= FOSTERED_UNTIL:
        context.warnings.append(
            "From sixteen on it is private fostering only where the child is disabled."
        )
    number, events = opened_beside(case, context, Kind.PRIVATE_FOSTERING)
    notified = care.PrivateFosteringNotified(
        episode=number,
        since=command.since,
        carer=command.carer,
        arrangement=command.arrangement or "",
    )
    return [*events, notified]


@judge.register
def _(command: commands.EndPrivateFostering, case: Case, context: Context) -> Judged:
    episode = open_in(case, Kind.PRIVATE_FOSTERING, context)
    if isinstance(episode, Refused):
        return episode
    row = TRANSITIONS[(Kind.PRIVATE_FOSTERING, Outcome.ARRANGEMENT_ENDED)]
    return [
        care.PrivateFosteringEnded(episode=episode.id, reason=command.reason),
        *end(case, context, episode=episode, row=row),
    ]


@judge.register
def _(command: commands.RecordStepDownPanel, case: Case, context: Context) -> Judged:
    kind = Kind.PLAN if case.open_episode(Kind.CARE) is None else Kind.CARE
    episode = open_in(case, kind, context)
    if isinstance(episode, Refused):
        return episode
    return [
        care.StepDownPanelHeld(
            panel=next_id("S", case.care.panels),
            episode=episode.id,
            supports=command.supports,
            advice=command.advice,
            members=command.members,
        )
    ]
