"""Ladders: what happens as an obligation's time passes, as data, and when each rung falls.

A ladder is climbed one rung at a time, by number from 0; the last rung may repeat for ever, and
each repetition is the next number.  Rung n falls where these rules put it, and nowhere else:

1. From its anchor (start, half time, due) by its offset.  Hours and hub hours as limits count
   them.  Days and longer move the day and keep the time of day, so that "plus one working day"
   from Tuesday's end is Wednesday's end; counted back from due, they give the hour at which the
   hub opens that day, because a reminder is meant to be worked on.  A deadline at midnight
   belongs to the day that it ends.
2. A rung marked `hub_open` that would fall in closed hours moves to the next opening.  If that
   would carry it from before due to due or later, it stays where it was.
3. Rungs never meet.  A rung that would not come later than the one before it (in a two-hour
   limit "one hour before" is also half time) moves half-way between that one and due, if it
   belongs before due and there is room; otherwise it follows one minute after.  Nothing is
   dropped, because each rung may speak to somebody else.
4. A repetition is counted from the first time of the last rung, so the sixtieth costs as little
   as the second.

Nothing falls before the start.  The caller passes every instant; all results are UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from journey.errors import UnsoundRuleError
from journey.timescales import Unit, moved_by

if TYPE_CHECKING:
    from journey.working_days import WorkingDays

# No practice number: just far enough apart that rungs have an order.
APART = timedelta(minutes=1)
_MICROSECOND = timedelta(microseconds=1)


class Action(StrEnum):
    """What a rung does."""

    ASK = "ask"
    REMIND = "remind"
    CHASE = "chase"
    ESCALATE = "escalate"
    BREACH = "breach"


class Anchor(StrEnum):
    """What a rung's offset is counted from; half is half-way from start to due, in real time."""

    START = "start"
    HALF = "half"
    DUE = "due"


class Recipient(StrEnum):
    """Whom a rung speaks to, by their part in the obligation; named when it is climbed."""

    OWED_BY = "owed_by"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"
    WORKER = "worker"
    MANAGER = "manager"
    AGENCY_MANAGER = "agency_manager"
    SENIOR_MANAGER = "senior_manager"
    REFERRER = "referrer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One thing that happens as time passes.

    Attributes:
        offset: How many units after the anchor; 0 is at the anchor.
        before: Counted back from due instead.
        to: Who is told, in the order in which they are named to people.
        template: Key of the wording.
        hub_open: Not in closed hours, see rule 2 of the module.
        repeat_every: On the last rung: how many `repeat_unit` between repetitions, for ever.
    """

    action: Action
    anchor: Anchor
    to: tuple[Recipient, ...]
    template: str
    offset: int = 0
    unit: Unit = Unit.HOURS
    before: bool = False
    hub_open: bool = False
    repeat_every: int | None = None
    repeat_unit: Unit | None = None

    @property
    def phase(self) -> int | None:
        """Return where the rung belongs: half time 0, before due 1, from due on 2.

        None for a rung counted from the start, which may belong anywhere.
        """
        match self.anchor:
            case Anchor.START:
                return None
            case Anchor.HALF:
                return 0
            case Anchor.DUE:
                return 1 if self.before else 2
            case _:
                assert_never(self.anchor)

    def problem(self) -> str | None:
        """Return why the rung contradicts itself, or None."""
        if not self.to:
            return "it speaks to nobody"
        if self.offset < 0 or (self.before and self.offset < 1):
            return "its offset must be 0 or more, and 1 or more when counted back"
        if self.before and self.anchor is not Anchor.DUE:
            return "only due can be counted back from"
        if self.anchor is Anchor.HALF and self.offset:
            return "half time takes no offset"
        return self._repetition_problem()

    def _repetition_problem(self) -> str | None:
        if self.repeat_every is None and self.repeat_unit is None:
            return None
        if self.repeat_every is None or self.repeat_every < 1 or self.repeat_unit is None:
            return "a repetition needs a count of 1 or more and a unit"
        if self.anchor is not Anchor.DUE or self.before or self.action is Action.REMIND:
            return "only what happens from due on may repeat, and a reminder is for before"
        if self.hub_open and self.repeat_unit not in (Unit.HUB_HOURS, Unit.WORKING_DAYS):
            # Otherwise a long closure would pile several repetitions on one opening.
            return "in open hours it can repeat in hub hours or working days only"
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The rungs of one kind of obligation, in the order in which they are climbed."""

    key: str
    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        if not self.rungs:
            raise UnsoundRuleError("ladder", self.key, "it has no rungs")
        for n, rung_ in enumerate(self.rungs):
            problem = rung_.problem()
            if problem is None and rung_.repeat_every and n < len(self.rungs) - 1:
                problem = "only the last rung may repeat"
            if problem is not None:
                raise UnsoundRuleError("ladder", self.key, f"rung {n}: {problem}")
        phases = [phase for each in self.rungs if (phase := each.phase) is not None]
        if any(later < earlier for earlier, later in pairwise(phases)):
            raise UnsoundRuleError(
                "ladder", self.key, "rungs stand in the order half time, before due, due and after"
            )

    @property
    def endless(self) -> bool:
        """Whether the last rung repeats, so that the obligation can never fall silent."""
        return self.rungs[-1].repeat_every is not None


def rung(ladder: Ladder, n: int) -> Rung:
    """Return rung *n*, the last one for any repetition of it."""
    if n < 0 or (n >= len(ladder.rungs) and not ladder.endless):
        raise IndexError(f"ladder {ladder.key!r} has no rung {n}")
    return ladder.rungs[min(n, len(ladder.rungs) - 1)]


def rung_at(
    ladder: Ladder, n: int, *, starts_at: datetime, due_at: datetime, calendar: WorkingDays
) -> datetime | None:
    """Return when rung *n* falls, in UTC; None past the end of a ladder that does not repeat.

    Strictly later for each n.  It does not depend on when earlier rungs were really climbed,
    so a process that was down all night comes to the same instants.
    """
    last = len(ladder.rungs) - 1
    if n < 0 or (n > last and not ladder.endless):
        return None
    span = _Span(
        starts_at=calendar.local(starts_at).astimezone(UTC),
        due_at=calendar.local(due_at).astimezone(UTC),
        calendar=calendar,
    )
    at: datetime | None = None
    for each in ladder.rungs[: n + 1]:
        at = span.place(each, after=at)
    if n > last and at is not None:
        return span.repetition(ladder.rungs[last], first=at, count=n - last)
    return at


def next_rung(
    ladder: Ladder, after_rung: int, *, starts_at: datetime, due_at: datetime, calendar: WorkingDays
) -> tuple[int, datetime] | None:
    """Return the rung after *after_rung* and when it falls; -1 asks for the first.

    None means that the ladder has ended: whoever calls must see that the obligation does not
    fall silent.
    """
    n = after_rung + 1
    at = rung_at(ladder, n, starts_at=starts_at, due_at=due_at, calendar=calendar)
    return None if at is None else (n, at)


def is_overtaken(rung: Rung, due_at: datetime, now: datetime) -> bool:
    """Return whether the rung is a reminder that comes too late to remind.

    After the process was down over due, it is recorded and not sent: the chase follows anyway.
    """
    return rung.action is Action.REMIND and now >= due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """From start to due, and the calendar both are counted by.

    In UTC, because half of a local span is wrong twice a year.
    """

    starts_at: datetime
    due_at: datetime
    calendar: WorkingDays

    def place(self, rung: Rung, *, after: datetime | None) -> datetime:
        """Return when *rung* falls, given when the one before it does (rules 1 to 3)."""
        raw = self._anchored(rung)
        at = self._opened(rung, raw)
        earliest = self.starts_at if after is None else after + _MICROSECOND
        if at >= earliest:
            return at
        floor = self.starts_at if after is None else after
        if raw < self.due_at:
            between = floor + (self.due_at - floor) / 2
            if floor < between < self.due_at:
                return self._opened(rung, between)
        return self._opened(rung, floor if after is None else floor + APART)

    def repetition(self, rung: Rung, *, first: datetime, count: int) -> datetime:
        """Return the *count*-th repetition of a rung that fell at *first* (rule 4)."""
        if rung.repeat_every is None or rung.repeat_unit is None:
            raise ValueError("this rung does not repeat")
        at = self._later(first, count * rung.repeat_every, rung.repeat_unit)
        return self._opened(rung, at)

    def _anchored(self, rung: Rung) -> datetime:
        match rung.anchor:
            case Anchor.START:
                anchor = self.starts_at
            case Anchor.HALF:
                anchor = self.starts_at + (self.due_at - self.starts_at) / 2
            case Anchor.DUE:
                anchor = self.due_at
            case _:
                assert_never(rung.anchor)
        if rung.offset == 0:
            return anchor
        if rung.before:
            return self._earlier(anchor, rung.offset, rung.unit)
        return self._later(anchor, rung.offset, rung.unit)

    def _opened(self, rung: Rung, at: datetime) -> datetime:
        if not rung.hub_open:
            return at
        opening = self.calendar.next_opening(at)
        return at if at < self.due_at <= opening else opening

    def _later(self, at: datetime, count: int, unit: Unit) -> datetime:
        match unit:
            case Unit.HOURS:
                return at + timedelta(hours=count)
            case Unit.HUB_HOURS:
                return self.calendar.after_hub_hours(at, count)
            case Unit.WORKING_DAYS | Unit.CALENDAR_DAYS | Unit.WEEKS | Unit.MONTHS:
                local = self.calendar.local(at)
                day = self.calendar.local_day(at - _MICROSECOND)
                if unit is Unit.WORKING_DAYS:
                    day = self.calendar.nth_day_after(day, count)
                else:
                    day = moved_by(day, count, unit)
                if local.time() == time():
                    return self.calendar.end_of_day(day)
                return self.calendar.at(day, local.time())
            case _:
                assert_never(unit)

    def _earlier(self, at: datetime, count: int, unit: Unit) -> datetime:
        match unit:
            case Unit.HOURS:
                return at - timedelta(hours=count)
            case Unit.HUB_HOURS:
                return self.calendar.before_hub_hours(at, count)
            case Unit.WORKING_DAYS | Unit.CALENDAR_DAYS | Unit.WEEKS | Unit.MONTHS:
                day = self.calendar.local_day(at - _MICROSECOND)
                if unit is Unit.WORKING_DAYS:
                    day = self.calendar.nth_day_before(day, count)
                else:
                    day = moved_by(day, -count, unit)
                return self.calendar.at(day, self.calendar.opens)
            case _:
                assert_never(unit)
