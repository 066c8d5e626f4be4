"""Judging codes that returns ask for: on a closed journey as well, for returns come later."""

from __future__ import annotations

from journey.case import Case
from journey.coding import finished_assessments
from journey.commands import codes as commands
from journey.decide.context import Context, Judged, judge, merged_away, not_now, unknown
from journey.events import codes
from journey.refusals import Refused


def code_needed(context: Context, *names: str) -> None:
    """Warn of codes that practice could know now; nobody is stopped for a return."""
    if names:
        context.warnings.append(f"For the returns a code is needed: {', '.join(names)}.")


_SAYS = (
    *("source", "ethnicity", "sex", "born", "expected", "disabilities", "upn", "upn_unknown"),
    *("primary_need", "factors", "closure_reason"),
)


@judge.register
def _(command: commands.RecordCodes, case: Case, context: Context) -> Judged:
    if case.version == 0:
        return not_now("No journey has begun.", "receive-contact")
    if not any(getattr(command, name) for name in _SAYS):
        return unknown("Nothing is said that could be recorded.", f"one of: {', '.join(_SAYS)}")
    refused = merged_away(case) or _birth_refused(command, case, context)
    if refused is None and command.upn and command.upn_unknown:
        refused = number_refused("")
    if refused is None and command.closure_reason is not None and case.is_open:
        refused = not_now("The journey is open.", "close, with its closure_reason")
    assessment = _assessment(command, case)
    if refused is not None or isinstance(assessment, Refused):
        return refused or assessment  # type: ignore[return-value]  # one of them is a refusal
    return [
        codes.CodesRecorded(
            source=command.source,
            primary_need=command.primary_need,
            closure_reason=command.closure_reason,
            assessment=assessment,
            ethnicity=command.ethnicity,
            sex=command.sex,
            born=command.born,
            expected=command.expected,
            upn=command.upn,
            upn_unknown=command.upn_unknown,
            disabilities=command.disabilities,
            factors=command.factors,
            how_known=command.how_known,
        )
    ]


def number_refused(where: str) -> Refused:
    """Refuse a pupil number together with a reason why there is none."""
    return unknown(
        "A child with a pupil number has no reason to be without one.",
        f"{where}upn or {where}upn_unknown, not both",
    )


def _birth_refused(command: commands.RecordCodes, case: Case, context: Context) -> Refused | None:
    if command.born is not None and command.born > context.today:
        return unknown(
            "The child's birth date lies in the future.",
            "born: a day that has passed, or expected for an unborn child",
        )
    born = command.born or (case.child.born if case.child else None)
    if command.expected is not None and born is not None:
        return unknown("The child is born.", "born: another day, if that is what was wrong")
    return None


def _assessment(command: commands.RecordCodes, case: Case) -> str | Refused | None:
    """Return which assessment the factors are of; None where none are given."""
    if not command.factors:
        if command.assessment is None:
            return None
        return unknown("An assessment is named without its factors.", "factors: at least one")
    ended = [each.id for each in finished_assessments(case)]
    if not ended:
        return not_now("No assessment has ended.", "authorise-assessment, with its factors")
    named = command.assessment or ended[-1]
    if named not in ended:
        return unknown(
            f"No assessment {named} has ended.", f"assessment: one of {', '.join(ended)}"
        )
    return named
