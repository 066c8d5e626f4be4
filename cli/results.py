"""What a call found, shown: as JSON where `--json` was given, and else as lines or a table.

A result is plain data, and both are made of the same data, so that they never differ.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from cli import output

Row = Sequence[object]


def result(data: Any, show: Callable[[Any], None]) -> None:
    """Write a result: as JSON, or as *show* writes the same data for people."""
    data = plain(data)
    if output.wants_json():
        output.as_json(data)
    else:
        show(data)


def plain(data: Any) -> Any:
    """Return data as JSON knows it: dataclasses as objects, instants in UTC."""
    return to_jsonable_python(data)


def table(columns: Sequence[str], rows: Iterable[Row], *, empty: str) -> None:
    """Write a table for people; *empty* says what would stand there."""
    shown = [[cell(value) for value in row] for row in rows]
    if not shown:
        output.line(empty)
        return

    made = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in shown:
        # Text, because a name or a reason may hold what Rich would take for markup.
        made.add_row(*(Text(cell) for cell in row))
    # Written to a file or a pipe, lines are not cut to the width of a screen.
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width).print(made)


def fields(data: dict[str, Any], names: Sequence[str]) -> None:
    """Write some fields of an object, a line each."""
    wide = max((len(name) for name in names), default=0)
    for name in names:
        output.line(f"{name.replace('_', ' '):<{wide}}  {cell(data.get(name))}")


_WORDS: dict[object, str] = {None: "", True: "yes", False: "no"}


def cell(value: object) -> str:
    """Return a value in a few words for people; instants to the minute."""
    match value:
        case None | True | False:
            return _WORDS[value]
        case list() | tuple():
            return ", ".join(cell(each) for each in value)
        case dict():
            return ", ".join(f"{key}: {cell(each)}" for key, each in value.items())
        case str():
            return _instant(value)
        case _:
            return str(value)


def _instant(text: str) -> str:
    """Return an instant to the minute; any other text as it is."""
    if len(text) < len("2025-09-01T09:00Z") or text[10:11] != "T" or not text[:4].isdigit():
        return text
    try:
        return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return text


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress on stderr, on a terminal alone; give what is called with done and total."""
    if not sys.stderr.isatty() or output.wants_json():
        yield lambda _done, _total: None
        return

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
