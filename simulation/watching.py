"""Looking at the invented hub at midnight: whether what must hold of each journey holds."""

from __future__ import annotations

from journey.invariants import broken, unminded
from models.queries import watching
from simulation.world import World

MOST_FAULTS = 50
"""After so many more would tell nothing new."""


class Watch:
    """Looks at each journey that has changed since the midnight before, and for silent ones."""

    def __init__(self, world: World) -> None:
        self.midnights = 0
        self.faults: list[str] = []
        self._world = world
        self._changed: set[str] = set()
        self._concerns: dict[str, int] = {}
        world.hub.after_commit.append(self._changed.add)

    def look(self) -> None:
        """Look once, after all that was due by now has been done."""
        self.midnights += 1
        for reference in sorted(self._changed):
            case = self._world.case(reference)
            for each in (*broken(case), *unminded(case, now=self._world.now)):
                self._note(f"{reference}: {each}")
            # Requirement C10: no concern ever gets lost.
            if len(case.concerns) < self._concerns.get(reference, 0):
                self._note(f"{reference}: a concern was lost")
            self._concerns[reference] = len(case.concerns)
        self._changed.clear()
        with self._world.hub.store.read() as session:
            for reference in watching.silent(session, self._world.now):
                self._note(f"{reference}: nothing will ever happen by itself")

    def _note(self, fault: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"{self._world.now.isoformat()} {fault}")
