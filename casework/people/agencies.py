"""Partner agencies: adding, changing, closed days.

An agency added at the desk is asked the same questions as one in the policy folder: what
would leave a request with nobody to read it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from casework.errors import BadInputError, Fault, NotFoundError
from casework.hub import Hub
from casework.people.administration_log import Act, Subject, changes_of, note
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
from models.queries.administering import Changes
from models.store import Session
from policy.load import load_agency_kinds
from policy.partners import agency_faults

_OWN = frozenset({"deputy", "ask_instead"})
"""What an agency's own staff may change of it."""

_NOTED = ("name", "kind", "deputy", "ask_instead", "email", "manager_email", "webhook")
LONGEST_CLOSING = timedelta(days=366)
FURTHEST_AHEAD = timedelta(days=3 * 366)
"""A day that lies further ahead is a slip of the pen, such as 2205 for 2025."""


def agencies(hub: Hub) -> list[Agency]:
    """Return every agency, by key."""
    with hub.store.read() as session:
        return people.agencies(session)


def agency(hub: Hub, key: str) -> Agency:
    """Return an agency by its key.

    Raises:
        NotFoundError: There is none.
    """
    with hub.store.read() as session:
        found = _known(session).get(key)
    if found is None:
        raise NotFoundError("agency", key)
    return found


def agency_kinds(hub: Hub) -> Mapping[str, str]:
    """Return the kinds of agency that there are, with their names."""
    return load_agency_kinds(hub.settings.policy_folder)


def unlike_the_file(hub: Hub, found: Agency) -> tuple[str, ...] | None:
    """Return in which fields an agency differs from the policy's file; None: it is not in it.

    The file gives an empty database its agencies; from then on the database counts.
    """
    written = hub.profiles.agencies.get(found.key)
    if written is None:
        return None
    return tuple(
        field.name
        for field in fields(Agency)
        if getattr(written, field.name) != getattr(found, field.name)
    )


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
        note(hub, session, actor, Act.ADDED, Subject.AGENCY, agency.key)
    hub.forget_rules()
    return agency


def change_agency(hub: Hub, actor: Actor | None, key: str, **changes: Any) -> Agency:
    """Change an agency; what is left out stays.

    An agency's own staff may say who stands in for it; all else is for an administrator.

    Args:
        changes: Fields of `journey.policy.Agency` but its key.
    """
    if changes and set(changes) <= _OWN:
        _own_or_administrator(actor, key)
    else:
        administrators_only(actor, "agencies")
    allowed = {each.name for each in fields(Agency)} - {"key"}
    refuse(
        Fault(name, "there is no such field", f"one of {', '.join(sorted(allowed))}")
        for name in changes
        if name not in allowed
    )
    return _change(hub, actor, key, lambda before: replace(before, **changes), Act.CHANGED)


def close_agency(  # noqa: PLR0917 - in the order in which it is said
    hub: Hub,
    actor: Actor | None,
    key: str,
    first: date,
    last: date,
    why: str,
    *,
    ask_instead: str | None = None,
) -> Agency:
    """Say that an agency is closed from *first* to *last*, both included.

    An agency's own staff may say so as well.

    Args:
        ask_instead: Who is asked on all its closed days; left out, who was before.

    Raises:
        BadInputError: with every fault found; nothing was changed.
    """
    _own_or_administrator(actor, key)
    refuse(_closing_faults(hub, first, last, why))
    period = f"{first.isoformat()} – {last.isoformat()}"

    def closed(before: Agency) -> Agency:
        return replace(
            before,
            closed=tuple(sorted((*before.closed, (first, last, why)))),
            ask_instead=ask_instead or before.ask_instead,
        )

    noted = (("closed", None, period),)
    return _change(hub, actor, key, closed, Act.CLOSED_DAYS_ADDED, noted)


def open_agency(hub: Hub, actor: Actor | None, key: str, first: date) -> Agency:
    """Take back the closed period that begins on *first*."""
    _own_or_administrator(actor, key)

    def opened(before: Agency) -> Agency:
        left = tuple(period for period in before.closed if period[0] != first)
        if len(left) == len(before.closed):
            known = ", ".join(period[0].isoformat() for period in before.closed) or "(none)"
            raise BadInputError(Fault("first", "no closed period begins then", f"one of {known}"))
        return replace(before, closed=left)

    noted = (("closed", first.isoformat(), None),)
    return _change(hub, actor, key, opened, Act.CLOSED_DAYS_REMOVED, noted)


def _own_or_administrator(actor: Actor | None, key: str) -> None:
    own = actor is not None and actor.role is Role.PARTNER and actor.agency == key
    if not own:
        administrators_only(actor, "agencies")


def _known(session: Session) -> dict[str, Agency]:
    return {agency.key: agency for agency in people.agencies(session)}


def _closing_faults(hub: Hub, first: date, last: date, why: str) -> Iterator[Fault]:
    yield from line_faults("why", why, needed=True)
    if last < first:
        yield Fault("last", "it lies before the first day", "the first day, or one after it")
    elif last - first >= LONGEST_CLOSING:
        yield Fault(
            "last", "the agency would be closed for more than a year", "a day within a year"
        )
    if first > hub.clock.now().date() + FURTHEST_AHEAD:
        yield Fault("first", "it is more than three years ahead", "a day within three years")


def _change(  # noqa: PLR0917 - as above
    hub: Hub,
    actor: Actor | None,
    key: str,
    change: Callable[[Agency], Agency],
    act: Act,
    noted: Changes = (),
) -> Agency:
    with hub.store.write() as session:
        known = _known(session)
        if key not in known:
            raise NotFoundError("agency", key)
        changed = change(known[key])
        _save(hub, session, known, changed)
        changes = (*noted, *changes_of(known[key], changed, _NOTED))
        if changes:
            note(hub, session, actor, act, Subject.AGENCY, key, changes)
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
