"""The stage of a journey in words that may leave the house: no name, no concern, no reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from journey.case import Case, Episode
from journey.terms import Kind

TITLES: Mapping[str, str] = {
    Kind.CONTACT: "Contact",
    Kind.REFERRAL: "Referral",
    Kind.RESEARCH: "MASH research",
    Kind.STRATEGY_DISCUSSION: "Strategy discussion",
    Kind.ENQUIRY: "Enquiry",
    Kind.ASSESSMENT: "Assessment",
    Kind.CONFERENCE: "Conference",
    Kind.PRIVATE_FOSTERING: "Private fostering",
    Kind.PLAN: "Plan",
    Kind.PRE_PROCEEDINGS: "Pre-proceedings",
    Kind.CARE: "Care",
    Kind.MISSING: "Missing",
    Kind.HAND_OFF: "Hand-off",
    Kind.CLOSURE: "Closure",
    "closed": "Closed",
}
"""What each stage is called where a journey is shown as a run."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a journey stands.

    Attributes:
        stage: The stage's code, `research`.
        name: Its title, `MASH research`.
        message: `MASH research: 2 of 4 replies, due Tue 2 Sep 14:00`.
    """

    stage: str
    name: str
    message: str
    closed: bool


def standing(case: Case, zone: ZoneInfo) -> Standing:
    """Return where a journey stands, instants in the hub's own time."""
    name = TITLES[case.stage]
    details = ", ".join(_details(case, zone))
    return Standing(
        stage=case.stage,
        name=name,
        message=f"{name}: {details}" if details else name,
        closed=case.closed_at is not None,
    )


def _details(case: Case, zone: ZoneInfo) -> list[str]:
    if case.closed_at is not None:
        return []
    said = []
    research = case.open_episode(Kind.RESEARCH)
    if research is not None and case.stage == Kind.RESEARCH:
        said.append(_replies(case, research))
    if case.pending_decision() is not None:
        said.append("second signature awaited")
    if case.held_until is not None:
        said.append(f"held until {_when(case.held_until, zone)}")
    first = min((owed.due_at for owed in case.open_obligations()), default=None)
    if first is not None:
        said.append(f"due {_when(first, zone)}")
    return said


def _replies(case: Case, research: Episode) -> str:
    asked = [r for r in case.requests.values() if r.episode == research.id]
    counted = [r for r in asked if r.reply is not None or r.is_missing]
    return f"{sum(r.reply is not None for r in counted)} of {len(counted)} replies"


def _when(instant: datetime, zone: ZoneInfo) -> str:
    """Return `Tue 2 Sep 14:00`; a deadline at midnight is the end of the day it ends."""
    local = instant.astimezone(zone)
    if local.time() == time.min:
        return f"{_day(local - timedelta(days=1))} end of day"
    return f"{_day(local)} {local:%H:%M}"


def _day(local: datetime) -> str:
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}"
