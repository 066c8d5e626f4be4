"""Alarms about plans: too long, not the child's first, and too few of them (requirement P7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time

from casework.asking.alarm_views import PlanAlarmLine, PlanAlarms, PlanRate
from casework.asking.scope import closed_journeys
from casework.errors import NotAllowedError
from casework.hub import Hub
from journey.people import Actor, Role
from journey.plans import PlanAlarm
from journey.policy import FLOORS, Floor, Rulebook
from journey.terms import Kind, Outcome, PlanKind
from journey.timescales import Unit, due, moved_by
from journey.wording import say_instant
from models.queries import plans as queries
from models.queries.plans import PlanOnRecord
from models.store import Session

ALARM_READERS = frozenset({Role.MANAGER, Role.SENIOR_MANAGER, Role.AUDITOR})
_WORDS = {
    PlanKind.PROTECTION.value: "protection plan",
    PlanKind.CHILD_IN_NEED.value: "child in need plan",
}
PER_CONFERENCE, PER_ENQUIRY = FLOORS


def plan_alarms(hub: Hub, actor: Actor, *, team: str | None = None) -> PlanAlarms:
    """Return every alarm about plans; those that nobody answered, and the longest, first.

    A journey that is restricted and not open to the reader is neither listed nor counted.

    Args:
        team: Only this team's journeys.

    Raises:
        NotAllowedError: The reader is no manager and no auditor.
    """
    if actor.role not in ALARM_READERS:
        raise NotAllowedError("alarms about plans", actor.role.value)
    now, rulebook = hub.clock.now(), hub.rules()
    with hub.store.read() as session:
        lines = [
            *_too_long(session, rulebook, now),
            *_again(session, rulebook),
        ]
        counted = list(_counted(session, rulebook, now, team))
        named = {each.reference for each in lines}.union(*(each.journeys for each in lines))
        named = named.union(*(each.led + each.of for each in counted))
        closed = closed_journeys(session, hub, actor, named)
    own = [
        replace(each, journeys=tuple(key for key in each.journeys if key not in closed))
        for each in lines
        if team in (None, each.team) and each.reference not in closed
    ]
    rates = tuple(_rate(each, closed) for each in counted)
    own.sort(key=lambda each: (each.considered_at is not None, each.since, each.reference))
    return PlanAlarms(as_of=now, plans=tuple(own), rates=rates)


def _too_long(session: Session, rulebook: Rulebook, now: datetime) -> Iterator[PlanAlarmLine]:
    for plan in queries.plans(session, open_only=True):
        if plan.too_long_at is None or now < plan.too_long_at:
            continue
        zone = rulebook.profile(plan.profile).calendar.zone
        yield PlanAlarmLine(
            alarm=PlanAlarm.TOO_LONG.value,
            reference=plan.reference,
            plan=plan.episode,
            team=plan.team,
            since=plan.too_long_at,
            sentence=f"The {_WORDS[plan.kind]} has been open since "
            f"{say_instant(plan.opened_at, zone)}, longer than plans should last.",
            within=None,
            journeys=(),
            considered_at=plan.long_considered_at,
        )


def _again(session: Session, rulebook: Rulebook) -> Iterator[PlanAlarmLine]:
    """Yield open protection plans of children who had one before, as the record knows today.

    Whose journeys belong together may have come to light only after the plan began.
    """
    found = queries.plans(session, kind=PlanKind.PROTECTION, open_only=True)
    named = queries.children(session, {plan.reference for plan in found})
    every = queries.plans(session, kind=PlanKind.PROTECTION, references=named)
    for theirs in queries.by_child(every, named).values():
        for number, plan in enumerate(theirs):
            if number and plan.ended_at is None:
                yield _second(plan, theirs[:number], rulebook)


def _second(plan: PlanOnRecord, before: list[PlanOnRecord], rulebook: Rulebook) -> PlanAlarmLine:
    profile = rulebook.profile(plan.profile)
    zone = profile.calendar.zone
    ends = [each.ended_at for each in before if each.ended_at is not None]
    last = max(ends, default=None)
    limit = profile.timescale("second_plan_within")
    within = last is None or plan.opened_at < due(last, limit, profile.calendar)
    ended = (
        "which has not ended" if last is None else f"the last ended on {say_instant(last, zone)}"
    )
    how_soon = f"within {limit.limit} {limit.unit.value}" if within else "longer ago"
    had = "one" if len(before) == 1 else str(len(before))
    return PlanAlarmLine(
        alarm=PlanAlarm.AGAIN.value,
        reference=plan.reference,
        plan=plan.episode,
        team=plan.team,
        since=plan.opened_at,
        sentence=f"The child had {had} before this protection plan of "
        f"{say_instant(plan.opened_at, zone)}; {ended}, {how_soon}.",
        within=within,
        journeys=tuple(
            dict.fromkeys(each.reference for each in before if each.reference != plan.reference)
        ),
        considered_at=plan.again_considered_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """The journeys behind the two numbers of a rate, whoever may see them."""

    floor: Floor
    since: datetime
    led: tuple[str, ...]
    of: tuple[str, ...]


def _counted(
    session: Session, rulebook: Rulebook, now: datetime, team: str | None
) -> Iterator[_Counted]:
    floors = rulebook.in_force(now).floors
    calendar = rulebook.in_force(now).calendar
    for key, kind in ((PER_CONFERENCE, Kind.CONFERENCE), (PER_ENQUIRY, Kind.ENQUIRY)):
        floor = floors.get(key)
        if floor is None:
            continue
        first = moved_by(calendar.local_day(now), -floor.months, Unit.MONTHS)
        since = calendar.at(first, time())
        of = queries.ended(session, kind, since=since, until=now, team=team)
        conferences = queries.ended(session, Kind.CONFERENCE, since=since, until=now, team=team)
        led = [each for each in conferences if each.outcome == Outcome.PROTECTION_PLAN.value]
        yield _Counted(
            floor=floor,
            since=since,
            led=tuple(each.reference for each in led),
            of=tuple(each.reference for each in of),
        )


_OF = {PER_CONFERENCE: "conferences", PER_ENQUIRY: "enquiries"}


def _rate(counted: _Counted, closed: Collection[str]) -> PlanRate:
    floor, key, since = counted.floor, counted.floor.key, counted.since
    plans = tuple(each for each in counted.led if each not in closed)
    all_of = tuple(each for each in counted.of if each not in closed)
    percent = round(100 * len(plans) / len(all_of), 1) if all_of else None
    enough = len(all_of) >= floor.fewest
    low = enough and percent is not None and percent < floor.percent
    said = (
        f"{len(plans)} protection plan{'s' * (len(plans) != 1)} came of {len(all_of)} {_OF[key]} "
        f"in the last {floor.months} months"
    )
    judged = (
        f"fewer than {floor.percent} of 100: too few"
        if low
        else f"not fewer than {floor.percent} of 100"
        if enough
        else f"too few {_OF[key]} to say"
    )
    return PlanRate(
        key=key,
        alarm=low,
        since=since,
        sentence=f"{said}; {judged}.",
        led=plans,
        of=all_of,
        percent=percent,
        floor=floor.percent,
        fewest=floor.fewest,
        authority=floor.authority,
        checked=floor.checked,
    )
