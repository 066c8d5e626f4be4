"""`lists`: what did not become what it might have, what is late, whom nobody helped."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from casework import asking
from cli import opening, output, reading, results


def lists(
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help="Which list; all figures without it.")
    ] = None,
    *,
    since: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="From this instant on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="Before this instant.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="MARK", help="The rows after a page's `next`.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 100,
    as_: opening.As = None,
) -> None:
    """Show the lists that show gaps by their figures, or the journeys behind one of them."""
    first, last = reading.instant(since, "--since"), reading.instant(until, "--until")
    with opening.hub() as hub:
        reader = opening.reader(hub, as_)
        if key is None:
            results.result(asking.lists(hub, reader, since=first, until=last), _figures)
            return
        found = asking.list_of(hub, reader, key, first, last, after=after, limit=limit)
    results.result(found, _list)


def _figures(found: dict[str, Any]) -> None:
    results.table(
        ("list", "what", "how many", "of", "which are"),
        (
            [each[name] for name in ("key", "title", "count", "of", "whole")]
            for each in found["lists"]
        ),
        empty="There is no list.",
    )


def _list(found: dict[str, Any]) -> None:
    figure = found["figure"]
    output.line(f"{figure['title']}: {figure['count']} of {figure['of']} {figure['whole']}")
    results.table(
        ("journey", "id", "team", "worker", "when", "what"),
        (
            [row[name] for name in ("reference", "id", "team", "worker", "at", "what")]
            for row in found["rows"]
        ),
        empty="Nothing stands in this list.",
    )
    if found["next"]:
        output.progress_line(f"More: --after {found['next']}")
