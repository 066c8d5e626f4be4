"""How far somebody's reach goes on a journey.

A partner reaches the requests that are its agency's to answer.  A restricted journey is open to
those named, to who opened it with a stated reason, to partners for their requests, and to the
clock.
"""

from __future__ import annotations

from datetime import datetime

from casework.errors import RestrictedError
from journey.case import Case, ResearchRequest
from journey.people import Actor, Role
from journey.policy import Rulebook


def may_answer(actor: Actor, request: ResearchRequest, rulebook: Rulebook) -> bool:
    """Return whether an actor's agency was asked, is asked instead, or is the deputy."""
    if actor.agency is None:
        return False
    asked = rulebook.agencies.get(request.agency)
    deputy = asked.deputy if asked else None
    return actor.agency in (request.agency, request.ask_instead, deputy)


def may_know_of(actor: Actor, case: Case, rulebook: Rulebook) -> bool:
    """Return whether an actor may know that there is this journey.

    People of the hub may; a partner only where one of the requests is its own to answer.
    """
    if actor.role is not Role.PARTNER:
        return True
    return any(may_answer(actor, request, rulebook) for request in case.requests.values())


def refuse_restricted(actor: Actor, case: Case, now: datetime) -> None:
    """Refuse a restricted journey to those it is not open to.

    Raises:
        RestrictedError: It is not open to the actor.
    """
    restriction = case.restriction
    if restriction is None or actor.role in (Role.SYSTEM, Role.PARTNER):
        return
    if not restriction.is_open_to(actor.user, now):
        raise RestrictedError(case.reference, restriction.by)
