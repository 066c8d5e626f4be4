"""Measure, print what was measured beside what was asked for, and keep it.

`python -m bench` measures everything; `python -m bench sweep command --size 0.1` some of it, on
a tenth of the size, for a quick look.  The exit code is 1 when a figure was missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from importlib import import_module
from pathlib import Path
from typing import cast

from bench.figure import Figure, Measured
from casework.clock import SystemClock

FIGURES = (
    "sweep",
    "tracked",
    "in_flight",
    "alerts",
    "command",
    "memory",
    "replay",
    "pages",
    "live",
)
RESULTS = Path(__file__).with_name("results")


def main() -> int:
    """Run what was asked for; return the exit code."""
    asked = _arguments()
    measured: list[Measured] = []
    print(f"{'figure':52} {'asked':>16} {'measured':>16}")
    for name in asked.figures or FIGURES:
        figure = cast("Figure", import_module(f"bench.figures.{name}"))
        for each in figure.measure(asked.size):
            print(_line(each), flush=True)
            measured.append(each)
    if asked.size == 1:
        _keep(measured)
    return 0 if all(each.reached for each in measured) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("figures", nargs="*", choices=(*FIGURES, []), help="all, if none is named")
    parser.add_argument(
        "--size", type=float, default=1, help="share of the promised size; 1 is what counts"
    )
    return parser.parse_args()


def _line(measured: Measured) -> str:
    bound = ("≥" if measured.at_least else "≤") + f" {measured.target:g} {measured.unit}"
    value = f"{measured.value:.4g} {measured.unit}"
    return f"{measured.what:52} {bound:>16} {value:>16}  {'ok' if measured.reached else 'MISSED'}"


def _keep(measured: list[Measured]) -> None:
    """Write a run down under its day; figures measured again that day replace the earlier."""
    file = RESULTS / f"{SystemClock().now():%Y-%m-%d}.json"
    kept = json.loads(file.read_text())["figures"] if file.exists() else {}
    kept |= {each.what: each.as_json() for each in measured}
    about = {
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    RESULTS.mkdir(exist_ok=True)
    file.write_text(json.dumps({"about": about, "figures": kept}, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
