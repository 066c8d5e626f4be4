"""The rulebook of a hub: its profiles and agencies, read and checked once.

A calendar, with the working days of two decades counted, is made when a profile is first asked
for: there are many profiles, and most commands need one of them or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from journey.codes import CodeBook
from journey.errors import UnknownKeyError
from journey.policy import Agency, Profile, Rulebook
from policy.check import SHIPPED, Checked, checked
from policy.faults import UnsoundPolicyError

if TYPE_CHECKING:
    from policy.assembling import Procedures

IN_USE = "england-2023"


class ProfilesWhenAsked(Mapping[str, Profile]):
    """Profiles by id, each made when it is first asked for."""

    def __init__(self, procedures: Mapping[str, Procedures]) -> None:
        self._procedures = {key: each for key, each in procedures.items() if not each.base}
        self._made: dict[str, Profile] = {}

    def __getitem__(self, profile_id: str) -> Profile:
        made = self._made.get(profile_id)
        if made is None:
            made = self._made.setdefault(profile_id, self._procedures[profile_id].profile())
        return made

    def __contains__(self, profile_id: object) -> bool:
        return profile_id in self._procedures

    def __iter__(self) -> Iterator[str]:
        return iter(self._procedures)

    def __len__(self) -> int:
        return len(self._procedures)


def load_rulebook(
    folder: Path | None = None,
    *,
    in_use: str = IN_USE,
    agencies: Mapping[str, Agency] | None = None,
) -> Rulebook:
    """Return the rules in *folder*, or the product's own.

    Args:
        in_use: Key of the profile that new episodes begin under.
        agencies: Instead of those of the folder, where the hub keeps its agencies elsewhere.

    Raises:
        UnsoundPolicyError: Something in the folder is wrong; nothing of it is used.
        UnknownKeyError: No profile is called *in_use*.
    """
    where = folder or SHIPPED
    profiles, own_agencies, keys, codes = _rules(where, _stamp(where))
    if in_use not in keys:
        raise UnknownKeyError("profile", in_use, keys)
    return Rulebook(
        profiles=profiles,
        in_use=in_use,
        agencies=own_agencies if agencies is None else agencies,
        codes=codes,
    )


def load_procedures(folder: Path | None = None) -> Mapping[str, Procedures]:
    """Return the procedures in *folder* and all that they build on, by profile id."""
    where = folder or SHIPPED
    return MappingProxyType(dict(_sound(where, _stamp(where)).procedures))


def load_agency_kinds(folder: Path | None = None) -> Mapping[str, str]:
    """Return the kinds of agency that the hub knows, with their names."""
    where = folder or SHIPPED
    return MappingProxyType(dict(_sound(where, _stamp(where)).kinds))


Stamp = tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=16)
def _rules(
    folder: Path, stamp: Stamp
) -> tuple[Mapping[str, Profile], Mapping[str, Agency], frozenset[str], CodeBook]:
    sound = _sound(folder, stamp)
    profiles = ProfilesWhenAsked(sound.procedures)
    keys = frozenset(each.key for each in sound.procedures.values() if not each.base)
    return profiles, MappingProxyType(dict(sound.agencies)), keys, sound.codes


@lru_cache(maxsize=16)
def _sound(folder: Path, stamp: Stamp) -> Checked:
    del stamp  # only there so that a changed file is read again
    found = checked(folder)
    if found.faults:
        raise UnsoundPolicyError(found.faults)
    return found


def _stamp(folder: Path) -> Stamp:
    """Return what changes when a file of rules does."""
    beside = (folder / "agencies.toml", folder / "pro_formas.toml", folder / "codes.toml")
    files = (*sorted((folder / "profiles").glob("*.toml")), *beside)
    stats = ((path.name, path.stat()) for path in files if path.exists())
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
