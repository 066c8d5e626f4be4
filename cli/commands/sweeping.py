"""`sweep` and `nightly`: one pass of the clock, and the check that nothing is silent."""

from __future__ import annotations

from typing import Any

import typer

from casework.nightly import check
from casework.sweeping import sweep as sweep_due
from cli import ending, opening, output, results


def sweep() -> None:
    """Make one pass of the clock: climb every rung that is due, until none is.

    Harmless beside a running clock: each rung is climbed once, whoever gets there first.
    """
    with opening.hub() as hub:
        swept = sweep_due(hub)
    results.result(swept, lambda said: results.fields(said, ("due", "acted", "failed", "tracked")))


def nightly() -> None:
    """Make the nightly check: every open journey has an owner and something to come.

    Sweeps first, so that only what nobody minds is found.  Ends with 3 where the check finds
    that the record is not whole.
    """
    with opening.hub() as hub:
        sweep_due(hub)
        report = check(hub)
    results.result({"well": report.well, **results.plain(report)}, _show)
    if report.first_fault is not None:
        raise typer.Exit(ending.NOT_WHOLE)


def _show(report: dict[str, Any]) -> None:
    for name, value in report.items():
        output.line(f"{name.replace('_', ' ')}: {results.cell(value) or 'none'}")
