"""Judging restrictions.  Who may see a restricted journey at all is asked before (`casework`)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from journey.case import Case
from journey.commands import restricting as commands
from journey.decide.context import Context, Judged, judge, not_now
from journey.events import Notice, restricting
from journey.refusals import Refused
from journey.restricting import TOLD

SHORTEST = timedelta(hours=1)
"""How long a journey is opened late in the evening, when the day is nearly over."""


@judge.register
def _(command: commands.RestrictJourney, case: Case, context: Context) -> Judged:
    if case.version == 0:
        return not_now("There is no journey yet.")
    people = tuple(sorted({*command.people, context.actor.user}))
    if case.is_open and case.worker is not None and case.worker not in people:
        return not_now(
            f"{case.worker} works with this child and could not open the record any more.",
            f"people: {case.worker} as well",
            "or allocate the journey to somebody else first",
        )
    return [restricting.JourneyRestricted(people=people, reason=command.reason)]


@judge.register
def _(command: commands.LiftRestriction, case: Case, context: Context) -> Judged:
    del context
    if case.restriction is None:
        return not_now("The journey is not restricted.")
    return [restricting.RestrictionLifted(reason=command.reason)]


@judge.register
def _(command: commands.OpenRestricted, case: Case, context: Context) -> Judged:
    restriction = case.restriction
    if restriction is None or restriction.is_open_to(context.actor.user, context.now):
        return not_now("The journey is open to you already.")
    return [
        restricting.RestrictedOpened(
            until=_until(context),
            notices=(Notice(to=f"worker:{restriction.by}", template=TOLD),),
            reason=command.reason,
        )
    ]


def closed_to_worker(case: Case, worker: str | None) -> Refused | None:
    """Refuse to give a restricted journey to somebody who could not open it."""
    if case.restriction is None or worker is None or worker in case.restriction.people:
        return None
    return not_now(
        f"The journey is restricted, and not open to {worker}.",
        f"restrict-journey: with {worker} among the people",
    )


def _until(context: Context) -> datetime:
    """Return the end of the day where the hub is, or an hour from now where that is later."""
    zone = context.rulebook.in_force(context.now).calendar.zone
    today = context.now.astimezone(zone).date()
    midnight = datetime.combine(today + timedelta(days=1), time(), zone)
    return max(midnight.astimezone(context.now.tzinfo), context.now + SHORTEST)
