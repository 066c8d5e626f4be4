"""Judging codes that returns ask for: on a closed journey as well, for returns come later."""

from __future__ import annotations

from journey.case import Case
from journey.commands import codes as commands
from journey.decide.context import Context, Judged, judge, not_now, unknown
from journey.events import codes


def code_needed(context: Context, *names: str) -> None:
    """Warn of codes that practice could know now; nobody is stopped for a return."""
    if names:
        context.warnings.append(f"For the returns a code is needed: {', '.join(names)}.")


_SAYS = (
    *("source", "ethnicity", "sex", "born", "disabilities"),
    *("primary_need", "factors", "closure_reason"),
)


@judge.register
def _(command: commands.RecordCodes, case: Case, context: Context) -> Judged:
    if case.version == 0:
        return not_now("No journey has begun.", "receive-contact")
    if not any(getattr(command, name) for name in _SAYS):
        return unknown("Nothing is said that could be recorded.", f"one of: {', '.join(_SAYS)}")
    if command.born is not None and command.born > context.today:
        return unknown("The child's birth date lies in the future.", "born: a day that has passed")
    if command.closure_reason is not None and case.is_open:
        return not_now("The journey is open.", "close, with its closure_reason")
    return [
        codes.CodesRecorded(
            source=command.source,
            primary_need=command.primary_need,
            closure_reason=command.closure_reason,
            ethnicity=command.ethnicity,
            sex=command.sex,
            born=command.born,
            disabilities=command.disabilities,
            factors=command.factors,
            how_known=command.how_known,
        )
    ]
