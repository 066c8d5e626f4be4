"""Write docs/traceability.md: where each requirement is shown to hold, or that it is not yet.

`python -m tools.traceability` reads docs/requirements.toml, the marks of the tests and what the
scenarios say of themselves.  Tests are read, not run, so a mark must be written out.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "docs" / "requirements.toml"
DOCUMENT = ROOT / "docs" / "traceability.md"
NOT_YET = "*not yet*"


@dataclass(frozen=True, slots=True)
class Showing:
    """One place that shows a requirement.

    Attributes:
        place: `tests/unit/…py::test_…`, or the scenario's file.
        said: What it shows, in a sentence.
    """

    requirement: str
    place: str
    said: str


@dataclass(frozen=True, slots=True)
class Group:
    """Requirements that belong together: their ids with what they ask."""

    title: str
    asks: dict[str, str]


def groups() -> list[Group]:
    """Return the requirements, in the order of their file."""
    read = tomllib.loads(REQUIREMENTS.read_text(encoding="utf-8"))
    return [Group(each["title"], each["asks"]) for each in read["group"]]


def showings(root: Path = ROOT) -> list[Showing]:
    """Return every place that says of itself what it shows: scenarios, then tests."""
    tests = root / "tests"
    found: list[Showing] = []
    for path in sorted((tests / "scenarios").glob("*.yaml")):
        found += _of_scenario(path, path.relative_to(root).as_posix())
    for path in sorted(tests.rglob("test_*.py")):
        found += _of_tests(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
    return found


def document() -> str:
    """Return the whole of docs/traceability.md."""
    places: dict[str, list[Showing]] = {}
    for each in showings():
        places.setdefault(each.requirement, []).append(each)
    asked = [requirement for group in groups() for requirement in group.asks]
    shown = sum(requirement in places for requirement in asked)
    lines = [
        "# Traceability",
        "",
        "Made from the marks of the tests and from the scenarios by `make traceability`; change",
        "those, not this. What each requirement asks stands in `docs/requirements.toml`.",
        "",
        f"Shown: {shown} of {len(asked)}.",
    ]
    for group in groups():
        lines += ["", f"## {group.title}"]
        for requirement, asks in group.asks.items():
            lines += ["", f"### {requirement}", "", f"{asks}.", ""]
            lines += [
                f"- {each.said} (`{each.place}`)" for each in places.get(requirement, [])
            ] or [f"- {NOT_YET}"]
    return "\n".join(lines) + "\n"


def _of_scenario(path: Path, place: str) -> Iterator[Showing]:
    # As text: `1A` or `no` in a scenario means what is written.
    read: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes text alone
    for requirement in read.get("requirements", ()):
        yield Showing(requirement, place, read["title"])


def _of_tests(source: str, place: str) -> Iterator[Showing]:
    tree = ast.parse(source)
    everywhere = [
        requirement
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
        for requirement in _marked(node.value)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = [each for mark in node.decorator_list for each in _marked(mark)]
            said = node.name.removeprefix("test_").replace("_", " ").capitalize()
            for requirement in dict.fromkeys([*everywhere, *own]):
                yield Showing(requirement, f"{place}::{node.name}", said)


def _marked(node: ast.expr) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and ast.unparse(each.func) == "pytest.mark.shows":
            yield from (ast.literal_eval(argument) for argument in each.args)


def main() -> int:
    """Write the document."""
    DOCUMENT.write_text(document(), encoding="utf-8")
    print(f"Written: {DOCUMENT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
