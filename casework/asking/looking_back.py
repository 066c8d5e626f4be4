"""A decision looked back at: what was decided, and the journey as its maker could see it.

Decisions are judged by what was known when they were taken, never by what was learned later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.asking.known import decision_views
from casework.asking.scope import journey_for
from casework.asking.showing import view_then
from casework.asking.views import DecisionView, JourneyView
from casework.errors import NotFoundError
from casework.hub import Hub
from casework.looking import Part, looked
from journey.evolve import fold
from journey.people import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLookedAt:
    """A decision with what its maker could see.

    Attributes:
        decided_at: The instant at which it was written; everything in `journey` is as it
            stood then, and so is whether things were late.
        journey: The journey at the decision's `known_version`.
    """

    reference: str
    decided_at: datetime
    decision: DecisionView
    journey: JourneyView


@looked(Part.DECISION)
def decision(hub: Hub, actor: Actor, reference: str, number: str) -> DecisionLookedAt:
    """Return a decision of a journey by its id, such as `D1`.

    Raises:
        NotFoundError: There is no such journey or decision, or it is not for this reader.
    """
    with hub.store.read() as session:
        case, recorded, _ = journey_for(session, hub, actor, reference, None)
        views = {each.id: each for each in decision_views(case, recorded, hub.rules())}
        found = views.get(number)
        if found is None:
            raise NotFoundError("decision", f"{reference}.{number}")
        known = recorded[: found.known_version]
        decided_at = recorded[found.version - 1].recorded_at
        return DecisionLookedAt(
            reference=reference,
            decided_at=decided_at,
            decision=found,
            journey=view_then(hub, session, actor, fold(known), known, instant=decided_at),
        )
