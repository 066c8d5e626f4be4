"""`verify` and `rebuild`: the log is whole, and the projections equal the log."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cli import ending, opening, output, results
from models import log
from models.projections import rebuild as rebuild_projections


def verify() -> None:
    """Prove that the log is whole: every hash, every link, every head, every seal.

    Ends with 3 where it is not, naming the first place.
    """
    with opening.hub() as hub, hub.store.read() as session:
        found = log.verify(session)
    results.result(found, lambda said: results.fields(said, ("whole", "events", "first_fault")))
    if not found.whole:
        raise typer.Exit(ending.NOT_WHOLE)


def rebuild(
    check: Annotated[
        bool, typer.Option("--check", help="Compare only, and end with 3 where they differ.")
    ] = False,
) -> None:
    """Make the projections anew from the log, or with --check compare the two row for row."""
    with opening.hub() as hub, results.bar("Journeys") as progress:
        found = rebuild_projections(hub.store, check=check, progress=progress)
    results.result(found, _show)
    if check and not found.equal:
        raise typer.Exit(ending.NOT_WHOLE)


def _show(found: dict[str, Any]) -> None:
    results.fields(found, ("equal", "journeys"))
    for each in found["differences"]:
        output.line(f"  {each}")
