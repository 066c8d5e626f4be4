"""Lists of journeys and of what is owed."""

from __future__ import annotations

from datetime import datetime

from casework.asking.lines import DueLine, JourneyLine, Page
from casework.asking.parts import next_action
from casework.asking.scope import may_read_journeys, readers_only, viewer
from casework.errors import BadInputError, Fault, NotAllowedError
from casework.hub import Hub
from journey.people import Actor, Role
from journey.policy import Rulebook
from models.errors import BadPageError
from models.names import normal_name
from models.queries import journeys as queries
from models.queries import owed

MOST = 500
"""Rows in one answer, however many are asked for."""

SHORTEST, LONGEST = 2, 200
"""Letters that can be looked for."""


def journeys(
    hub: Hub,
    actor: Actor,
    *,
    stage: str | None = None,
    team: str | None = None,
    owner: str | None = None,
    open_only: bool = True,
    after: str | None = None,
    limit: int = 50,
) -> Page[JourneyLine]:
    """Return a page of journeys, the oldest first.

    Args:
        owner: User name of the worker.
        after: `next` of the page before.

    Raises:
        NotAllowedError: The reader does not read journeys.
        BadInputError: *after* is no such place.
    """
    readers_only(actor, "journeys")
    now = hub.clock.now()
    which = queries.JourneyFilter(
        is_open=True if open_only else None,
        stage=stage,
        team=team,
        worker=owner,
        viewer=viewer(hub, actor),
    )
    with hub.store.read() as session:
        try:
            found = queries.journeys(session, which, after=after, limit=bounded(limit))
        except BadPageError:
            raise BadInputError(
                Fault("after", "there is no such place in the list", "`next` of the page before")
            ) from None
    return Page(rows=tuple(_line(row, now) for row in found.rows), next=found.next_page)


def find(hub: Hub, actor: Actor, words: str, *, limit: int = 50) -> list[JourneyLine]:
    """Return the journeys of children with a name, open or closed, the newest first.

    A name is found by any of its parts, without case, accents or order: `eddy brack` finds
    Bracken Eddyford.  Journeys that are restricted, and not open to the reader, are left out.

    Args:
        words: Parts of a name, of at least `SHORTEST` letters together.

    Raises:
        NotAllowedError: The reader does not read journeys.
        BadInputError: There are too few letters to look for, or more than `LONGEST`.
    """
    readers_only(actor, "journeys")
    parts = tuple(normal_name(words[: LONGEST + 1]).split())
    if len(words) > LONGEST or sum(map(len, parts)) < SHORTEST:
        raise BadInputError(
            Fault("words", "it cannot be looked for", f"{SHORTEST} to {LONGEST} letters")
        )
    now = hub.clock.now()
    which = queries.JourneyFilter(is_open=None, named=parts, viewer=viewer(hub, actor))
    with hub.store.read() as session:
        found = queries.journeys(session, which, newest_first=True, limit=bounded(limit))
    return [_line(row, now) for row in found.rows]


def bounded(limit: int) -> int:
    """Return a limit within bounds.

    Raises:
        BadInputError: It is less than one.
    """
    if limit < 1:
        raise BadInputError(Fault("limit", "it is less than one", "a number from 1 on"))
    return min(limit, MOST)


def _line(row: queries.JourneyLine, now: datetime) -> JourneyLine:
    return JourneyLine(
        reference=row.reference,
        stage=row.stage,
        version=row.version,
        owner=row.worker,
        team=row.team,
        rating=row.rating,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        held_until=row.held_until,
        runs_out_at=row.runs_out_at,
        late=row.runs_out_at is not None and row.runs_out_at <= now,
        asked=row.asked,
        replies=row.replies,
        awaits_signature=row.awaiting_signature is not None,
        joined_to=row.joined_to,
        child=row.child,
        born=row.born,
    )


def due(
    hub: Hub,
    actor: Actor,
    *,
    until: datetime | None = None,
    party: str | None = None,
    limit: int = 100,
) -> list[DueLine]:
    """Return what is owed, what is due first first.

    Args:
        until: Only what is due at or before this instant; late is what is due until now.
        party: Only what this party owes, such as `agency:police` or `worker:carla`. A
            partner sees what its own agency owes, whatever is asked for.

    Raises:
        NotAllowedError: The reader does not read journeys, or asks for another agency.
        BadInputError: The instant has no zone.
    """
    if until is not None and until.tzinfo is None:
        raise BadInputError(
            Fault("until", "the instant has no time zone", "an instant with its zone")
        )
    which = owed.OwedFilter(
        parties=_parties(actor, party), due_before=until, viewer=viewer(hub, actor)
    )
    now = hub.clock.now()
    with hub.store.read() as session:
        rows = owed.owed(session, which, limit=bounded(limit)).rows
    return [due_line(row, hub.rules(), now) for row in rows]


def _parties(actor: Actor, party: str | None) -> tuple[str, ...] | None:
    if may_read_journeys(actor):
        return None if party is None else (party,)
    own = f"agency:{actor.agency}"
    if actor.role is not Role.PARTNER or party not in (None, own):
        raise NotAllowedError("what is owed", actor.role.value)
    return (own,)


def due_line(row: owed.Owed, rulebook: Rulebook, now: datetime) -> DueLine:
    """Return an open obligation as a line."""
    obligation = row.obligation
    return DueLine(
        obligation=row.id,
        reference=row.reference,
        stage=row.stage,
        team=row.team,
        label=obligation.label,
        kind=obligation.kind,
        subject=obligation.subject,
        owed_by=obligation.owed_by,
        ask_instead=obligation.ask_instead,
        due_at=obligation.due_at,
        late=obligation.due_at <= now,
        moves=obligation.moves,
        chases=obligation.chases,
        rung=obligation.rung,
        next_action=next_action(obligation, rulebook) or "",
        next_action_at=obligation.next_action_at,
        checked=obligation.checked,
    )
