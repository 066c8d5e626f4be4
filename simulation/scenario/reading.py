"""Reading YAML strictly: every value keeps its line, and nothing is guessed.

Plain YAML would read `2025-09-01T09:00:00` as an instant without a zone, `09:00` as 540, `no` as
false, and of two equal keys it would keep the last.  Here instants stay text until they are
known to be instants, only `true` and `false` are truth values, and a key stands once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

import yaml

from casework.errors import BadInputError, Fault

Path = tuple[str | int, ...]

NODES_LIMIT = 50_000
"""Values in one file once every alias is followed: far more than anybody writes."""


class _Loader(yaml.SafeLoader):
    """Safe, with the core schema's scalars alone."""

    # PyYAML keeps its resolvers on the class; types-PyYAML says on the instance.
    yaml_implicit_resolvers: ClassVar[Any] = {}  # type: ignore[misc]  # see above


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?(0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
    ("null", r"~|null|", "~n\0"),
    ("merge", r"<<", "<"),
):
    # A scalar of no characters is looked up under "".
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(f"^(?:{_pattern})$"),
        [c.strip("\0") for c in _first],
    )


class Places:
    """On which line of which file each value stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}

    def where(self, path: Path) -> str:
        """Return a path as people read it: `lee.yaml, step 3, at (line 17)`."""
        parts = [self.file]
        rest = list(path)
        if len(rest) > 1 and rest[0] == "steps" and isinstance(rest[1], int):
            parts.append(f"step {rest[1] + 1}")
            rest = rest[2:]
        if rest:
            parts.append(".".join(str(part) for part in rest))
        return ", ".join(parts) + f" (line {self.line(path)})"

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str, file: str) -> tuple[Any, Places]:
    """Return the values of a YAML text, and where each stands.

    Raises:
        BadInputError: It is not YAML, or a key stands twice.
    """
    places = Places(file)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        value = None if node is None else _Reader(loader, places).value(node, ())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 if mark is None else mark.line + 1
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise BadInputError(
            Fault(f"{file} (line {line})", f"it is not YAML: {problem}", "a scenario in YAML")
        ) from None
    finally:
        loader.dispose()
    return value, places


class _Reader:
    def __init__(self, loader: _Loader, places: Places) -> None:
        self.loader = loader
        self.places = places
        self.read = 0
        self.around: list[yaml.Node] = []

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.places.lines.setdefault(path, node.start_mark.line + 1)
        self.read += 1
        if self.read > NODES_LIMIT or any(node is outer for outer in self.around):
            raise BadInputError(
                Fault(self.places.where(path), "an alias repeats without end", "a finite text")
            )
        if not isinstance(node, yaml.MappingNode | yaml.SequenceNode):
            return self.loader.construct_object(node)
        self.around.append(node)
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.value(each, (*path, n)) for n, each in enumerate(node.value)]
            return self.mapping(node, path)
        finally:
            self.around.pop()

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                for each in self.merged(value_node, path):
                    merged = {**each, **merged}
                continue
            key = str(self.value(key_node, (*path, "a key")))
            if key in own:
                line = key_node.start_mark.line + 1
                raise BadInputError(
                    Fault(
                        f"{self.places.file}, {key} (line {line})",
                        "the key stands twice",
                        "each key once",
                    )
                )
            self.places.lines[(*path, key)] = key_node.start_mark.line + 1
            own[key] = self.value(value_node, (*path, key))
        return {**merged, **own}

    def merged(self, node: yaml.Node, path: Path) -> Iterator[dict[str, Any]]:
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for each in nodes:
            value = self.value(each, (*path, "<<"))
            if not isinstance(value, dict):
                raise BadInputError(
                    Fault(self.places.where(path), "`<<` takes a mapping", "`<<: *name`")
                )
            yield value
