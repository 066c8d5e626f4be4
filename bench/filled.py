"""A hub of many journeys on SQLite, filled once for a run and copied for each figure."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.copying import copy
from bench.hubs import BEGINS, hub_at, set_clock
from bench.journeys import KINDS, originals

JOURNEYS = 50_000


@dataclass(frozen=True, slots=True)
class Filled:
    """A database in a file.

    Attributes:
        references: The journeys of each kind.
    """

    file: Path
    references: dict[str, list[str]]

    @property
    def url(self) -> str:
        """Return the database's address."""
        return f"sqlite:///{self.file}"


_made: dict[int, Filled] = {}
_folder = tempfile.TemporaryDirectory(prefix="throughline-bench-")


@contextmanager
def filled(journeys: int) -> Iterator[Filled]:
    """Give a database with so many journeys, for the caller alone."""
    if journeys not in _made:
        _made[journeys] = _fill(journeys)
    original = _made[journeys]
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        file = Path(folder) / "hub.sqlite"
        shutil.copyfile(original.file, file)
        yield Filled(file, original.references)


def _fill(journeys: int) -> Filled:
    file = Path(_folder.name) / f"{journeys}.sqlite"
    with hub_at(f"sqlite:///{file}") as hub:
        set_clock(hub, BEGINS)
        led = originals(hub)
        wanted = {led[kind.name]: max(1, journeys * kind.share // 100) for kind in KINDS}
        copies = copy(hub, wanted, series="TL24")
    references = {kind.name: copies[led[kind.name]] for kind in KINDS}
    return Filled(file, references)
