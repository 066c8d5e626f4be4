"""`scenario run`: play scripted journeys, each in a database of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from casework.errors import BadInputError, Fault
from casework.logs import set_up_logs
from cli import ending, opening, output, reading, results
from simulation.scenario.parsing import parse
from simulation.scenario.playing import Run, play
from simulation.scenario.reporting import report
from simulation.scenario.script import Scenario

app = typer.Typer(no_args_is_help=True, help="Play scripted journeys under a virtual clock.")


@app.callback()
def _family() -> None:
    """Keep `run` a word of its own."""


@app.command()
def run(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Scenarios in YAML.")],
    steps: Annotated[bool, typer.Option("--steps", help="Show every step.")] = False,
) -> None:
    """Play each file, and end with 1 where an expectation was not met.

    A file is played to its first failed expectation; the other files are played all the same.
    Nothing outside is touched: no database of yours, no mail server.
    """
    chosen = opening.settings()
    # What the invented hub does is in the report; its log would only repeat it.
    set_up_logs(chosen, level=logging.ERROR)
    scenarios = list(_read(files))
    runs = [_play(each, chosen.policy_folder) for each in scenarios]
    reports = [report(each) for each in runs]
    one = reports[0] if len(reports) == 1 else None
    results.result(
        one or {"passed": all(each.passed for each in runs), "runs": reports},
        lambda _: _show(reports, steps=steps),
    )
    if not all(each.passed for each in runs):
        raise typer.Exit(ending.REFUSED)


def _read(files: list[str]) -> Iterator[Scenario]:
    """Yield what each file says; where any is wrong, all their faults and no scenario.

    Raises:
        BadInputError: With the faults of every file.
    """
    faults: list[Fault] = []
    scenarios = []
    for file in files:
        try:
            scenarios.append(parse(reading.text_of(file, file), file))
        except BadInputError as bad:
            faults += bad.faults
    if faults:
        raise BadInputError(*faults)
    yield from scenarios


def _play(scenario: Scenario, policy_folder: Path | None) -> Run:
    with TemporaryDirectory(prefix="throughline-") as folder, results.bar(scenario.file) as bar:
        return play(scenario, folder=Path(folder), policy_folder=policy_folder, progress=bar)


def _show(reports: list[dict[str, Any]], *, steps: bool) -> None:
    for each in reports:
        came = "passed" if each["passed"] else "FAILED"
        title = f": {each['title']}" if each["title"] else ""
        output.line(
            f"{came}  {each['file']}{title} "
            f"({len(each['steps'])} steps, {len(each['notifications'])} notices)"
        )
        if steps:
            _steps(each)
        failure = each["failure"]
        if failure:
            output.line(f"  step {failure['step']} (line {failure['line']}), {failure['what']}")
            output.line(f"    expected  {results.cell(failure['expected'])}")
            output.line(f"    actual    {results.cell(failure['actual'])}")


def _steps(each: dict[str, Any]) -> None:
    results.table(
        ("step", "when", "who", "what", "journey", "came", "rungs climbed"),
        (
            (
                step["step"],
                step["at"],
                step["as"],
                step["do"] or "check",
                step["journey"],
                step.get("code") or step["came"] or ("yes" if step["as_expected"] else "no"),
                len(step["rungs"]) or "",
            )
            for step in each["steps"]
        ),
        empty="Nothing was played.",
    )
