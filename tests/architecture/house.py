"""Where the rooms and files of the house are, for the tests that hold its rules."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

# Top-level folders that hold Python but are not part of the product.
BESIDE_THE_HOUSE = frozenset({"tests", "tools", "bench"})


def shipped_packages() -> list[str]:
    return PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def contract_packages() -> list[str]:
    return PROJECT["tool"]["importlinter"]["root_packages"]


@cache
def files() -> tuple[str, ...]:
    """Tracked files, and new ones about to be tracked, as paths from the top of the house."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(sorted(name for name in set(listed.split("\0")) if (ROOT / name).is_file()))


def python_files() -> tuple[str, ...]:
    return tuple(name for name in files() if name.endswith(".py"))


def text_of(name: str) -> str | None:
    """The text of a file, or None where it is no text."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
