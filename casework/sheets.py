"""Sheets: rows of text in and out as CSV, and what spreadsheet programs would make of them.

On the way in a cell is data whatever it begins with.  On the way out a cell that a spreadsheet
program would run as a formula gets an apostrophe in front, which such a program shows as
nothing; on the way in that apostrophe is taken off again, so that a file which we wrote can be
put right and given back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from casework.errors import BadInputError, Fault

MOST_BYTES = 10_000_000
"""Bytes of one file: some ten thousand contacts."""

MOST_LINES = 200
"""Lines of one row.  A quote that nobody closed must not swallow what follows it."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_BYTE_ORDER_MARK = "\ufeff"


def guard(cell: str) -> str:
    """Return a cell as it may stand in a file that a spreadsheet program opens."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Return a cell without the apostrophe that `guard` gave it."""
    return cell[1:] if _GUARDED.match(cell) else cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file.

    Attributes:
        number: As a spreadsheet program counts, the heading being row 1.
        problem: Why its cells cannot be told apart; then `cells` is what could be read.
    """

    number: int
    cells: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading and the rows under it, empty ones left out."""

    heading: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet(file: TextIO) -> Sheet:
    """Return what a CSV file holds: commas between cells, double quotes around them, UTF-8.

    A row that cannot be read costs itself and no other.

    Raises:
        BadInputError: The whole cannot be used: not UTF-8, too large, or without a heading.
    """
    # Not `splitlines`, which would also part a cell at a form feed or a Unicode separator.
    lines = list(io.StringIO(_text(file), newline=""))
    rows = list(_rows(lines))
    if not rows or rows[0].problem is not None:
        raise _whole("it has no heading", "names of columns in the first row, commas between them")
    heading, *others = rows
    return Sheet(heading=tuple(_name(cell) for cell in heading.cells), rows=tuple(others))


def _name(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


def _text(file: TextIO) -> str:
    try:
        text = file.read(MOST_BYTES + 1)
    except UnicodeDecodeError:
        raise _not_utf_8() from None
    if len(text) > MOST_BYTES or len(text.encode(errors="surrogatepass")) > MOST_BYTES:
        raise _whole("it is too large", f"at most {MOST_BYTES // 1_000_000} megabytes; part it")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _not_utf_8()  # an undecodable byte that was let through as half a character
    return text.removeprefix(_BYTE_ORDER_MARK)


def _not_utf_8() -> BadInputError:
    return _whole("it is not in UTF-8", "a CSV file saved as UTF-8")


def _whole(what: str, expected: str) -> BadInputError:
    return BadInputError(Fault("the whole file", what, expected))


def _rows(lines: Sequence[str]) -> Iterator[Row]:
    """Yield the rows; after one that cannot be read, go on at the next line."""
    at, number, width = 0, 0, 0
    while at < len(lines):
        number += 1
        cells, used, problem = _row(lines[at : at + MOST_LINES])
        while len(cells) > width > 0 and not cells[-1].strip():
            cells = cells[:-1]  # spreadsheet programs leave commas behind
        if problem is None and width and len(cells) not in (0, width):
            problem = f"it has {len(cells)} cells, the heading has {width}"
        if problem is not None and used > 1:
            # Most likely a quote that nobody closed: then the lines after it are rows.
            cells, used = (lines[at].rstrip("\r\n"),), 1
        at += used
        if problem is not None:
            yield Row(number, tuple(cells), problem)
        elif any(cell.strip() for cell in cells):
            width = width or len(cells)
            yield Row(number, tuple(unguard(cell) for cell in cells))


def _row(lines: Sequence[str]) -> tuple[Sequence[str], int, str | None]:
    """Return the cells of the first row, how many lines it took, and why it cannot be read."""
    reader = csv.reader(iter(lines), strict=True)
    try:
        cells = next(reader)
    except csv.Error as error:
        unread = (lines[0].rstrip("\r\n"),)
        used = max(reader.line_num, 1)
        if "field larger" in str(error):
            return unread, used, f"a cell holds more than {csv.field_size_limit()} characters"
        return unread, used, "its quotation marks do not come in pairs"
    return cells, reader.line_num, None


def write_rows(file: TextIO, rows: Iterable[Sequence[str]]) -> None:
    """Write rows to a file, every cell guarded."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in row] for row in rows)


def sheet_of(text: str) -> Sheet:
    """Return what CSV text holds."""
    return read_sheet(io.StringIO(text, newline=""))
