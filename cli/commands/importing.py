"""`import contacts`: contacts from a file; the rows that cannot be used come back in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from casework import importing
from casework.errors import BadInputError, Fault
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
        typer.Option(help="Where bad rows go, with the reason; FILE.rejected.csv if not said."),
    ] = None,
    as_: opening.As = None,
) -> None:
    """Take contacts in.  A bad row keeps no other out; it comes back in a file with the reason.

    Harmless to repeat: a row with a source reference that is known is not taken twice.
    Ends with 2 where a row was rejected.
    """
    back = rejects or file.with_name(f"{file.stem}.rejected.csv")
    with opening.hub() as hub:
        actor = opening.actor(hub, as_)
        try:
            given = file.open(encoding="utf-8-sig", newline="")
        except OSError as error:
            raise BadInputError(
                Fault("FILE", f"it cannot be read: {error.strerror}", "a CSV file")
            ) from None
        with (
            given,
            back.open("w", encoding="utf-8", newline="") as rejected,
            results.bar("Contacts") as bar,
        ):
            imported = importing.import_contacts(hub, actor, given, rejects=rejected, progress=bar)
    if not imported.rejected:
        back.unlink()
    said = {**results.plain(imported), "rejects": str(back) if imported.rejected else None}
    results.result(said, _show)
    if imported.rejected:
        raise typer.Exit(ending.BAD_INPUT)


def _show(said: dict[str, Any]) -> None:
    output.line(f"{said['accepted']} contacts taken in, {said['rejected']} rejected.")
    if said["rejects"]:
        output.line(f"The rejected rows are in {said['rejects']}, each with its reason.")
