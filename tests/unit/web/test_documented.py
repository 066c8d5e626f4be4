"""docs/api.md names every call and every kind of problem; docs/web.md tests that there are."""

import re
from pathlib import Path

from journey.terms import Guard
from web.api import ROWS
from web.problems import KINDS

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text()
SAID = set(re.findall(r"`([^`]+)`", PAGE))


def test_every_call_stands_on_the_page():
    commands = re.compile(r"/api/journeys/\{ref\}/(?!events|chronology|matches|decisions)")
    calls = {f"{row.method} {row.path}" for row in ROWS if not commands.match(row.path)}
    assert calls - SAID == {"GET /api/commands"} - SAID


def test_every_call_on_the_page_exists():
    calls = {f"{row.method} {row.path}" for row in ROWS}
    named = {each for each in SAID if re.match(r"(GET|POST) /", each)}
    assert named - calls == {"POST /api/journeys/{ref}/{command}"}


def test_every_kind_of_problem_stands_on_the_page():
    assert {kind.slug for kind in KINDS.values()} <= SAID


def test_the_codes_with_a_status_of_their_own_stand_on_the_page():
    assert {Guard.NOT_QUALIFIED.value, Guard.MOVED_ON.value, Guard.UNKNOWN_SUBJECT.value} <= SAID


def test_each_test_that_the_page_on_pages_names_exists():
    root = Path(__file__).parents[3]
    named = re.findall(r"`([a-z_/]+\.py)::(test_\w+)`", (root / "docs" / "web.md").read_text())
    assert len(named) > 30
    missing = [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (root / "tests" / file).read_text()
    ]
    assert missing == []
