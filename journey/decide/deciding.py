"""Deciding: a command on a case gives events or a refusal.  Nothing here asks the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from journey.case import Case
from journey.commands import Command
from journey.decide import (
    beside,
    care,
    chronology,
    codes,
    contact,
    death,
    decisions,
    departures,
    family,
    meetings,
    missing,
    outcomes,
    plans,
    practice,
    record,
    research,
    restricting,
    running,
    transfer,
)
from journey.decide.context import Context, judge, unknown
from journey.errors import CalendarExhaustedError
from journey.events import Event, Recorded
from journey.evolve import evolve
from journey.obligations import follow
from journey.people import Actor
from journey.plans import ProtectedElsewhere
from journey.policy import Rulebook
from journey.refusals import Accepted, Refused
from journey.terms import Guard

_JUDGES = (
    beside,
    care,
    chronology,
    codes,
    contact,
    death,
    decisions,
    departures,
    family,
    meetings,
    missing,
    outcomes,
    plans,
    practice,
    record,
    research,
    restricting,
    running,
    transfer,
)  # importing them registers them


def decide(
    case: Case,
    command: Command,
    *,
    rulebook: Rulebook,
    actor: Actor,
    now: datetime,
    reference: str | None = None,
    protected_before: tuple[ProtectedElsewhere, ...] = (),
    siblings: tuple[str, ...] = (),
    others: Mapping[str, Case] | None = None,
) -> Accepted | Refused:
    """Return what comes of a command: the case after it and its events, or a refusal.

    Every event is followed by the obligations it opens, meets and makes moot, so what comes
    back is complete: recording it is all that is left to do.

    Args:
        reference: For a new journey alone: the reference it gets.
        protected_before: Protection plans on the child's other journeys, where a conference
            is decided or two records are merged.
        siblings: With it: the references that the other children of the contact get.
        others: Journeys that the command names besides this one (`journey.decide.family`).
    """
    refused = _not_qualified(command, actor)
    if refused is not None:
        return refused
    stated: datetime | None = _stated(command)
    if stated is not None and stated > now:
        return unknown("It cannot have happened in the future.", "an instant that has passed")
    if stated is not None and case.opened_at is not None and stated < case.opened_at:
        return unknown(
            "It cannot have happened before the contact was received.",
            f"an instant from {case.opened_at.isoformat()} on",
        )
    context = Context(
        rulebook=rulebook,
        actor=actor,
        now=now,
        at=stated or now,
        reference=reference,
        protected_before=protected_before,
        siblings=siblings,
        others=others or {},
    )
    try:
        judged = judge(command, case, context)
        return judged if isinstance(judged, Refused) else record_events(case, judged, context)
    except CalendarExhaustedError as exhausted:
        if not _dated(command):
            raise  # nobody's slip: the calendar has to be extended
        return unknown(
            "A date in it lies outside the years whose bank holidays are known.",
            f"dates until {exhausted.known_until.isoformat()}",
        )


def record_events(case: Case, events: list[Event], context: Context) -> Accepted:
    """Put events and what follows from them into their envelopes, and fold them."""
    recorded: list[Recorded] = []
    waiting = list(events)
    policy = context.rulebook.in_force(context.now).id
    while waiting:
        event = waiting.pop(0)
        envelope = Recorded(
            version=case.version + 1,
            event=event,
            occurred_at=context.at,
            recorded_at=context.now,
            actor=context.actor.user,
            role=context.actor.role,
            policy=policy,
        )
        case = evolve(case, envelope)
        recorded.append(envelope)
        waiting = follow(case, envelope, context.rulebook) + waiting
    return Accepted(case, tuple(recorded), tuple(context.warnings))


def _dated(command: Command) -> bool:
    names = ("at", "received_at", "until", "due_at", "begins_at", "missing_since", "since")
    days = ("moved_on", "died_on")
    return any(getattr(command, name, None) is not None for name in (*names, *days))


def _stated(command: Command) -> datetime | None:
    """Return when the command says that it happened, if it has such a field."""
    names = {field.name for field in fields(command)}  # type: ignore[arg-type]  # all are dataclasses
    for name in ("at", "received_at"):
        if name in names:
            stated: datetime | None = getattr(command, name)
            return stated
    return None


def _not_qualified(command: Command, actor: Actor) -> Refused | None:
    if actor.role in command.ROLES:
        return None
    roles = ", ".join(sorted(role.value.replace("_", " ") for role in command.ROLES))
    return Refused(
        Guard.NOT_QUALIFIED,
        f"A {actor.role.value.replace('_', ' ')} may not do this.",
        (f"one of: {roles}",),
    )
