"""`doctor`: what is wrong with this installation, and what to do."""

from __future__ import annotations

import logging
from typing import Any

import typer

from casework.logs import set_up_logs
from cli import ending, opening, output, results
from cli.doctor.health import State, examine
from cli.doctor.listing import list_settings


def doctor() -> None:
    """List every setting and where it comes from, and say what is wrong and what to do.

    Ends with 4 where something that is needed is not there.
    """
    settings = opening.settings()
    set_up_logs(settings, level=logging.ERROR)
    found = examine(settings)
    healthy = all(each.state is not State.WRONG for each in found)
    results.result(
        {"healthy": healthy, "settings": list_settings(settings), "findings": found}, _show
    )
    if not healthy:
        raise typer.Exit(ending.UNAVAILABLE)


def _show(said: dict[str, Any]) -> None:
    results.table(
        ("setting", "value", "from", "what it is"),
        (
            [each[key] for key in ("name", "value", "source", "description")]
            for each in said["settings"]
        ),
        empty="There are no settings.",
    )
    results.table(
        ("what", "state", "found", "what to do"),
        ([each[key] for key in ("name", "state", "said", "remedy")] for each in said["findings"]),
        empty="Nothing was looked at.",
    )
    output.line("Ready." if said["healthy"] else "Something that is needed is not there.")
