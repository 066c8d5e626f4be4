"""Limits, rungs and rules in words, for pages, listings, differences and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey.ladders import Action, Anchor, Recipient
from journey.policy import Span
from journey.timescales import Direction, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journey.ladders import Rung
    from journey.policy import ObligationRule
    from journey.timescales import Timescale

UNCHECKED = "local setting, confirm"
"""The mark beside every limit for which no published number was found."""

_UNITS = {
    Unit.HOURS: "hour",
    Unit.HUB_HOURS: "hub hour",
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "calendar day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "month",
}
_ACTIONS = {
    Action.ASK: "ask",
    Action.REMIND: "remind",
    Action.CHASE: "chase",
    Action.ESCALATE: "escalate to",
    Action.BREACH: "tell of the breach",
}
_RECIPIENTS = {
    Recipient.OWED_BY: "whoever owes it",
    Recipient.DEPUTY: "the agency's deputy",
    Recipient.COORDINATOR: "the coordinator",
    Recipient.WORKER: "the worker",
    Recipient.MANAGER: "the manager",
    Recipient.AGENCY_MANAGER: "the agency's manager",
    Recipient.SENIOR_MANAGER: "the senior manager",
    Recipient.REFERRER: "the referrer",
}


def named(key: str) -> str:
    """Return a key as words: `research_red` is "research red"."""
    return key.replace("_", " ").replace("-", " ")


def amount(count: int, unit: Unit) -> str:
    """Return "1 working day", "4 hours"."""
    return f"{count} {_UNITS[unit]}{'' if count == 1 else 's'}"


def limit_in_words(timescale: Timescale) -> str:
    """Return the limit as a practitioner says it; counted back, it says so."""
    said = amount(timescale.limit, timescale.unit)
    return f"{said} before" if timescale.direction is Direction.BEFORE else said


def standing_in_words(timescale: Timescale) -> str:
    """Return whether the number was checked against what is published."""
    return "checked" if timescale.checked else UNCHECKED


def rung_in_words(rung: Rung) -> str:
    """Return when a rung falls, what it does and whom it tells, in one clause."""
    said = f"{_when(rung)}: {_ACTIONS[rung.action]} {listed(_RECIPIENTS[to] for to in rung.to)}"
    if rung.template != rung.action.value:
        said += f" (wording {rung.template!r})"
    if rung.hub_open:
        said += ", in hub hours"
    if rung.repeat_every is not None and rung.repeat_unit is not None:
        every = amount(rung.repeat_every, rung.repeat_unit).removeprefix("1 ")
        said += f", and again every {every}"
    return said


def rule_in_words(rule: ObligationRule) -> str:
    """Return what opens an obligation, what meets it, who owes it, and its limit and ladder."""
    said = (
        f"{rule.owes.value} owes it from {listed(rule.opens_on, 'or')} until "
        f"{listed(rule.meets_on, 'or')}, limit {named(rule.timescale)}, "
        f"ladder {named(rule.ladder)}"
    )
    if rule.moot_on:
        said += f", moot on {listed(rule.moot_on, 'or')}"
    if rule.if_waived:
        said += f", let go as if {listed(rule.if_waived)}"
    if rule.span is Span.JOURNEY:
        said += ", also after the episode"
    return said + (", again and again" if rule.recurring else "")


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} {joint} {last}" if most else last


def _when(rung: Rung) -> str:
    match rung.anchor:
        case Anchor.START:
            return f"{amount(rung.offset, rung.unit)} after the start" if rung.offset else "at once"
        case Anchor.HALF:
            return "at half time"
        case Anchor.DUE if rung.offset == 0:
            return "when due"
        case Anchor.DUE:
            return f"{amount(rung.offset, rung.unit)} {'before' if rung.before else 'after'} due"
