"""Where a call writes: results on stdout, everything else on stderr.

Imports next to nothing: every call, `--help` too, goes through here.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any

_JSON: ContextVar[bool] = ContextVar("as_json", default=False)


def begin(*, as_json: bool) -> None:
    """Note how this call writes its results."""
    _JSON.set(as_json)


def wants_json() -> bool:
    """Return whether results are wanted as JSON."""
    return _JSON.get()


def as_json(data: Any) -> None:
    """Write data as JSON, whatever was asked for."""
    line(json.dumps(data, ensure_ascii=False, indent=2))


def line(text: str) -> None:
    """Write one line of a result."""
    sys.stdout.write(f"{text}\n")


def flush() -> None:
    """Let what was written be seen now: a process that serves goes on for days."""
    sys.stdout.flush()


def faults(found: Iterable[tuple[str, str, str]]) -> None:
    """Say what is wrong with what was given: where, what, and what was expected."""
    listed = list(found)
    if wants_json():
        as_json(
            {
                "faults": [
                    {"where": where, "what": what, "expected": expected}
                    for where, what, expected in listed
                ]
            }
        )
        return
    for where, what, expected in listed:
        progress_line(f"{where}: {what}. Expected: {expected}")


def unavailable(text: str) -> None:
    """Say what is not there and what to do."""
    if wants_json():
        as_json({"unavailable": text})
    else:
        progress_line(f"Unavailable: {text}")


def progress_line(text: str) -> None:
    """Write a line that is no result."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def close_quietly() -> None:
    """Let nothing more be written to a pipe that nobody reads."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())


def version() -> str:
    """Return the program's version."""
    try:
        return version_of("throughline")
    except PackageNotFoundError:
        return "0 (not installed)"
