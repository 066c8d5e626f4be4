"""What deciding works with: the rules, who asks, when, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import singledispatch

from journey.case import Case, ResearchRequest
from journey.commands import Command
from journey.events import Event
from journey.people import Actor, Role
from journey.plans import ProtectedElsewhere
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import Guard

Judged = list[Event] | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a judgement may look at besides the case and the command.

    Attributes:
        at: When the thing happened, as stated; `now` where nothing was stated.
        reference: The reference a new journey gets.
        protected_before: Protection plans on the child's other journeys, where one may begin or
            two records are merged.
        siblings: The references that the other children of the same contact get.
        others: Journeys that the command names besides its own, those that there are.
        warnings: Sentences for the person who gave the command; judges add to it.
    """

    rulebook: Rulebook
    actor: Actor
    now: datetime
    at: datetime
    reference: str | None = None
    protected_before: tuple[ProtectedElsewhere, ...] = ()
    siblings: tuple[str, ...] = ()
    others: Mapping[str, Case] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """Return the day by the hub's calendar."""
        return self.day(self.now)

    def day(self, instant: datetime) -> date:
        """Return the day of an instant by the hub's calendar."""
        return instant.astimezone(self.rulebook.in_force(self.now).calendar.zone).date()


@singledispatch
def judge(command: Command, case: Case, context: Context) -> Judged:
    """Return the events that a command makes on a case, or why it is refused."""
    del case, context
    raise TypeError(f"nobody said how to judge {type(command).__name__}")


def next_id(prefix: str, parts: Mapping[str, object], ahead: int = 0) -> str:
    """Return the id of the next part of its kind: `R3` after `R1` and `R2`."""
    return f"{prefix}{len(parts) + 1 + ahead}"


def not_now(sentence: str, *needs: str) -> Refused:
    """Refuse what does not fit where the journey is."""
    return Refused(Guard.NOT_NOW, sentence, needs)


def on_open(case: Case) -> Refused | None:
    """Refuse what needs an open journey."""
    if case.is_open:
        return None
    return merged_away(case) or not_now("The journey is closed.", "reopen, with the reason")


def merged_away(case: Case) -> Refused | None:
    """Refuse what belongs on the record that goes on for this one."""
    into = case.kin.merged_into
    if into is None:
        return None
    return not_now(
        f"This record was merged into {into.reference}; the journey goes on there.",
        f"give it to {into.reference}",
        f"undo-merge, given to {into.reference}, if they are two children",
    )


def unknown(sentence: str, *needs: str) -> Refused:
    """Refuse what names something that is not there."""
    return Refused(Guard.UNKNOWN_SUBJECT, sentence, needs)


def one_of(**given: object) -> Refused | None:
    """Refuse unless exactly one of the fields is given."""
    names = " and ".join(given)
    if sum(1 for value in given.values() if value) == 1:
        return None
    return unknown(f"Give exactly one of {names}.", *given)


def find_request(
    case: Case, request: str | None, agency: str | None, context: Context
) -> ResearchRequest | Refused:
    """Return the request that a command names, by its id or its agency.

    Partner staff may leave both out, and may name only what is theirs to answer: their
    agency's requests, and those they are asked in another's place or as its deputy.
    """
    agency = agency or (context.actor.agency if request is None else None)
    if request is not None:
        found = [r for r in case.requests.values() if r.id == request]
    else:
        named = [r for r in case.requests.values() if r.agency == agency]
        found = [r for r in named if r.is_missing][-1:] or named[-1:]
        if not found and context.actor.agency is not None:
            found = [r for r in case.requests.values() if may_answer(r, context)][-1:]
    if not found:
        known = ", ".join(f"{r.id} ({r.agency})" for r in case.requests.values()) or "none"
        return unknown(
            f"No request {request or agency or ''} was made on this journey.", f"one of: {known}"
        )
    outside = context.actor.agency is not None or context.actor.role is Role.PARTNER
    if outside and not may_answer(found[0], context):
        return Refused(
            Guard.NOT_QUALIFIED,
            "This request was made to another agency.",
            ("somebody of the agency that was asked",),
        )
    return found[0]


def may_answer(request: ResearchRequest, context: Context) -> bool:
    """Return whether the actor's agency may answer the request."""
    asked = context.rulebook.agencies.get(request.agency)
    return context.actor.agency is not None and context.actor.agency in (
        request.agency,
        request.ask_instead,
        asked.deputy if asked else None,
    )
