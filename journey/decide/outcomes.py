"""Judging how the episodes after the hub end: the guards of the row, then the row."""

from __future__ import annotations

from journey.case import Case
from journey.commands import outcomes as commands
from journey.decide.context import Context, Judged, judge
from journey.decide.decisions import decide_outcome


@judge.register
def _(command: commands.DecideAfterStrategyDiscussion, case: Case, context: Context) -> Judged:
    return decide_outcome(command, case, context)


@judge.register
def _(command: commands.AuthoriseAssessment, case: Case, context: Context) -> Judged:
    return decide_outcome(command, case, context)
