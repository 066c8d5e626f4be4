"""Judging work with the child and the family."""

from __future__ import annotations

from journey.case import Case
from journey.commands import practice as commands
from journey.decide.context import Context, Judged, judge, next_id, not_now, on_open, unknown
from journey.events import decisions, practice
from journey.refusals import Refused
from journey.terms import Interpreter, Kind

BESIDE = (Kind.ENQUIRY, Kind.ASSESSMENT, Kind.CONFERENCE, Kind.PLAN)
"""Work beside which new harm starts a strategy discussion of its own."""


@judge.register
def _(command: commands.GiveDirections, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is not None:
        return refused
    episode = case.open_episode(Kind.STRATEGY_DISCUSSION) or case.open_episode(Kind.ENQUIRY)
    if episode is None:
        return not_now(
            "Directions are given in a strategy discussion or an enquiry, and none is open.",
            "a journey with an open strategy-discussion or enquiry",
        )
    if not command.directions or any(each.by <= context.now for each in command.directions):
        return unknown(
            "A direction says who sees whom, how, and by when to come.",
            "directions: at least one, each with an instant to come",
        )
    return [
        practice.DirectionsGiven(
            episode=episode.id,
            by=tuple(each.by for each in command.directions),
            directions=command.directions,
        )
    ]


@judge.register
def _(command: commands.RecordVisit, case: Case, context: Context) -> Judged:
    needs = []
    if command.seen:
        if not command.seen_alone and command.why_not_alone is None:
            needs.append("why_not_alone: why the child was not seen alone")
        if command.views is None and command.why_no_views is None:
            needs.append("views: what the child says, or why_no_views")
    elif command.why_not_seen is None:
        needs.append("why_not_seen: why the child was not seen")
    if command.seen_alone and not command.seen:
        needs.append("seen: a child who was not seen was not seen alone")
    refused = on_open(case) or _not_alive(case)
    if refused is None and needs:
        refused = unknown("A visit says whether the child was seen, or why not.", *needs)
    if refused is not None:
        return refused
    if command.interpreter is Interpreter.FAMILY:
        context.warnings.append("Somebody of the family interpreted: a child cannot speak freely.")
    _warn_before_parents(command, case, context)
    return [
        practice.VisitRecorded(
            visit=next_id("V", case.visits),
            seen=command.seen,
            seen_alone=command.seen_alone,
            announced=command.announced,
            interpreter=command.interpreter,
            why_not_seen=command.why_not_seen or "",
            why_not_alone=command.why_not_alone or "",
            views=command.views or "",
            why_no_views=command.why_no_views or "",
            why_before_parents=command.why_before_parents or "",
        )
    ]


def _not_alive(case: Case) -> Refused | None:
    if case.departures.death is None:
        return None
    return not_now("The child has died.", "correct-death, if that was a mistake")


def _warn_before_parents(command: commands.RecordVisit, case: Case, context: Context) -> None:
    enquiry = case.open_episode(Kind.ENQUIRY)
    told = any(parent.told for parent in case.parents) or command.why_before_parents is not None
    if enquiry is not None and command.seen and not told:
        context.warnings.append(
            "The child was seen before any parent was told; record-parent says who, or why not."
        )


@judge.register
def _(command: commands.RecordParent, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    number = next((n for n, m in enumerate(case.family, start=1) if m.name == command.member), None)
    if refused is None and number is None:
        refused = unknown("No such person is on the record as family.", "add-family-member")
    needs = []
    if not command.told and command.why_not_told is None:
        needs.append("why_not_told: why the parent was not told")
    if not command.seen and command.why_not_seen is None:
        needs.append("why_not_seen: why the parent was not seen")
    if refused is None and needs:
        refused = unknown("A parent was told and seen, or it is said why not.", *needs)
    return refused or [
        practice.ParentRecorded(
            number=number or 0,
            told=command.told,
            seen=command.seen,
            why_not_told=command.why_not_told or "",
            why_not_seen=command.why_not_seen or "",
            why_told_after=command.why_told_after or "",
        )
    ]


@judge.register
def _(command: commands.RecordPartnerDelay, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    known = context.rulebook.agencies
    if refused is None and command.agency not in known:
        refused = unknown(
            f"Nobody knows the agency {command.agency!r}.", f"one of {', '.join(sorted(known))}"
        )
    about = command.about
    if refused is None and about is not None and about not in case.meetings:
        owed = [o for o in case.obligations.values() if about in (o.id, o.label)]
        about = owed[-1].id if owed else None
        if not owed:
            labels = ", ".join(o.label for o in case.open_obligations())
            refused = unknown(
                f"There is no meeting and nothing owed called {command.about!r}.",
                f"one of: {', '.join(case.meetings) or 'no meeting'}, {labels}",
            )
    return refused or [
        practice.PartnerDelayed(agency=command.agency, about=about, what=command.what)
    ]


@judge.register
def _(command: commands.StartStrategyDiscussion, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is not None:
        return refused
    if case.open_episode(Kind.STRATEGY_DISCUSSION) is not None:
        return not_now("A strategy discussion is open already.", "hold-meeting")
    beside = [each for each in case.open_episodes() if each.kind in BESIDE]
    if not beside:
        return not_now(
            f"No work is under way beside which it could be held; the journey is in {case.stage}.",
            "the decision that is open, with the outcome strategy-discussion",
        )
    number = next_id("E", case.episodes)
    return [
        practice.NewHarmReported(episode=number, reason=command.reason),
        decisions.EpisodeOpened(
            episode=number,
            kind=Kind.STRATEGY_DISCUSSION,
            profile=context.rulebook.in_force(context.at).id,
            because=beside[-1].id,
        ),
    ]
