"""Stuck journeys: whose leading finding is more than waiting in time, the gravest first.

Every open journey is looked at, from projection rows alone; only those that are shown are
folded from the log and put into words.  What is found is `journey.diagnosis.finding`'s in
both cases, so there is one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from casework.asking.lines import StuckLine
from casework.asking.listing import bounded
from casework.asking.scope import readers_only, viewer
from casework.errors import BadInputError, Fault
from casework.hub import Hub
from casework.people.staff import staff_of
from journey.case import Case
from journey.diagnosis import Diagnosis, StaffState, diagnose
from journey.diagnosis.finding import find
from journey.diagnosis.shapes import Found
from journey.evolve import fold
from journey.people import Actor
from journey.policy import Rulebook
from journey.terms import Finding
from models import log
from models.queries.light_cases import light_cases

Rank = tuple[int, datetime, str]
"""Grade, since when it is due, reference: the smallest leads."""


def stuck(
    hub: Hub,
    actor: Actor,
    *,
    finding: str | None = None,
    team: str | None = None,
    limit: int = 100,
) -> list[StuckLine]:
    """Return the journeys that are stuck, the gravest and longest first.

    Args:
        finding: Only those led by this finding; `waiting` is none of them unless asked for.

    Raises:
        NotAllowedError: The reader does not read journeys.
        BadInputError: There is no such finding.
    """
    readers_only(actor, "stuck journeys")
    if finding is not None and finding not in set(Finding):
        known = ", ".join(each.value for each in Finding)
        raise BadInputError(Fault("finding", "there is no such finding", f"one of {known}"))
    now, rulebook = hub.clock.now(), hub.rules()
    with hub.store.read() as session:
        staff = staff_of(session)
        ranked = _ranked(
            light_cases(session, team=team, viewer=viewer(hub, actor)),
            finding,
            now,
            staff,
            rulebook,
        )
        shown = [rank[2] for rank in ranked[: bounded(limit)]]
        cases = {key: fold(events) for key, events in log.load_many(session, shown)}
    lines = []
    for reference in shown:
        case = cases[reference]
        found = diagnose(case, now=now, staff=staff, rulebook=rulebook)
        if found is not None:
            lines.append(_line(case, found))
    return lines


def counted(hub: Hub, actor: Actor, *, team: str | None = None) -> dict[str, int]:
    """Return how many open journeys each finding leads, `waiting` among them.

    The lists behind the numbers are `stuck(finding=…)`: both are made from the same rows by
    the same rule.
    """
    readers_only(actor, "stuck journeys")
    now, rulebook = hub.clock.now(), hub.rules()
    counts = {each.value: 0 for each in Finding}
    with hub.store.read() as session:
        staff = staff_of(session)
        for case in light_cases(session, team=team, viewer=viewer(hub, actor)):
            found = leading(case, now=now, staff=staff, rulebook=rulebook)
            if found is not None:
                counts[found.finding.value] += 1
    return counts


def leading(
    case: Case, *, now: datetime, staff: Mapping[str, StaffState], rulebook: Rulebook
) -> Found | None:
    """Return what leads on a journey, unworded; the same as `diagnose` puts into words."""
    found = find(case, now=now, staff=staff, rulebook=rulebook)
    return min(
        found,
        key=lambda each: (each.grade, each.at, each.owed.id if each.owed else ""),
        default=None,
    )


def _ranked(
    cases: Iterable[Case],
    finding: str | None,
    now: datetime,
    staff: Mapping[str, StaffState],
    rulebook: Rulebook,
) -> list[Rank]:
    ranked = []
    for case in cases:
        found = leading(case, now=now, staff=staff, rulebook=rulebook)
        if found is None:
            continue
        wanted = (
            found.finding is not Finding.WAITING
            if finding is None
            else found.finding.value == finding
        )
        if wanted:
            ranked.append((int(found.grade), found.at, case.reference))
    return sorted(ranked)


def _line(case: Case, found: Diagnosis) -> StuckLine:
    rating = next((e.rating for e in case.open_episodes() if e.rating is not None), None)
    return StuckLine(
        reference=case.reference,
        stage=case.stage,
        team=case.team,
        owner=case.worker,
        rating=rating.value if rating else None,
        finding=found.finding.value,
        grade=found.grade.name.lower().replace("_", "-"),
        sentence=found.sentence,
        since=found.since,
        due_at=found.due_at,
        waiting_for=found.waiting_for,
        done=found.done,
        blocks=found.blocks,
        cheapest=found.cheapest,
        command=found.command,
        obligation=found.obligation,
    )
