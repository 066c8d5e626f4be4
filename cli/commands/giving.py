"""`commands` and `do`: what can be asked for, and asking for it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from casework.errors import BadInputError, Fault
from casework.giving import give
from casework.registry import describe, parse
from cli import ending, opening, output, reading, results
from journey.commands import COMMANDS
from journey.refusals import Refused
from simulation.scenario.reading import read


def commands(
    name: Annotated[
        str | None, typer.Argument(metavar="[COMMAND]", help="One command alone.")
    ] = None,
) -> None:
    """List every command with its JSON schema, roles and guards."""
    if name is not None and name not in COMMANDS:
        raise BadInputError(
            Fault("COMMAND", f"there is no command {name!r}", "one of " + ", ".join(COMMANDS))
        )
    found = [describe(each) for each in ([name] if name else COMMANDS)]
    results.result(found, lambda listed: _show(listed, whole=name is not None))


def _show(listed: list[dict[str, Any]], *, whole: bool) -> None:
    if whole:
        output.as_json(listed[0])
        return
    results.table(
        ("command", "what it does", "who may", "guards"),
        ((each["name"], each["summary"], each["roles"], each["guards"]) for each in listed),
        empty="There are no commands.",
    )


def do(
    command: Annotated[str, typer.Argument(help="Which command; `throughline commands` lists.")],
    reference: Annotated[
        str | None, typer.Argument(metavar="[REF]", help="Which journey; none for a new contact.")
    ] = None,
    *,
    as_: opening.As = None,
    file: Annotated[
        str | None,
        typer.Option("--with", metavar="FILE", help="What it says: JSON or YAML; - for stdin."),
    ] = None,
    version: Annotated[
        int | None,
        typer.Option(help="Refuse unless the journey is at this version.", min=0),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(help="Makes giving the same command twice harmless.", metavar="KEY"),
    ] = None,
) -> None:
    """Give one command; what it does is on the record when this returns.

    A refusal is written to stdout as JSON, with code, sentence and needs, and ends with 1.
    """
    parsed = parse(command, _payload(file))
    with opening.hub() as hub:
        came = give(
            hub,
            parsed,
            opening.actor(hub, as_),
            reference,
            expected_version=version,
            key=key,
        )
    if isinstance(came, Refused):
        ending.refused(came)
    results.result(came, _show_given)


def _payload(file: str | None) -> Any:
    if file is None:
        return {}
    text = reading.text_of(file, "--with")
    if text.lstrip().startswith("{") and not file.endswith((".yaml", ".yml")):
        return text  # JSON; the registry reads it and says on which line it is not
    value, _ = read(text, "--with")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadInputError(Fault("--with", "it is not an object", "keys and values"))
    return value


def _show_given(given: dict[str, Any]) -> None:
    results.fields(given, ("reference", "version", "events", "opened", "siblings"))
    for warning in given["warnings"]:
        output.progress_line(f"Note: {warning}")
    if given["replayed"]:
        output.progress_line("Note: this had been given before; nothing was done again.")
