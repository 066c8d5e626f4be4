"""Giving a command: load the journey, decide, append, project and notify, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python

from casework.beyond import Beyond, hold_still, together, touched
from casework.coding import check_codes
from casework.errors import BadInputError, Fault, NotFoundError
from casework.hub import Hub
from casework.keeping import keep
from casework.reach import may_know_of, refuse_restricted
from casework.same_words import point_out
from journey.case import Case
from journey.commands import Command, name_of
from journey.commands.base import ANYBODY_INSIDE
from journey.commands.contact import ReceiveContact
from journey.commands.departures import AcceptTransfer, ProposeTransfer
from journey.commands.family import LinkSibling, MergeChildren, UndoMerge, UnlinkSibling
from journey.commands.restricting import OpenRestricted, RestrictJourney
from journey.commands.running import Allocate
from journey.decide import decide
from journey.errors import JourneyMovedOn
from journey.people import Actor, Role
from journey.plans import ProtectedElsewhere
from journey.refusals import Accepted, Refused
from journey.terms import Guard, Outcome, PlanKind
from models.errors import TakenMeanwhileError
from models.queries import idempotency, people, plans, references
from models.store import Session

_READERS = ANYBODY_INSIDE | {Role.AUDITOR}
TRIES = 3
"""How often a command that named no version is decided anew when another got in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A command that was accepted and is on the record.

    Attributes:
        version: The journey's version after it.
        events: Names of the events it made, in order.
        opened: Ids of the requests, decisions and episodes it made.
        siblings: Journeys of the other children of the same contact, begun with it.
        replayed: The same command had been given under the same key before.
    """

    reference: str
    version: int
    events: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    replayed: bool = False


def give(
    hub: Hub,
    command: Command,
    actor: Actor,
    reference: str | None = None,
    *,
    expected_version: int | None = None,
    key: str | None = None,
) -> Given | Refused:
    """Give one command; what it does is committed when this returns.

    Args:
        reference: The journey; None for a new contact alone.
        expected_version: Refuse with `moved-on` unless the journey is at this version.
        key: Makes the same command given twice harmless: the second is answered like the
            first. Another command under the same key is refused as bad input.

    Raises:
        NotFoundError: No such journey, or not one this actor may know of.
        BadInputError: The command names what does not exist.
    """
    order = _Order(
        command=command,
        actor=actor,
        reference=reference,
        expected_version=expected_version,
        key=key,
    )
    for attempt in range(TRIES):
        changed: dict[str, Case] = {}
        try:
            with hub.store.write() as session:
                given = _give(hub, session, order, changed)
        except JourneyMovedOn as moved:
            # A journey that this one joins may move on unseen; that is nobody's conflict.
            named = expected_version is not None and moved.reference == reference
            if named or attempt == TRIES - 1:
                return moved_on(moved.actual)
            continue
        except TakenMeanwhileError:
            # The same request came in twice at once: now the first one's answer is there.
            if attempt == TRIES - 1:
                raise
            continue
        for case in changed.values():
            hub.cases.keep(case)
            hub.committed(case.reference)
        return given
    raise AssertionError("the last try returns")


def given_before(hub: Hub, actor: Actor, key: str) -> Given | None:
    """Return what this actor was answered under a key, None where there was no such request."""
    with hub.store.read() as session:
        answered = idempotency.find(session, actor=actor.user, key=key)
    return None if answered is None else _given_then(answered.response)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What somebody asked for, as they asked for it."""

    command: Command
    actor: Actor
    reference: str | None
    expected_version: int | None
    key: str | None

    @property
    def fingerprint(self) -> str:
        """Return what tells one request from another under the same key."""
        # Commands are dataclasses; pydantic writes them as JSON values.
        said = to_jsonable_python(self.command)
        text = json.dumps([name_of(type(self.command)), self.reference, said], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def moved_on(actual: int | None = None) -> Refused:
    """Refuse a command that was decided on an older version."""
    newest = "" if actual is None else f" It is at version {actual} now."
    return Refused(
        Guard.MOVED_ON,
        f"The journey has changed since it was read.{newest}",
        ("read the journey again, and decide on what it says now",),
    )


def _give(hub: Hub, session: Session, order: _Order, changed: dict[str, Case]) -> Given | Refused:
    """Do everything in one transaction; what is refused is rolled back whole."""
    now = hub.clock.now()
    if order.key is not None:
        answered = idempotency.find(session, actor=order.actor.user, key=order.key)
        if answered is not None:
            return _replay(answered.request_hash, answered.response, order.fingerprint)
    case, new = _case(hub, session, order, now)
    if isinstance(case, Given):
        return case
    named = touched(order.command, case)
    others = hold_still(hub, session, order.actor, case, named)
    if isinstance(order.command, LinkSibling | UnlinkSibling | MergeChildren | UndoMerge):
        # News of a child reaches a restricted journey from anybody; this is for those named.
        for other in others.values():
            refuse_restricted(order.actor, other, now)
    if named and order.reference is not None:
        case = load_case(hub, session, order.reference, order.actor)  # nobody moves it on now
    if order.expected_version is not None and order.expected_version != case.version:
        return moved_on(case.version)
    check_codes(order.command, hub.profiles.codes)
    _check_names(session, order.command)
    accepted = decide(
        case,
        order.command,
        rulebook=hub.rules(),
        actor=order.actor,
        now=now,
        reference=new[0] if new else None,
        siblings=new[1:],
        others=others,
        protected_before=_protected_before(session, order.command, case.reference),
    )
    if isinstance(accepted, Accepted):
        accepted = point_out(hub, session, order.actor, accepted)
        keep(session, case, accepted, now)
        beyond = Beyond(
            hub=hub,
            session=session,
            actor=order.actor,
            command=order.command,
            siblings=new[1:],
            others=others,
        )
        refused = beyond.follow(accepted.case)
        if refused is None:
            _keep_source(session, order, accepted.case)
            changed |= beyond.changed
            return _finish(session, order, accepted, beyond, now)
        accepted = refused
    session.rollback()
    return accepted


def _protected_before(
    session: Session, command: Command, reference: str
) -> tuple[ProtectedElsewhere, ...]:
    """Return the protection plans on the child's other journeys, where it asks for them.

    One may begin by the command, or an open one may turn out not to be the child's first.
    """
    others = set()
    if isinstance(command, MergeChildren):
        others = {command.other, *plans.of_same_child(session, command.other)}
    elif getattr(command, "outcome", None) is not Outcome.PROTECTION_PLAN:
        return ()
    others |= set(plans.of_same_child(session, reference))
    found = plans.plans(session, kind=PlanKind.PROTECTION, references=sorted(others - {reference}))
    return tuple(
        ProtectedElsewhere(reference=each.reference, ended_at=each.ended_at) for each in found
    )


def _keep_source(session: Session, order: _Order, after: Case) -> None:
    command = order.command
    if isinstance(command, ReceiveContact) and command.source_reference is not None:
        references.keep_source(
            session,
            sender=_sender(order.actor),
            source_reference=command.source_reference,
            reference=after.reference,
            fingerprint=_child_fingerprint(command),
        )


def _finish(
    session: Session, order: _Order, accepted: Accepted, beyond: Beyond, now: datetime
) -> Given:
    given = replace(
        _given(accepted),
        siblings=beyond.siblings,
        warnings=(*accepted.warnings, *beyond.warnings),
    )
    if order.key is not None:
        idempotency.keep(
            session,
            actor=order.actor.user,
            key=order.key,
            request_hash=order.fingerprint,
            response=asdict(given),
            now=now,
        )
    return given


def _case(
    hub: Hub, session: Session, order: _Order, now: datetime
) -> tuple[Case | Given, tuple[str, ...]]:
    """Return the journey to decide on, with the references that new ones get."""
    if isinstance(order.command, ReceiveContact):
        if order.reference is not None:
            raise BadInputError(Fault("journey", "a contact starts a new journey", "no reference"))
        known = _received_before(hub, session, order.command, order.actor)
        if known is not None:
            return known, ()
        zone = hub.rules().in_force(now).calendar.zone
        count = 1 + len(order.command.siblings)
        return Case(), references.next_references(session, now.astimezone(zone).year, count)
    if order.reference is None:
        raise BadInputError(Fault("journey", "no journey is named", "its reference"))
    case = load_case(hub, session, order.reference, order.actor)
    if not isinstance(order.command, OpenRestricted):
        refuse_restricted(order.actor, case, now)
    return case, ()


def load_case(hub: Hub, session: Session, reference: str, actor: Actor) -> Case:
    """Return a journey that the actor may know of.

    A partner knows of the journeys on which it has something to answer, and of no other.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    case = hub.cases.load(session, reference)
    if case.version == 0:
        raise NotFoundError("journey", reference)
    if not may_know_of(actor, case, hub.rules()):
        raise NotFoundError("journey", reference)
    return case


def _sender(actor: Actor) -> str:
    return f"agency:{actor.agency}" if actor.agency else "hub"


def _received_before(
    hub: Hub, session: Session, command: ReceiveContact, actor: Actor
) -> Given | None:
    """Return the journey a sender's reference led to, if it stands for the same child."""
    if command.source_reference is None:
        return None
    known = references.find_source(
        session, sender=_sender(actor), source_reference=command.source_reference
    )
    if known is None:
        return None
    if known.fingerprint != _child_fingerprint(command):
        raise BadInputError(
            Fault(
                "source_reference",
                f"it stands for another child already ({known.reference})",
                "a reference of its own for each child",
            )
        )
    case = hub.cases.load(session, known.reference)
    return Given(
        reference=known.reference, version=case.version, siblings=together(case), replayed=True
    )


def _child_fingerprint(command: ReceiveContact) -> str:
    children = (command.child, *(each.child for each in command.siblings))
    said = (
        f"{' '.join(child.name.casefold().split())}|{child.born}|{child.expected}"
        for child in children
    )
    return hashlib.sha256("||".join(said).encode()).hexdigest()


def _check_names(session: Session, command: Command) -> None:
    if isinstance(command, Allocate | AcceptTransfer) and command.worker is not None:
        worker = people.user(session, command.worker)
        if worker is None or not worker.may_come_in or worker.role not in ANYBODY_INSIDE:
            raise BadInputError(
                Fault("worker", "nobody of this name works here", "a user name of the hub")
            )
    if isinstance(command, Allocate):
        _check_team(session, "team", command.team)
    if isinstance(command, ProposeTransfer):
        _check_team(session, "to_team", command.to_team)
    if isinstance(command, RestrictJourney):
        _check_readers(session, command.people)


def _check_team(session: Session, field: str, named: str | None) -> None:
    if named is None:
        return
    known = sorted(team.key for team in people.teams(session) if team.closed_at is None)
    if named not in known:
        raise BadInputError(Fault(field, "there is no such team", f"one of {', '.join(known)}"))


def _check_readers(session: Session, names: tuple[str, ...]) -> None:
    for name in names:
        reader = people.user(session, name)
        if reader is None or not reader.may_come_in or reader.role not in _READERS:
            raise BadInputError(
                Fault(
                    "people",
                    "one of them does not work here, or reads no records",
                    "user names of people of the hub who read records",
                )
            )


def _replay(before: str, response: Mapping[str, Any], now: str) -> Given:
    if before != now:
        raise BadInputError(
            Fault(
                "Idempotency-Key",
                "it was used for another command",
                "a new key for each command",
            )
        )
    return _given_then(response)


def _given_then(response: Mapping[str, Any]) -> Given:
    return Given(
        reference=response["reference"],
        version=response["version"],
        events=tuple(response["events"]),
        opened=tuple(response["opened"]),
        siblings=tuple(response.get("siblings", ())),
        warnings=tuple(response["warnings"]),
        replayed=True,
    )


_OPENS = {
    "PartnerAsked": "request",
    "DecisionProposed": "decision",
    "EpisodeOpened": "episode",
    "ConcernAdded": "concern",
    "ContradictionRaised": "contradiction",
    "AssumptionRecorded": "assumption",
    "ChronologyEntryAdded": "entry",
}
"""Events that give something a new id, and the field that holds it."""


def _given(accepted: Accepted) -> Given:
    names = tuple(type(each.event).__name__ for each in accepted.recorded)
    return Given(
        reference=accepted.case.reference,
        version=accepted.case.version,
        events=names,
        opened=tuple(
            getattr(each.event, _OPENS[name])
            for name, each in zip(names, accepted.recorded, strict=True)
            if name in _OPENS
        ),
        warnings=accepted.warnings,
    )
