"""`policy check`: every fault of a folder of rules, each with its place and its remedy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from journey.codes import CodeBook
from policy.assembling import assemble
from policy.codes import code_book_from, code_faults
from policy.faults import Fault
from policy.forms import pro_forma_faults, pro_formas_from
from policy.partners import agencies_from, agency_faults
from policy.reading import read_agencies, read_codes, read_pro_formas, read_profiles
from policy.soundness import overlaps, profile_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journey.policy import Agency
    from policy.assembling import Procedures

SHIPPED = Path(__file__).parent
"""The product's own rules."""

__all__ = ["SHIPPED", "Checked", "Fault", "check", "checked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A folder of rules, read once.

    Attributes:
        procedures: By profile id, bases among them; the product's own where the folder has none
            of that id.
        kinds: Kinds of agency and their names.
        codes: Closed lists that returns ask for.
    """

    procedures: Mapping[str, Procedures]
    agencies: Mapping[str, Agency]
    kinds: Mapping[str, str]
    codes: CodeBook
    faults: tuple[Fault, ...]


def check(folder: Path | None = None) -> list[Fault]:
    """Return what is wrong with the rules in *folder*, or in the product's own; [] if nothing.

    A folder holds `profiles/*.toml`, `agencies.toml` if its hub has other agencies than the
    product's invented ones, `pro_formas.toml` if it writes up otherwise, and `codes.toml` if its
    returns have other lists.  Its profiles may
    build on the product's.
    """
    return list(checked(folder or SHIPPED).faults)


def checked(folder: Path) -> Checked:
    """Read a folder and everything that it builds on."""
    shipped, shipped_faults = read_profiles(SHIPPED)
    own, faults = (shipped, shipped_faults) if folder == SHIPPED else read_profiles(folder)
    if not own and not faults:
        faults.append(Fault(f"{folder.name}/profiles", "no profile is here", "at least one .toml"))
    assembled, wrong = assemble(own, shipped)
    faults += wrong
    procedures = assembled
    if folder != SHIPPED:
        of_product, _ = assemble(shipped, {})
        procedures = {**of_product, **assembled}

    agencies_file = folder / "agencies.toml"
    if not agencies_file.exists():
        agencies_file = SHIPPED / "agencies.toml"
    written, wrong = read_agencies(agencies_file)
    faults += wrong
    agencies: dict[str, Agency] = {}
    kinds: dict[str, str] = {}
    if written is not None:
        kinds = written.kinds
        agencies, wrong = agencies_from(agencies_file.name, written)
        faults += wrong
        faults += agency_faults(agencies, kinds, file=agencies_file.name)
        faults += _where_they_stand(assembled, kinds)
    faults += overlaps(procedures.values())
    forms_file = folder / "pro_formas.toml"
    forms, wrong = read_pro_formas(forms_file if forms_file.exists() else SHIPPED / forms_file.name)
    faults += wrong
    if forms is not None:
        faults += pro_forma_faults(forms, file=forms_file.name)
        written_up = pro_formas_from(forms)
        procedures = {k: replace(each, pro_formas=written_up) for k, each in procedures.items()}
    codes, wrong = _codes(folder, kinds)
    faults += wrong
    return Checked(
        procedures=procedures, agencies=agencies, kinds=kinds, codes=codes, faults=tuple(faults)
    )


def _codes(folder: Path, kinds: Mapping[str, str]) -> tuple[CodeBook, list[Fault]]:
    file = folder / "codes.toml"
    written, faults = read_codes(file if file.exists() else SHIPPED / file.name)
    if written is None:
        return CodeBook(), faults
    # A hub's own kinds of agency need not be those that the product's list speaks of.
    asked = kinds if file.exists() else {**kinds, **dict.fromkeys(written.referral_source.agency)}
    return code_book_from(written), [*faults, *code_faults(written, asked, file=file.name)]


def _where_they_stand(
    assembled: Mapping[str, Procedures], kinds: Mapping[str, str]
) -> Iterator[Fault]:
    """Yield each fault at the profile that states it, not at every profile that inherits it."""
    said: dict[str | None, set[tuple[str, str]]] = {}
    for key, procedures in assembled.items():
        found = list(profile_faults(procedures, kinds))
        said[key] = {_beside_its_file(fault) for fault in found}
        inherited = said.get(procedures.builds_on, set())
        yield from (fault for fault in found if _beside_its_file(fault) not in inherited)


def _beside_its_file(fault: Fault) -> tuple[str, str]:
    return fault.where.partition(", ")[2], fault.what
