"""How far a partner's reach goes on a journey: the requests that are its agency's to answer."""

from __future__ import annotations

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
