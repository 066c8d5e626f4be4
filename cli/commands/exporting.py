"""`export chronology`: one child's story, made from the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casework import asking
from casework.exporting import chronology_document
from casework.looking import Way, through
from cli import opening, output, reading, results

app = typer.Typer(no_args_is_help=True, help="Write a child's chronology to a file.")


@app.callback()
def _family() -> None:
    """Keep `chronology` a word of its own."""


@app.command()
def chronology(
    reference: Annotated[str, typer.Argument(metavar="REF", help="Which journey.")],
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; stdout if not said.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="As it was known then.")
    ] = None,
    as_: opening.As = None,
) -> None:
    """Write a child's chronology: text for people, or JSON with --json.

    It is made from the record each time, so that there is one and it never restarts.
    """
    instant = reading.instant(as_of, "--as-of")
    with opening.hub() as hub, through(Way.EXPORT):
        actor = opening.reader(hub, as_)
        found = asking.chronology(hub, actor, reference, as_of=instant)
        text = chronology_document(hub, found, as_json=output.wants_json())
    if to is None:
        output.line(text)
        return
    to.write_text(text + "\n", encoding="utf-8")
    results.result({"written": str(to)}, lambda said: output.line(f"Written to {said['written']}."))
