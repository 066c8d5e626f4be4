"""Requests as the agency that was asked sees them: its own, and nothing else of the journey."""

from __future__ import annotations

from casework.asking.listing import bounded
from casework.asking.parts import asked_child, request_view
from casework.asking.scope import agencies_stood_for, closed_journeys, may_read_journeys
from casework.asking.views import RequestView
from casework.errors import NotFoundError
from casework.hub import Hub
from casework.looking import Part, note
from casework.reach import may_answer, refuse_restricted
from journey.case import Case
from journey.evolve import fold
from journey.people import Actor, Role
from models import log
from models.queries import requests
from models.store import Session


def requests_of(
    hub: Hub, actor: Actor, agency: str, *, open_only: bool = True, limit: int = 200
) -> list[RequestView]:
    """Return what an agency was asked, what is due first first.

    With what it is asked in another's place, and what it may answer as a deputy.

    Args:
        open_only: Only what still waits for a reply; what was answered stands behind it.

    Raises:
        NotFoundError: There is no such agency, or it is not the reader's.
    """
    rulebook = hub.rules()
    own = actor.role is Role.PARTNER and actor.agency == agency
    if agency not in rulebook.agencies or not (own or may_read_journeys(actor)):
        raise NotFoundError("agency", agency)
    now = hub.clock.now()
    with hub.store.read() as session:
        found = [
            line
            for answered in ((False,) if open_only else (False, True))
            for line in _lines(
                session, agencies_stood_for(agency, rulebook), answered=answered, limit=limit
            )
        ]
        closed = closed_journeys(session, hub, actor, {line.reference for line in found})
        found = [line for line in found if line.reference not in closed][: bounded(limit)]
        cases = _cases(session, {line.reference for line in found})
    note(hub, actor, (line.reference for line in found), Part.REQUEST)
    return [
        request_view(
            cases[line.reference].requests[line.request],
            cases[line.reference],
            rulebook=rulebook,
            now=now,
            child=asked_child(cases[line.reference]),
        )
        for line in found
    ]


def _lines(
    session: Session, agencies: tuple[str, ...], *, answered: bool, limit: int
) -> list[requests.RequestLine]:
    """Return the requests to all these agencies, each once, in the order of their due instants."""
    lines = {
        line.id: line
        for agency in agencies
        for line in requests.of_agency(session, agency, answered=answered, limit=limit).rows
    }
    # What runs on no clock stands last; what was answered, the newest first.
    clocked = [line for line in lines.values() if line.due_at is not None]
    others = [line for line in lines.values() if line.due_at is None]
    clocked.sort(key=lambda line: (line.due_at, line.id), reverse=answered)
    return clocked + others


def _cases(session: Session, references: set[str]) -> dict[str, Case]:
    return {key: fold(events) for key, events in log.load_many(session, references)}


def request(hub: Hub, actor: Actor, request_id: str) -> RequestView:
    """Return one request by its global id, `TL25-000001.R2`.

    Raises:
        NotFoundError: There is none, or it was made to another agency.
    """
    reference, _, local = request_id.rpartition(".")
    rulebook = hub.rules()
    with hub.store.read() as session:
        case = fold(log.load(session, reference))
    found = case.requests.get(local)
    if found is None or not (
        may_read_journeys(actor)
        or (actor.role is Role.PARTNER and may_answer(actor, found, rulebook))
    ):
        raise NotFoundError("request", request_id)
    refuse_restricted(actor, case, hub.clock.now())
    note(hub, actor, [reference], Part.REQUEST)
    return request_view(
        found, case, rulebook=rulebook, now=hub.clock.now(), child=asked_child(case)
    )
