"""The administration log: who changed what of people, teams and agencies, and when.

An entry is written in the transaction of the change: what cannot be noted is not changed.
Names and mail addresses stay out of it; that they were changed stands there, not to what.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from casework.hub import Hub
from casework.people.checks import administrators_only
from journey.people import Actor
from models.queries import administering as queries
from models.queries.administering import Changes, Entry
from models.store import Session

SHELL = "shell"
"""Who did it where nobody signed in: whoever runs the machine itself."""

UNTOLD = frozenset({"full_name", "email", "manager_email", "webhook"})
"""Fields whose values the log leaves out."""


class Subject(StrEnum):
    """What was changed."""

    PERSON = "person"
    TEAM = "team"
    AGENCY = "agency"


class Act(StrEnum):
    """What was done."""

    ADDED = "added"
    CHANGED = "changed"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    REMOVED = "removed"
    TAKEN_BACK = "taken-back"
    PASSWORD_GIVEN = "password-given"  # noqa: S105 - what was done, not one
    SIGNED_OUT = "signed-out"
    CLOSED = "closed"
    OPENED = "opened"
    CLOSED_DAYS_ADDED = "closed-days-added"
    CLOSED_DAYS_REMOVED = "closed-days-removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """Some entries, the newest first; `next` is `before` of the page that follows."""

    rows: tuple[Entry, ...]
    next: int | None


def note(  # noqa: PLR0917 - who did what to whom, in the order in which it is said
    hub: Hub,
    session: Session,
    actor: Actor | None,
    act: Act,
    kind: Subject,
    subject: str,
    changes: Changes = (),
) -> None:
    """Note a change in its own transaction."""
    entry = Entry(
        at=hub.clock.now(),
        by=SHELL if actor is None else actor.user,
        act=act.value,
        kind=kind.value,
        subject=subject,
        changes=changes,
    )
    queries.note(session, entry)


def changes_of(before: Any, after: Any, fields: Iterable[str]) -> Changes:
    """Return what differs between two states of one thing."""
    return tuple(
        (field, None, None) if field in UNTOLD else (field, _said(was), _said(is_))
        for field in fields
        if (was := getattr(before, field)) != (is_ := getattr(after, field))
    )


def administration_log(
    hub: Hub,
    actor: Actor,
    *,
    kind: Subject | None = None,
    subject: str | None = None,
    by: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> LogPage:
    """Return what was changed, the newest first.

    Raises:
        NotAllowedError: The reader is no administrator.
    """
    administrators_only(actor, "the administration log")
    with hub.store.read() as session:
        found = queries.entries(
            session,
            kind=None if kind is None else kind.value,
            subject=subject,
            by=by,
            before=before,
            limit=limit + 1,
        )
    rows = tuple(found[:limit])
    return LogPage(rows=rows, next=rows[-1].id if len(found) > limit else None)


def _said(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(value)
