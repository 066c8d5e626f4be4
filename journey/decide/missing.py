"""Judging what becomes of a missing child: reported, back, interviewed.

One episode lasts from the first report until the child is back and each time that it was
missing has its interview; a child who runs off again before the first interview owes two.
"""

from __future__ import annotations

from journey.care import MissingPeriod
from journey.case import Case
from journey.commands import missing as commands
from journey.decide.context import Context, Judged, judge, next_id, not_now, on_open, unknown
from journey.decide.decisions import end
from journey.decide.opening import opened_beside
from journey.events import Event, care
from journey.refusals import Refused
from journey.terms import Kind, Outcome
from journey.transitions import TRANSITIONS


@judge.register
def _(command: commands.ReportMissing, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is not None:
        return refused
    away = case.care.away()
    if away is not None:
        return not_now(f"The child is missing already ({away.id}).", "record-return")
    since = command.missing_since or context.at
    if since > context.at:
        return unknown(
            "A child is not reported missing before it is missing.",
            "missing_since: an instant up to the report",
        )
    back = [each.returned_at for each in case.care.missing.values() if each.returned_at]
    if back and since < max(back):
        return unknown(
            "The child was not back by then from the last time that it was missing.",
            f"missing_since: an instant from {max(back).isoformat()} on",
        )
    told = command.police_told_at
    if told is not None and told > context.now:
        return unknown(
            "The police cannot have been told in the future.",
            "police_told_at: an instant that has passed",
        )
    open_already = case.open_episode(Kind.MISSING)
    number, events = (
        (open_already.id, []) if open_already else opened_beside(case, context, Kind.MISSING)
    )
    reported = care.MissingReported(
        period=next_id("G", case.care.missing),
        episode=number,
        since=since,
        police_told_at=told,
        circumstances=command.circumstances,
    )
    return [*events, reported]


def _away(case: Case, context: Context) -> MissingPeriod | Refused:
    refused = on_open(case)
    if refused is not None:
        return refused
    away = case.care.away()
    if away is None:
        return not_now("The child has not been reported missing.", "report-missing")
    if context.at < away.reported_at:
        return unknown(
            "It cannot have happened before the child was reported missing.",
            f"at: an instant from {away.reported_at.isoformat()} on",
        )
    return away


@judge.register
def _(command: commands.TellPoliceMissing, case: Case, context: Context) -> Judged:
    away = _away(case, context)
    if isinstance(away, Refused):
        return away
    if away.police_told_at is not None:
        return not_now("The police know already.")
    return [care.PoliceToldMissing(period=away.id, police_reference=command.police_reference or "")]


@judge.register
def _(command: commands.RecordReturn, case: Case, context: Context) -> Judged:
    away = _away(case, context)
    if isinstance(away, Refused):
        return away
    return [care.ChildReturned(period=away.id, found=command.found)]


@judge.register
def _(command: commands.RecordReturnInterview, case: Case, context: Context) -> Judged:
    refused = on_open(case) or _incomplete(command)
    if refused is not None:
        return refused
    period = _period(case, command.period)
    if isinstance(period, Refused):
        return period
    if period.returned_at is not None and context.at < period.returned_at:
        return unknown(
            "A return interview is held when the child is back.",
            f"at: an instant from {period.returned_at.isoformat()} on",
        )
    recorded = care.ReturnInterviewRecorded(
        period=period.id,
        accepted=command.accepted,
        independent=command.independent,
        interviewer=command.interviewer,
        why_declined=command.why_declined or "",
        why_not_independent=command.why_not_independent or "",
        said=command.said or "",
        push=command.push or "",
        pull=command.pull or "",
    )
    return [recorded, *_over(command, period, case, context)]


def _incomplete(command: commands.RecordReturnInterview) -> Refused | None:
    needs = []
    if command.accepted and command.said is None:
        needs.append("said: what the child said")
    if not command.accepted and command.why_declined is None:
        needs.append("why_declined: why the child did not want it")
    if not command.independent and command.why_not_independent is None:
        needs.append("why_not_independent: why nobody independent could")
    if not needs:
        return None
    return unknown(
        "A return interview says what the child said, or why there was none, and who held it.",
        *needs,
    )


def _period(case: Case, number: str | None) -> MissingPeriod | Refused:
    owed = [p for p in case.care.missing.values() if not p.is_away and p.interview is None]
    if number is None and owed:
        return owed[0]
    found = case.care.missing.get(number or "")
    if number is not None and found is None:
        known = ", ".join(case.care.missing) or "none"
        return unknown(f"The child was not missing as {number}.", f"one of: {known}")
    if found is not None and found.is_away:
        return not_now("The child is not back yet.", "record-return")
    if found is None or found.interview is not None:
        return not_now("No return interview is owed.", "report-missing, then record-return")
    return found


def _over(
    command: commands.RecordReturnInterview, period: MissingPeriod, case: Case, context: Context
) -> list[Event]:
    """Return the end of the episode, once the child is back and nothing more is owed."""
    episode = case.episodes[period.episode]
    of_it = [
        each
        for each in case.care.missing.values()
        if each.episode == episode.id and each.id != period.id
    ]
    if any(each.is_away or each.interview is None for each in of_it):
        return []
    talked = command.accepted or any(each.interview and each.interview.accepted for each in of_it)
    outcome = Outcome.INTERVIEWED if talked else Outcome.INTERVIEW_DECLINED
    row = TRANSITIONS[(Kind.MISSING, outcome)]
    return end(case, context, episode=episode, row=row)
