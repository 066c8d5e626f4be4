"""From files to what is written in them, or to faults that name file, table and key."""

from __future__ import annotations

import tomllib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from policy.faults import Fault
from policy.written import (
    Written,
    WrittenAgencies,
    WrittenAgency,
    WrittenClosing,
    WrittenCode,
    WrittenCodeList,
    WrittenCodes,
    WrittenHub,
    WrittenLadder,
    WrittenObligation,
    WrittenProfile,
    WrittenProForma,
    WrittenProFormas,
    WrittenRung,
    WrittenSection,
    WrittenTimescale,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

W = TypeVar("W", bound=Written)

# Which keys a table knows, by its name in the file.
_TABLES: Mapping[str, type[Written]] = MappingProxyType(
    {
        "timescale": WrittenTimescale,
        "ladder": WrittenLadder,
        "rungs": WrittenRung,
        "obligation": WrittenObligation,
        "hub": WrittenHub,
        "closed": WrittenClosing,
        "closings": WrittenClosing,
        "agency": WrittenAgency,
        "pro_forma": WrittenProForma,
        "section": WrittenSection,
        "list": WrittenCodeList,
        "code": WrittenCode,
    }
)
_SHOWN = 80


def read_profiles(folder: Path) -> tuple[dict[str, WrittenProfile], list[Fault]]:
    """Return what stands in `profiles/*.toml`, by file name, and what is wrong there."""
    found: dict[str, WrittenProfile] = {}
    faults: list[Fault] = []
    for path in sorted((folder / "profiles").glob("*.toml")):
        profile, wrong = _read(path, WrittenProfile)
        faults += wrong
        if profile is not None:
            found[path.name] = profile
    return found, faults


def read_agencies(path: Path) -> tuple[WrittenAgencies | None, list[Fault]]:
    """Return what stands in `agencies.toml`, and what is wrong there."""
    return _read(path, WrittenAgencies)


def read_pro_formas(path: Path) -> tuple[WrittenProFormas | None, list[Fault]]:
    """Return what stands in `pro_formas.toml`, and what is wrong there."""
    return _read(path, WrittenProFormas)


def read_codes(path: Path) -> tuple[WrittenCodes | None, list[Fault]]:
    """Return what stands in `codes.toml`, and what is wrong there."""
    return _read(path, WrittenCodes)


def _read(path: Path, model: type[W]) -> tuple[W | None, list[Fault]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None, [Fault(path.name, "it is not text in UTF-8", "save the file as UTF-8")]
    except OSError as error:
        return None, [Fault(path.name, f"it cannot be read ({error.strerror})", "a readable file")]
    except tomllib.TOMLDecodeError as error:
        return None, [Fault(path.name, f"it is not TOML: {error}", "see docs/policy.md")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_fault(path.name, data, model, each) for each in error.errors()]


def _fault(file: str, data: Mapping[str, Any], model: type[Written], error: ErrorDetails) -> Fault:
    loc = error["loc"]
    where = ", ".join((file, *_steps(data, loc)))
    match error["type"]:
        case "missing":
            return Fault(where, "it is missing", "every table of this kind states it")
        case "extra_forbidden":
            tables = [step for step in loc[:-1] if isinstance(step, str) and step in _TABLES]
            known = _TABLES[tables[-1]] if tables else model
            keys = ", ".join(known.model_fields)
            return Fault(where, "nobody knows this key", f"one of {keys}")
        case "value_error":
            return Fault(where, _shown(error["input"]), str(error["ctx"]["error"]))
        case _:
            expected = error["msg"].removeprefix("Input should be ")
            return Fault(where, _shown(error["input"]), expected)


def _shown(value: object) -> str:
    text = repr(value)
    return f"it says {text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}"


def _steps(data: object, loc: tuple[int | str, ...]) -> Iterator[str]:
    """Name each step of the way as its reader sees it: a limit by its key, a rung by number."""
    here: Any = data
    table = ""
    for step in loc:
        try:
            here = here[step]
        except (LookupError, TypeError):
            here = None
        if isinstance(step, int):
            name = (here.get("key") or here.get("kind")) if isinstance(here, dict) else None
            yield f"{table} {name!r}" if name else f"{table} {step + 1}".strip()
            table = ""
            continue
        if table:
            yield table
        table = step
    if table:
        yield table
