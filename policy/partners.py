"""The partner agencies of a hub: from what is written to the journey's type, and what is wrong.

`agency_faults` holds for agencies from anywhere, so that one added at the desk is asked the
same questions as one in the file.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journey.policy import Agency
from policy.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from policy.written import WrittenAgencies, WrittenAgency

Closed = tuple["date", "date", str]


def agencies_from(file: str, written: WrittenAgencies) -> tuple[dict[str, Agency], list[Fault]]:
    """Return the agencies by key, and what is wrong with how they are written."""
    agencies: dict[str, Agency] = {}
    faults: list[Fault] = []
    for row in written.agency:
        where = f"{file}, agency {row.key!r}"
        if row.key in agencies:
            faults.append(Fault(where, "it stands there twice", "each key once"))
            continue
        if row.closed_with is not None and row.closed_with not in written.closings:
            known = ", ".join(written.closings) or "none yet"
            faults.append(
                Fault(
                    f"{where}, closed_with",
                    f"no closings are called {row.closed_with!r}",
                    f"one of {known}",
                )
            )
        agencies[row.key] = _agency(row, written)
    return agencies, faults


def agency_faults(
    agencies: Mapping[str, Agency], kinds: Collection[str], *, file: str = "agencies"
) -> list[Fault]:
    """Return what is wrong with the agencies as a whole.

    Args:
        kinds: Kinds of agency that needs can speak of.
        file: Named in the faults.
    """
    faults: list[Fault] = []
    for key, agency in agencies.items():
        where = f"{file}, agency {key!r}"
        if agency.kind not in kinds:
            faults.append(
                Fault(
                    f"{where}, kind",
                    f"nobody knows the kind {agency.kind!r}",
                    f"one of {', '.join(sorted(kinds))}",
                )
            )
        if not agency.email and not agency.webhook:
            faults.append(Fault(where, "nothing can reach it", "an email or a webhook"))
        faults += _closings_faults(where, agency)
        for pointer in ("deputy", "ask_instead"):
            faults += _pointer_faults(f"{where}, {pointer}", agencies, key, pointer)
        faults += _stand_in_faults(where, agencies, agency)
    return faults


def _agency(row: WrittenAgency, written: WrittenAgencies) -> Agency:
    shared = written.closings.get(row.closed_with, []) if row.closed_with else []
    closed = sorted((each.first, each.end, each.why) for each in (*row.closed, *shared))
    return Agency(
        key=row.key,
        name=row.name,
        kind=row.kind,
        deputy=row.deputy,
        closed=tuple(closed),
        ask_instead=row.ask_instead,
        email=row.email,
        manager_email=row.manager_email,
        webhook=row.webhook,
    )


def _closings_faults(where: str, agency: Agency) -> Iterator[Fault]:
    for first, last, why in agency.closed:
        if last < first:
            yield Fault(
                f"{where}, closed {why!r}",
                f"it ends on {last}, before it begins on {first}",
                "the first day, then the last",
            )
    for (_, last, why), (first, _, next_why) in pairwise(sorted(agency.closed)):
        if first <= last:
            yield Fault(
                f"{where}, closed {why!r}",
                f"it overlaps {next_why!r} from {first}",
                "one reason a day",
            )
    if agency.closed and agency.ask_instead is None:
        yield Fault(
            f"{where}, ask_instead",
            "it has closed days, and nobody is asked on them",
            "the key of an agency that is open then",
        )


def _pointer_faults(
    where: str, agencies: Mapping[str, Agency], start: str, pointer: str
) -> Iterator[Fault]:
    """Follow deputies (or stand-ins) from *start* until they end, leave the list or come round."""
    way = [start]
    while (following := getattr(agencies[way[-1]], pointer)) is not None:
        if following == start:
            yield Fault(where, f"it comes round: {' → '.join((*way, start))}", "an end")
            return
        if following not in agencies:
            if len(way) == 1:
                yield Fault(where, f"there is no agency {following!r}", "the key of an agency")
            return
        if following in way:
            return  # somebody else's circle, named there
        way.append(following)


def _stand_in_faults(where: str, agencies: Mapping[str, Agency], agency: Agency) -> Iterator[Fault]:
    stand_in = agencies.get(agency.ask_instead or "")
    if stand_in is None:
        return
    for first, last, why in agency.closed:
        for other_first, other_last, _ in stand_in.closed:
            if first <= other_last and other_first <= last:
                yield Fault(
                    f"{where}, ask_instead",
                    f"{stand_in.key!r} is closed too in {why!r}, from {max(first, other_first)}",
                    "somebody who is open then",
                )
                return
