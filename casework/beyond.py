"""What a command does beyond the journey that it is given to: in one transaction, or not at all.

A later contact brings its reason to the open journey, a contact about several children begins
a journey for each, a link and a merge stand on both records.  All journeys that a command
touches are locked in the order of their references before anything is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casework.hub import Hub
from casework.keeping import keep
from casework.reach import may_know_of
from journey.case import Case
from journey.commands import Command
from journey.commands.contact import AddFamilyMember, ReceiveContact
from journey.commands.decisions import DecideContact
from journey.commands.family import LinkSibling, MergeChildren, UndoMerge, UnlinkSibling
from journey.decide import decide, record_events
from journey.decide.contact import join
from journey.decide.context import Context
from journey.decide.family import linked, mirrored
from journey.decide.kin import as_received
from journey.events import Event
from journey.evolve import fold
from journey.people import Actor, Role
from journey.refusals import Accepted, Refused
from journey.terms import Guard, Outcome
from models import log
from models.store import Session


def touched(command: Command, case: Case) -> frozenset[str]:
    """Return the other journeys that a command names or passes something on to."""
    named: Iterable[str | None]
    match command:
        case LinkSibling() | UnlinkSibling():
            named = [command.sibling]
        case MergeChildren() | UndoMerge():
            named = [command.other]
        case AddFamilyMember():
            named = [command.member.sibling_journey]
        case ReceiveContact():
            families = [command.family, *(each.family for each in command.siblings)]
            named = [member.sibling_journey for family in families for member in family]
        case DecideContact(outcome=Outcome.JOINED):
            named = [command.joins, *case.kin.siblings]
        case _:
            named = []
    return frozenset(each for each in named if each and each != case.reference)


def hold_still(
    hub: Hub, session: Session, actor: Actor, case: Case, references: frozenset[str]
) -> dict[str, Case]:
    """Lock journeys, this one among them, and return the others as they stand; one query.

    Those that there are not, or that the actor may not know of, are left out.
    """
    if not references or actor.role is Role.PARTNER:
        return {}
    log.keep_still(session, references | {case.reference} if case.reference else references)
    found = {reference: fold(events) for reference, events in log.load_many(session, references)}
    return {key: other for key, other in found.items() if may_know_of(actor, other, hub.rules())}


@dataclass(slots=True, kw_only=True)
class Beyond:
    """One command at work, and the journeys that it changes besides its own.

    Attributes:
        siblings: References for the other children of the same contact.
        others: The journeys that it names, by reference, as they stand by now.
        changed: Every journey that was changed, as it stands by now.
        warnings: What whoever gave it should know of the others.
    """

    hub: Hub
    session: Session
    actor: Actor
    command: Command
    siblings: tuple[str, ...]
    others: dict[str, Case]
    changed: dict[str, Case] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def follow(self, after: Case) -> Refused | None:
        """Do the rest of a command whose own journey has been recorded as *after*."""
        self.changed[after.reference] = after
        if isinstance(self.command, DecideContact):
            joins = self.command.outcome is Outcome.JOINED
            return self._join(after) if joins else None
        refused = self._siblings(after)
        if refused is not None:
            return refused
        begun = (after.reference, *self.siblings)
        for reference in sorted(self.others):
            for each in begun:
                self._put(reference, mirrored(self.command, each, self.others[reference]))
        return None

    def _siblings(self, after: Case) -> Refused | None:
        """Begin the journey of each other child of the same contact."""
        if not isinstance(self.command, ReceiveContact):
            return None
        everyone = (after.reference, *self.siblings)
        now = self.hub.clock.now()
        for number, reference in enumerate(self.siblings):
            accepted = decide(
                Case(),
                as_received(self.command, number),
                rulebook=self.hub.rules(),
                actor=self.actor,
                now=now,
                reference=reference,
                siblings=tuple(each for each in everyone if each != reference),
                others=self.others,
            )
            if isinstance(accepted, Refused):
                return accepted
            keep(self.session, Case(), accepted, now)
            self.changed[reference] = accepted.case
            self.warnings += [f"{reference}: {warning}" for warning in accepted.warnings]
        return None

    def _join(self, newcomer: Case) -> Refused | None:
        """Bring a later contact's reason, concerns and siblings to the child's open journey."""
        target = self.others.get(newcomer.joined_to or "")
        if target is None or not target.is_open:
            into = target.kin.merged_into if target is not None else None
            goes_on = f"joins: {into.reference}, where it goes on" if into else None
            return Refused(
                Guard.UNKNOWN_SUBJECT,
                "The journey to join is not open.",
                (goes_on or "joins: the reference of an open journey", "reopen it first"),
            )
        self._put(
            target.reference, join(target, joined_reference=newcomer.reference, newcomer=newcomer)
        )
        for sibling in newcomer.kin.siblings:
            other = self.others.get(sibling)
            if other is None or sibling == target.reference or other.kin.merged_into is not None:
                continue
            self._put(target.reference, linked(self.others[target.reference], sibling))
            self._put(sibling, linked(other, target.reference))
        return None

    def _put(self, reference: str, events: list[Event]) -> None:
        """Record events on another journey."""
        if not events:
            return
        now = self.hub.clock.now()
        case = self.others[reference]
        context = Context(rulebook=self.hub.rules(), actor=self.actor, now=now, at=now)
        recorded: Accepted = record_events(case, events, context)
        keep(self.session, case, recorded, now)
        self.others[reference] = self.changed[reference] = recorded.case


def together(case: Case) -> tuple[str, ...]:
    """Return the journeys that the same contact began."""
    links: Mapping[str, object] = case.kin.siblings
    return tuple(each for each in links if case.kin.siblings[each].together)
