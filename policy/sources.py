"""In which file a profile, and each of its limits, is written: where to change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policy.assembling import TAKEN_OVER
from policy.check import SHIPPED
from policy.load import load_procedures

if TYPE_CHECKING:
    from journey.timescales import Timescale
    from policy.assembling import Procedures


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a profile stands.

    Attributes:
        file: Below the folder of rules, `profiles/england-2023.toml`.
        shipped: It came with the product; a hub writes its own that builds on it.
        builds_on: Id of the profile that it inherits from.
        limits: For each limit the file that states its number, perhaps one built upon.
    """

    file: str
    shipped: bool
    builds_on: str | None
    limits: Mapping[str, str]


def sources(folder: Path | None = None) -> Mapping[str, Source]:
    """Return where each profile stands, by its id."""
    procedures = load_procedures(folder)
    where = folder or SHIPPED
    return {
        key: Source(
            file=f"profiles/{each.file}",
            shipped=where == SHIPPED or not (where / "profiles" / each.file).exists(),
            builds_on=each.builds_on,
            limits={limit: _stated(procedures, each, limit) for limit in each.timescales},
        )
        for key, each in procedures.items()
        if not each.base
    }


def _stated(procedures: Mapping[str, Procedures], of: Procedures, limit: str) -> str:
    """Return the file of the profile furthest up that says the same of a limit."""
    base = procedures.get(of.builds_on or "")
    inherited = base.timescales.get(limit) if base is not None else None
    if base is None or inherited is None or not _same(inherited, of.timescales[limit]):
        return of.file
    return _stated(procedures, base, limit)


def _same(one: Timescale, other: Timescale) -> bool:
    """Whether two limits are one; what is inherited may have to be confirmed anew."""
    taken_over = replace(other, authority=one.authority, checked=one.checked)
    return one in (other, taken_over if other.authority.startswith(TAKEN_OVER) else other)
