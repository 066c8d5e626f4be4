"""The lock and the plain requirements of `pyproject.toml` both install the same product."""

import json
import re
import subprocess
import sys

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.house import PROJECT, ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PINS = {
    canonicalize_name(name): Version(version)
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", LOCK, re.MULTILINE)
}
ASKED_FOR = [
    Requirement(line)
    for line in [
        *PROJECT["build-system"]["requires"],
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
    ]
]


@pytest.mark.parametrize("requirement", ASKED_FOR, ids=str)
def test_the_lock_pins_what_the_project_asks_for(requirement):
    assert PINS[canonicalize_name(requirement.name)] in requirement.specifier


def test_every_pin_carries_a_hash():
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(PINS) > 100
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_says_how_to_make_it_again_and_nothing_of_the_machine():
    assert "#    make lock\n" in LOCK.splitlines(keepends=True)[1]
    assert "://" not in LOCK


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_plain_resolve_without_the_lock_finds_a_set_that_fits(tmp_path):
    report = tmp_path / "report.json"
    resolved = subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed",
            "--report", str(report), str(ROOT),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert resolved.returncode == 0, resolved.stderr
    chosen = {
        canonicalize_name(item["metadata"]["name"]): item["metadata"]["version"]
        for item in json.loads(report.read_text())["install"]
    }
    assert chosen["throughline"] == PROJECT["project"]["version"]
    for line in PROJECT["project"]["dependencies"]:
        requirement = Requirement(line)
        assert chosen[canonicalize_name(requirement.name)] in requirement.specifier
    # The span in which Prefect's own server starts.
    assert Version("0.139") <= Version(chosen["fastapi"]) < Version("0.151")
