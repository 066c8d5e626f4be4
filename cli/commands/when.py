"""`when`: a due date worked out, with the days that were skipped and why."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from casework import asking
from casework.errors import BadInputError, Fault
from cli import opening, output, reading, results
from policy.load import load_rulebook
from policy.words import UNCHECKED

PROMISED = ("key", "profile", "authority", "limit", "unit", "starts_at", "due_at", "skipped")


def when(
    key: Annotated[str, typer.Argument(help="Which limit, such as research_amber.")],
    from_: Annotated[str, typer.Option("--from", metavar="INSTANT", help="When its clock starts.")],
    profile: Annotated[
        str | None, typer.Option(help="By which profile; else the one in use.")
    ] = None,
) -> None:
    """Work out a due date, with the days that were skipped and why."""
    start = reading.instant(from_, "--from")
    if start is None:
        raise BadInputError(Fault("--from", "it is missing", "an instant with its zone"))
    chosen = opening.settings()
    # No database: a due date is asked for before there is one, and by people without access.
    rules = load_rulebook(chosen.policy_folder, in_use=chosen.profile)
    found = asking.when(rules, key, start=start, profile=profile)
    # The shape that others build on, and no key more; people see the mark as well.
    results.result({name: found[name] for name in PROMISED}, lambda said: _show(said, found))


def _show(said: dict[str, Any], found: dict[str, Any]) -> None:
    results.fields(said, [name for name in PROMISED if name != "skipped"])
    if not found["checked"]:
        output.line(f"({UNCHECKED})")
    for day in said["skipped"]:
        output.line(f"  skipped {day['date']}: {day['why']}")
