"""Taking contacts in from a sheet: each row a contact, in a transaction of its own.

A row that cannot be used keeps no other out.  It comes back as it was, with the reason in
front, in a file that can be put right and given again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from casework.columns import REJECTED, Payload, heading_faults, payload
from casework.errors import BadInputError, Fault, NotAllowedError
from casework.giving import Given, give
from casework.hub import Hub
from casework.registry import parse
from casework.sheets import Row, Sheet, read_sheet, write_rows
from journey.commands.contact import ReceiveContact
from journey.people import Actor
from journey.refusals import Refused

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of a file.

    Attributes:
        accepted: Rows that became journeys now.
        known: Rows whose source reference had led to a journey before; nothing was done.
        rejected: Rows that are in the file of rejects.
        references: Of the new journeys, in the order of the rows.
    """

    accepted: int
    known: int
    rejected: int
    references: tuple[str, ...]


def import_contacts(
    hub: Hub, actor: Actor, file: TextIO, *, rejects: TextIO, progress: Progress | None = None
) -> Imported:
    """Receive a contact for each row of a CSV file; `docs/import.md` tells of its columns.

    Harmless to repeat where rows have a source reference: one that is known is not received
    twice.  Should the store fail in the middle, the rows before are in, and only they.

    Args:
        rejects: Gets the rows that cannot be used; nothing is written where there are none.
        progress: Called with how many rows are done, and how many there are.

    Raises:
        BadInputError: Nothing of the file can be used; nothing was received.
        NotAllowedError: The actor may not receive contacts.
    """
    if actor.role not in ReceiveContact.ROLES:
        raise NotAllowedError("receiving contacts", actor.role.value)
    sheet = read_sheet(file)
    faults = list(heading_faults(sheet.heading))
    if faults:
        raise BadInputError(*faults)
    back = _Rejects(rejects, sheet)
    references: list[str] = []
    known = 0
    for done, row in enumerate(sheet.rows, start=1):
        given = _receive(hub, actor, sheet, row)
        if isinstance(given, Given):
            known += given.replayed
            if not given.replayed:
                references.append(given.reference)
        else:
            back.add(row, given)
        if progress is not None:
            progress(done, len(sheet.rows))
    return Imported(
        accepted=len(references),
        known=known,
        rejected=back.count,
        references=tuple(references),
    )


def _receive(hub: Hub, actor: Actor, sheet: Sheet, row: Row) -> Given | list[Fault]:
    """Return what came of one row: a journey, or why there is none."""
    if row.problem is not None:
        return [Fault("the whole row", row.problem, "a cell for each column, quotes in pairs")]
    made = payload(sheet.heading, row.cells)
    try:
        given = give(hub, parse("receive-contact", made.given), actor)
    except BadInputError as bad:
        return [Fault(_column(made, f.where), f.what, f.expected) for f in bad.faults]
    if isinstance(given, Refused):
        return list(_as_faults(given, made))
    return given


def _column(made: Payload, where: str) -> str:
    """Return the column of a field of the command, or the field where none is its own."""
    return made.columns.get(where, where)


def _as_faults(refused: Refused, made: Payload) -> Iterator[Fault]:
    """Yield a refusal as a fault of the column that its first need names, if it names one."""
    needs = "; ".join(refused.needs)
    field, colon, expected = needs.partition(": ")
    if colon and field in made.columns:
        yield Fault(made.columns[field], refused.sentence, expected)
    else:
        yield Fault("the whole row", refused.sentence, needs)


class _Rejects:
    """The file of rejected rows; its heading is written with the first of them."""

    def __init__(self, file: TextIO, sheet: Sheet) -> None:
        self._file = file
        self._kept = [at for at, name in enumerate(sheet.heading) if name not in REJECTED]
        self._heading = [sheet.heading[at] for at in self._kept]
        self.count = 0

    def add(self, row: Row, faults: Sequence[Fault]) -> None:
        """Write a row with what is wrong with it."""
        if self.count == 0:
            write_rows(self._file, [[*REJECTED, *self._heading]])
        self.count += 1
        whole = len(row.cells) > max(self._kept)
        cells = [row.cells[at] for at in self._kept] if whole else list(row.cells)
        said = (
            "; ".join(fault.where for fault in faults),
            "; ".join(fault.what for fault in faults),
            "; ".join(fault.expected for fault in faults),
        )
        write_rows(self._file, [[str(row.number), *said, *cells]])
