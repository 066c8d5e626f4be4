"""Alarms about plans, as they are shown (requirement P7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAlarmLine:
    """One plan that a senior manager has to look at.

    Attributes:
        alarm: `too-long` or `second-plan`.
        plan: Id of its episode.
        since: From when on it is an alarm.
        within: For a second plan: the last one ended no longer ago than the policy's limit.
        journeys: For a second plan: the child's other journeys that had one.
        considered_at: When a senior manager said what follows; None while nobody has.
    """

    alarm: str
    reference: str
    plan: str
    team: str
    since: datetime
    sentence: str
    within: bool | None
    journeys: tuple[str, ...]
    considered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRate:
    """How many of something led to a protection plan, over the last months, for the hub.

    Attributes:
        key: `plans_per_conference` or `plans_per_enquiry`.
        alarm: It is below the policy's floor, and not of too few to say anything.
        led, of: References behind the two numbers.
        percent: None where there is nothing to count.
        floor: In per cent; below it is an alarm.
        fewest: With fewer than these nothing is said.
        checked: False where the floor is a local setting to confirm.
    """

    key: str
    alarm: bool
    since: datetime
    sentence: str
    led: tuple[str, ...]
    of: tuple[str, ...]
    percent: float | None
    floor: int
    fewest: int
    authority: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAlarms:
    """Every alarm about plans: too long, not the first, and too few of them."""

    as_of: datetime
    plans: tuple[PlanAlarmLine, ...]
    rates: tuple[PlanRate, ...]
