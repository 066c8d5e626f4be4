"""`import contacts`: contacts from a file; the rows that cannot be used come back in a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from casework.errors import BadInputError, Fault
from casework.importing import import_contacts
from cli import ending, opening, output, results

app = typer.Typer(no_args_is_help=True, help="Take contacts in from a file.")


@app.callback()
def _family() -> None:
    """Keep `contacts` a word of its own."""


@app.command()
def contacts(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, UTF-8, with a heading line.")],
    rejects: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where bad rows go, with the reason; else beside the file."
        ),
    ] = None,
    as_: opening.As = None,
) -> None:
    """Take contacts in.  A bad row keeps no other out; it comes back in a file with the reason.

    Harmless to repeat: a row with a source reference that is known is not taken twice.
    Ends with 2 where a row was rejected.
    """
    back = rejects or file.with_name(f"{file.stem}.rejected.csv")
    with (
        opening.hub() as hub,
        _read(file) as given,
        _written(back) as rejected,
        results.bar("Contacts") as bar,
    ):
        imported = import_contacts(
            hub, opening.actor(hub, as_), given, rejects=rejected, progress=bar
        )
    said = {**results.plain(imported), "rejects": str(back) if imported.rejected else None}
    results.result(said, _show)
    if imported.rejected:
        raise typer.Exit(ending.BAD_INPUT)


@contextmanager
def _read(file: Path) -> Iterator[TextIO]:
    try:
        opened = file.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise BadInputError(
            Fault("FILE", f"it cannot be read: {error.strerror}", "a CSV file")
        ) from None
    with opened:
        yield opened


@contextmanager
def _written(file: Path) -> Iterator[TextIO]:
    """Open the file of rejects, and leave it only where something came into it."""
    try:
        opened = file.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise BadInputError(
            Fault("--rejects", f"it cannot be written: {error.strerror}", "a file to write to")
        ) from None
    try:
        with opened:
            yield opened
    finally:
        if file.stat().st_size == 0:
            file.unlink()


def _show(said: dict[str, Any]) -> None:
    output.line(
        f"{said['accepted']} contacts taken in, {said['known']} known already, "
        f"{said['rejected']} rejected."
    )
    if said["rejects"]:
        output.line(f"The rejected rows are in {said['rejects']}, each with its reason.")
