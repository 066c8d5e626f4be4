"""What several courses of action have in common: reasons, and speaking to each concern."""

from __future__ import annotations

from journey.commands.decisions import ConcernAddressed
from journey.terms import Disposal
from simulation.world import World

WHY = "The information on record, weighed together, supports this outcome."
SERVICE = "Harrowmere Family Hub"


def spoken_to(world: World, reference: str, *, dispose: bool) -> tuple[ConcernAddressed, ...]:
    """Return an answer to each concern that is open, as the form asks for it."""
    return tuple(
        ConcernAddressed(
            concern=concern.id,
            view="Weighed with everything else that is known.",
            disposal=world.random.choice(tuple(Disposal)) if dispose else None,
        )
        for concern in world.case(reference).open_concerns()
    )
