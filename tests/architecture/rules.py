"""The rules of the house that a reader of one Python file can check.

Each rule is one function from a file to what is wrong in it, with the rooms it holds for, why, and
an example that breaks it.  `test_rules.py` holds the house to every rule and proves, with the
example, that the rule can fail.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import packages_distributions

from tests.architecture.house import BESIDE_THE_HOUSE, shipped_packages


@dataclass(frozen=True)
class Source:
    """One Python file, read as text or as a tree."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def docstrings(self) -> frozenset[int]:
        """The identities of the nodes that are strings nobody uses."""
        return frozenset(
            id(node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        )

    @property
    def room(self) -> str:
        return self.path.split("/", maxsplit=1)[0]


@dataclass(frozen=True)
class Rule:
    name: str
    why: str
    holds_for: Callable[[Source], bool]
    findings: Callable[[Source], Iterator[str]]
    broken_by: tuple[Source, ...]


def in_rooms(*rooms: str) -> Callable[[Source], bool]:
    return lambda source: source.room in rooms


def in_the_product(source: Source) -> bool:
    return source.room not in BESIDE_THE_HOUSE


def everywhere(_: Source) -> bool:
    return True


# -- journey: the standard library alone, and nothing of it that reaches outside ----------------

REACHES_OUTSIDE = frozenset(
    {"asyncio", "concurrent", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random"}
    | {"secrets", "shelve", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess"}
    | {"tempfile", "threading", "time", "urllib"}
)


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and top-level name of everything a file imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, (node.module or "").split(".")[0]


def impure_imports(source: Source) -> Iterator[str]:
    for line, name in imported(source.tree):
        if name == "journey":
            continue
        if name not in sys.stdlib_module_names or name in REACHES_OUTSIDE:
            yield f"line {line}: imports {name}"


# -- the clock --------------------------------------------------------------------------------------

CLOCKS = frozenset({"datetime", "date", "DateTime", "pendulum", "func", "Timestamp"})
TIME_OF_DAY = frozenset({"time", "time_ns", "localtime", "gmtime", "ctime"})
TIME_IN_SQL = re.compile(
    r"\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\b(now|datetime|strftime)\(\s*('now'|\))"
)


def asks_the_time(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else None
            owner = node.value.id if isinstance(node.value, ast.Name) else owner
            if owner in CLOCKS and node.attr in {"now", "utcnow", "today", "current_timestamp"}:
                yield f"line {node.lineno}: {owner}.{node.attr}"
            if owner == "time" and node.attr in TIME_OF_DAY:
                yield f"line {node.lineno}: time.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            for alias in node.names:
                if alias.name in TIME_OF_DAY:
                    yield f"line {node.lineno}: from time import {alias.name}"
        elif is_code_string(node, source) and TIME_IN_SQL.search(node.value):
            yield f"line {node.lineno}: SQL that asks the database for the time"


def is_code_string(node: ast.AST, source: Source) -> bool:
    """Whether *node* is a string that is used, and not a docstring."""
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    return id(node) not in source.docstrings


# -- SQL --------------------------------------------------------------------------------------------

SQL = re.compile(
    r"^\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s"
    r"|(CREATE|ALTER|DROP)\s+(TABLE|INDEX|VIEW|TRIGGER)\s|PRAGMA\s+\w+|LISTEN\s+\w+$|NOTIFY\s+\w+)",
    re.DOTALL,
)


def writes_sql(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if is_code_string(node, source) and SQL.search(node.value):
            yield f"line {node.lineno}: SQL in a string"


# -- flows and tasks ----------------------------------------------------------------------------------

MAKES_A_TYPE = frozenset(
    {"NewType", "TypedDict", "NamedTuple", "namedtuple", "make_dataclass", "TypeAliasType"}
)


def defines_types(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        match node:
            case ast.ClassDef(name=name):
                yield f"line {node.lineno}: class {name}"
            case ast.AnnAssign(
                annotation=ast.Name(id="TypeAlias") | ast.Attribute(attr="TypeAlias")
            ):
                yield f"line {node.lineno}: a type alias"
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if (
                name in MAKES_A_TYPE
            ):
                yield f"line {node.lineno}: {name}(…)"
            case _ if type(node).__name__ == "TypeAlias":  # `type X = …`, known from Python 3.12
                yield f"line {node.lineno}: a type alias"


def hides_another_module(source: Source) -> Iterator[str]:
    *folders, file = source.path.removesuffix(".py").split("/")
    names = {file, *folders[1:]} - {"__init__", "__main__"}
    yield from (f"`{name}` is the name of another module" for name in sorted(names & taken()))


@cache
def taken() -> frozenset[str]:
    return frozenset({*sys.stdlib_module_names, *shipped_packages(), *packages_distributions()})


# -- suppressions and skips -----------------------------------------------------------------------------

DIRECTIVE = re.compile(r"type:\s*ignore|\bnoqa\b|(mypy|ruff|pyright):\s*\w", re.IGNORECASE)
WITH_CODE = re.compile(
    r"type:\s*ignore\[[a-z][a-z, -]*\]|noqa:\s*[A-Z]+[0-9]+(?:\s*,\s*[A-Z]+[0-9]+)*", re.IGNORECASE
)
LEAST_REASON = 7  # letters: "as above" is one, where the line above gives it


def unexplained_suppressions(source: Source) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type != tokenize.COMMENT or not DIRECTIVE.search(token.string):
            continue
        rest = WITH_CODE.sub("", token.string)
        if DIRECTIVE.search(rest):
            yield f"line {token.start[0]}: names no code"
        elif len(re.findall(r"[A-Za-z]", rest)) < LEAST_REASON:
            yield f"line {token.start[0]}: gives no reason beside it"


SKIPS = frozenset(
    {"skip", "skipif", "xfail", "importorskip", "skipTest", "skipIf", "skipUnless", "SkipTest"}
)


def skipped_tests(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in SKIPS:
            yield f"line {node.lineno}: .{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module in {"pytest", "unittest"}:
            yield from (f"line {node.lineno}: {a.name}" for a in node.names if a.name in SKIPS)


RULES = (
    Rule(
        name="journey imports the pure part of the standard library alone",
        why="A rule of practice must give the same answer years later, anywhere.",
        holds_for=in_rooms("journey"),
        findings=impure_imports,
        broken_by=(
            Source("journey/a.py", "import pydantic"),
            Source("journey/a.py", "import sqlite3"),
            Source("journey/a.py", "def f():\n    from policy import profiles"),
        ),
    ),
    Rule(
        name="only casework/clock.py asks the time",
        why="Time that is passed in can be a test's, a demo's, or a day three years ago.",
        holds_for=lambda source: in_the_product(source) and source.path != "casework/clock.py",
        findings=asks_the_time,
        broken_by=(
            Source("web/a.py", "from datetime import datetime\nx = datetime.now()"),
            Source("web/a.py", "import datetime as dt\nx = dt.date.today()"),
            Source("web/a.py", "import time\nx = time.time()"),
            Source("web/a.py", "from time import time"),
            Source("models/a.py", "x = func.now()"),
            Source("models/a.py", "x = text('CURRENT_TIMESTAMP')"),
        ),
    ),
    Rule(
        name="only models and its migrations write SQL",
        why="What the record says, and how it is kept, stand in one room.",
        holds_for=lambda s: in_the_product(s) and s.room not in {"models", "migrations"},
        findings=writes_sql,
        broken_by=(
            Source("web/a.py", "x = 'SELECT reference FROM journey'"),
            Source("casework/a.py", "x = f'UPDATE journey SET stage = {y}'"),
        ),
    ),
    Rule(
        name="flow files define no types",
        why="A flow is sequence only; a type in it is a rule that moved to the wrong room.",
        holds_for=in_rooms("flows"),
        findings=defines_types,
        broken_by=(
            Source("flows/a.py", "@dataclass\nclass Step: ..."),
            Source("flows/a.py", "Reference: TypeAlias = str"),
            Source("flows/a.py", "Reference = NewType('Reference', str)"),
        ),
    ),
    Rule(
        name="no file of flows or tasks is named like another module",
        why="Prefect puts that folder first on the path, so the file would be found instead.",
        holds_for=in_rooms("flows", "tasks"),
        findings=hides_another_module,
        broken_by=(
            Source("flows/journey.py", ""),
            Source("tasks/calendar.py", ""),
            Source("flows/stages/prefect.py", ""),
        ),
    ),
    Rule(
        name="every suppression states its code and its reason",
        why="The next reader must be able to tell whether it still holds.",
        holds_for=everywhere,
        findings=unexplained_suppressions,
        broken_by=(
            Source("web/a.py", "x = 1  # type: " + "ignore"),
            Source("web/a.py", "x = 1  # type: " + "ignore[arg-type]"),
            Source("web/a.py", "x = 1  # no" + "qa"),
            Source("web/a.py", "x = 1  # no" + "qa: S603"),
            Source("web/a.py", "# ruff: no" + "qa"),
        ),
    ),
    Rule(
        name="no test is skipped or expected to fail",
        why="A test that may stay silent proves nothing.",
        holds_for=in_rooms("tests"),
        findings=skipped_tests,
        broken_by=(
            Source("tests/test_a.py", "@pytest.mark." + "skip\ndef test_a(): ..."),
            Source("tests/test_a.py", "def test_a():\n    pytest." + "importor" + "skip('x')"),
            Source("tests/test_a.py", "from pytest import " + "xfail"),
        ),
    ),
)
