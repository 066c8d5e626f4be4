"""`looks`: who has looked at which child's record."""

from __future__ import annotations

from typing import Annotated

import typer

from casework import asking
from cli import opening, output, reading, results

_COLUMNS = ("at", "user", "role", "reference", "what", "way", "override")


def looks(
    *,
    user: Annotated[str | None, typer.Option(help="Only this person's.")] = None,
    journey: Annotated[
        str | None, typer.Option(metavar="REF", help="Only at this journey.")
    ] = None,
    day: Annotated[str | None, typer.Option(metavar="DAY", help="Only on this day.")] = None,
    before: Annotated[
        int | None, typer.Option(metavar="ID", help="The rows after a page's `next`.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="At most so many.")] = 100,
    as_: opening.As = None,
) -> None:
    """Show who has looked at which child's record, the newest first."""
    on = None if day is None else reading.day(day, "--day")
    with opening.hub() as hub:
        found = asking.looks(
            hub,
            opening.reader(hub, as_),
            user=user,
            reference=journey,
            day=on,
            before=before,
            limit=limit,
        )
    results.result(
        found,
        lambda page: results.table(
            ("when", "who", "role", "journey", "part", "through", "opened though restricted"),
            ([each[key] for key in _COLUMNS] for each in page["rows"]),
            empty="Nobody has looked. Each look at a child's record would stand here.",
        ),
    )
    if found.next is not None:
        output.progress_line(f"More: --before {found.next}")
