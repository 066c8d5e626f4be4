"""`serve`, `demo`, `clock`: the processes of a hub, until Ctrl-C."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from casework.settings import Settings, data_folder
from cli import opening, output, results
from deployments.clock import run_clock
from deployments.serve import refuse_taken_address
from deployments.serve import serve as serve_until_stopped
from simulation.demo import Demo, prepare


def serve() -> None:
    """Serve pages and the API, with the clock and Prefect beside them, until Ctrl-C.

    The pages are up in seconds; Prefect follows.  Listens where THROUGHLINE_HOST and
    THROUGHLINE_PORT say.
    """
    settings = opening.settings()
    serve_until_stopped(settings, started=lambda screen: _say(settings, screen, {}))


def clock() -> None:
    """Run the clock alone, until Ctrl-C: on another machine, or beside pages of its own.

    Several may run; one at a time acts, and another takes over when it dies.
    """
    run_clock(opening.settings())


def demo(
    folder: Annotated[
        Path | None, typer.Option(help="Where the invented hub is kept; it is built anew.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same hub.")] = 1,
    weeks: Annotated[int, typer.Option(min=1, max=52, help="How far back it goes.")] = 13,
) -> None:
    """Serve an invented hub, built up to this minute, with alerts running, until Ctrl-C.

    Nothing in it is anybody: names, agencies and addresses are plainly invented.
    """
    settings = opening.settings()
    refuse_taken_address(settings)  # before a minute of building, not after
    where = folder or data_folder() / "demo"
    output.progress_line("Building the invented hub …")
    with results.bar("Weeks of an invented hub") as bar:
        built = prepare(
            settings,
            where,
            seed=seed,
            weeks=weeks,
            progress=lambda part: bar(round(part * 100), 100),
        )
    serve_until_stopped(
        built.settings, started=lambda screen: _say(built.settings, screen, _sign_in(built))
    )


def _sign_in(demo: Demo) -> dict[str, str]:
    return dict(demo.passwords)


def _say(settings: Settings, screen: str | None, sign_in: dict[str, str]) -> None:
    results.result({"pages": settings.public_url, "prefect": screen, "sign_in": sign_in}, _show)
    output.flush()


def _show(said: dict[str, Any]) -> None:
    output.line(f"Pages     {said['pages']}")
    if said["prefect"]:
        output.line(f"Prefect   {said['prefect']} (in a quarter of a minute)")
    for user, password in said["sign_in"].items():
        output.line(f"Sign in   {user:<20}{password}")
    output.line("Stop      Ctrl-C")
