"""`export chronology`: one child's story, made from the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casework import asking
from casework.exporting import Form, chronology_document
from casework.looking import Way, through
from cli import opening, output, reading, results

app = typer.Typer(no_args_is_help=True, help="Write a child's chronology to a file.")


@app.callback()
def _family() -> None:
    """Keep `chronology` a word of its own."""


@app.command()
def chronology(
    *,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Which journey.")],
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; stdout if not said.")
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="What it is written as; text, if not said.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="As it was known then.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="As it was known at the end of that day.")
    ] = None,
    significant: Annotated[
        bool, typer.Option("--significant", help="Only what was added or picked by hand.")
    ] = False,
    as_: opening.As = None,
) -> None:
    """Write a child's chronology: text or a page to print for people, JSON for programs.

    It is made from the record each time, so that there is one and it never restarts. What people
    read says who printed it and when.
    """
    instant = reading.instant(as_of, "--as-of")
    day = None if on is None else reading.day(on, "--on")
    if form is None:
        form = Form.JSON if output.wants_json() else Form.TEXT
    with opening.hub() as hub, through(Way.EXPORT):
        actor = opening.reader(hub, as_)
        found = asking.chronology(
            hub, actor, reference, as_of=instant, on=day, significant_only=significant
        )
        text = chronology_document(hub, found, form, printed_by=actor)
    if to is None:
        output.line(text)
        return
    to.write_text(text + "\n", encoding="utf-8")
    results.result({"written": str(to)}, lambda said: output.line(f"Written to {said['written']}."))
