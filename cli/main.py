"""The entry: one group whose calls are imported when they are made, and one way out.

`--json` may stand anywhere on the line.  Every call ends in one of the promised exit codes
(`cli.ending`), whoever raised what.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cli import ending, output
from cli.table import CALLS


class _Calls(TyperGroup):
    """The calls of `cli.table`, by name."""

    _listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names, in the order of the table."""
        del ctx
        return list(CALLS)

    # Typer brings its own Click, or uses the installed one, depending on its version: both of
    # their types are Any here.
    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a call, imported now; in the help's list, its name and summary alone."""
        del ctx
        call = CALLS.get(cmd_name)
        if call is None:
            return None
        if self._listing:
            return _named(cmd_name, call.summary, call.panel)
        return load(cmd_name)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help without importing what it lists."""
        self._listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._listing = False

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run one call, and leave the process with its exit code."""
        del rest
        as_json, args = _take_json(sys.argv[1:] if args is None else args)
        output.begin(as_json=as_json)
        extra["standalone_mode"] = False
        extra.setdefault("prog_name", "throughline")
        call = super().main
        sys.exit(ending.run(lambda: call(args, **extra)))


def load(name: str) -> Any:
    """Return a call as Click runs it."""
    module, _, attribute = CALLS[name].place.partition(":")
    found = getattr(import_module(f"cli.commands.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        family = typer.Typer(add_completion=False)
        family.command(name)(found)
        found = family
    command = typer.main.get_command(found)
    command.name = name
    return command


def _named(name: str, summary: str, panel: str) -> Any:
    family = typer.Typer(add_completion=False)
    family.command(name, help=summary, rich_help_panel=panel)(lambda: None)
    return typer.main.get_command(family)


def _take_json(args: Sequence[str]) -> tuple[bool, list[str]]:
    """Return whether `--json` stands anywhere before a `--`, and the line without it."""
    line = list(args)
    end = line.index("--") if "--" in line else len(line)
    before = [each for each in line[:end] if each != "--json"]
    return len(before) < end, before + line[end:]


app = typer.Typer(
    cls=_Calls,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Follow each child's journey through a safeguarding hub, from contact to closure.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        output.line(output.version())
        raise typer.Exit


@app.callback()
def _root(
    json: Annotated[
        bool, typer.Option("--json", help="Results as JSON. May stand anywhere on the line.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Say the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    del json, version
