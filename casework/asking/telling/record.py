"""Sentences about what was put on the record beside decisions."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, sentence
from journey.events import record


@sentence.register
def _(event: record.ConcernDisposedOf, teller: Teller) -> str:
    del teller
    return f"Concern {event.concern} was found {event.disposal.value}."


@sentence.register
def _(event: record.ContradictionRaised, teller: Teller) -> str:
    del teller
    return f"Contradicting information was entered ({event.contradiction})."


@sentence.register
def _(event: record.ContradictionResolved, teller: Teller) -> str:
    del teller
    return f"Contradiction {event.contradiction} was resolved."


@sentence.register
def _(event: record.AssumptionRecorded, teller: Teller) -> str:
    del teller
    return f"An assumption that lacks evidence was entered ({event.assumption})."


@sentence.register
def _(event: record.AssumptionSettled, teller: Teller) -> str:
    del teller
    how = "supported with evidence" if event.supported else "withdrawn"
    return f"Assumption {event.assumption} was {how}."


@sentence.register
def _(event: record.ReferrerTold, teller: Teller) -> str:
    del teller
    return _told("The referrer was", told=event.told, how=event.how)


@sentence.register
def _(event: record.ParentsTold, teller: Teller) -> str:
    del teller
    return _told("The parents were", told=event.told, how=event.how)


def _told(who: str, *, told: bool, how: str | None) -> str:
    if not told:
        return f"{who} not told the outcome, with the reason why not."
    return f"{who} told the outcome{f' ({how})' if how else ''}."


@sentence.register
def _(event: record.OversightRecorded, teller: Teller) -> str:
    del event, teller
    return "A manager recorded oversight."


@sentence.register
def _(event: record.SupervisionRecorded, teller: Teller) -> str:
    del teller
    return f"A manager and {event.worker} held supervision."


@sentence.register
def _(event: record.EntryCorrected, teller: Teller) -> str:
    del teller
    return f"Entry {event.corrects} was corrected."
