"""Partner agencies: adding, changing, closed days.

An agency added at the desk is asked the same questions as one in the policy folder: what
would leave a request with nobody to read it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from casework.errors import BadInputError, Fault, NotFoundError
from casework.hub import Hub
from casework.people.checks import (
    administrators_only,
    email_faults,
    key_faults,
    line_faults,
    refuse,
    webhook_faults,
)
from journey.people import Actor, Role
from journey.policy import Agency
from models.queries import people
from models.store import Session
from policy.load import load_agency_kinds
from policy.partners import agency_faults


def agencies(hub: Hub) -> list[Agency]:
    """Return every agency, by key."""
    with hub.store.read() as session:
        return people.agencies(session)


def add_agency(hub: Hub, actor: Actor | None, agency: Agency) -> Agency:
    """Add an agency.

    Raises:
        BadInputError: with every fault found; nothing was added.
    """
    administrators_only(actor, "agencies")
    with hub.store.write() as session:
        known = _known(session)
        refuse(key_faults("key", agency.key))
        if agency.key in known:
            raise BadInputError(Fault("key", "there is such an agency already", "a key of its own"))
        _save(hub, session, known, agency)
    hub.forget_rules()
    return agency


def change_agency(hub: Hub, actor: Actor | None, key: str, **changes: Any) -> Agency:
    """Change an agency; what is left out stays.

    Args:
        changes: Fields of `journey.policy.Agency` but its key.
    """
    administrators_only(actor, "agencies")
    allowed = {each.name for each in fields(Agency)} - {"key"}
    refuse(
        Fault(name, "there is no such field", f"one of {', '.join(sorted(allowed))}")
        for name in changes
        if name not in allowed
    )
    return _change(hub, key, lambda before: replace(before, **changes))


def close_agency(  # noqa: PLR0917 - in the order in which it is said
    hub: Hub, actor: Actor | None, key: str, first: date, last: date, why: str
) -> Agency:
    """Say that an agency is closed from *first* to *last*, both included.

    An agency's own staff may say so as well.
    """
    _own_or_administrator(actor, key)
    refuse(line_faults("why", why, needed=True))

    def closed(before: Agency) -> Agency:
        return replace(before, closed=tuple(sorted((*before.closed, (first, last, why)))))

    return _change(hub, key, closed)


def open_agency(hub: Hub, actor: Actor | None, key: str, first: date) -> Agency:
    """Take back the closed period that begins on *first*."""
    _own_or_administrator(actor, key)

    def opened(before: Agency) -> Agency:
        left = tuple(period for period in before.closed if period[0] != first)
        if len(left) == len(before.closed):
            known = ", ".join(period[0].isoformat() for period in before.closed) or "(none)"
            raise BadInputError(Fault("first", "no closed period begins then", f"one of {known}"))
        return replace(before, closed=left)

    return _change(hub, key, opened)


def _own_or_administrator(actor: Actor | None, key: str) -> None:
    own = actor is not None and actor.role is Role.PARTNER and actor.agency == key
    if not own:
        administrators_only(actor, "agencies")


def _known(session: Session) -> dict[str, Agency]:
    return {agency.key: agency for agency in people.agencies(session)}


def _change(hub: Hub, key: str, change: Callable[[Agency], Agency]) -> Agency:
    with hub.store.write() as session:
        known = _known(session)
        if key not in known:
            raise NotFoundError("agency", key)
        changed = change(known[key])
        _save(hub, session, known, changed)
    hub.forget_rules()
    return changed


def _save(hub: Hub, session: Session, known: dict[str, Agency], agency: Agency) -> None:
    refuse(_faults(hub, known, agency))
    people.save_agencies(session, [agency])


def _faults(hub: Hub, known: dict[str, Agency], agency: Agency) -> Iterator[Fault]:
    yield from line_faults("name", agency.name, needed=True)
    yield from email_faults("email", agency.email)
    yield from email_faults("manager_email", agency.manager_email)
    yield from webhook_faults("webhook", agency.webhook)
    kinds = load_agency_kinds(hub.settings.policy_folder)
    before = set(agency_faults(known, kinds))
    for fault in agency_faults({**known, agency.key: agency}, kinds):
        # What was wrong before is not this person's to put right first.
        if fault not in before:
            yield Fault(fault.where.removeprefix("agencies, "), fault.what, fault.expected)
