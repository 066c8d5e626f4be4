"""The arrows of ARCHITECTURE.md hold, and each of them can break.

The contracts stand in `pyproject.toml`.  They are read from there and run on a copy, so that what
is proved is what `make check` runs.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import PROJECT, ROOT, contract_packages, python_files

CONTRACTS = [contract["id"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]

# The contract, the room whose file is changed, and the import that it gets.
BAD_IMPORTS = [
    ("rooms", "journey", "import policy.probe"),
    ("rooms", "journey", "import models.probe"),
    ("rooms", "policy", "import models.probe"),
    ("rooms", "models", "import policy.probe"),
    ("rooms", "models", "import casework.probe"),
    ("rooms", "casework", "import tasks.probe"),
    ("rooms", "tasks", "import flows.probe"),
    ("rooms", "flows", "import deployments.probe"),
    ("rooms", "casework", "import web.probe"),
    ("rooms", "web", "import simulation.probe"),
    ("rooms", "deployments", "import cli.probe"),
    ("prefect", "casework", "from prefect import flow"),
    ("prefect", "web", "import prefect.client"),
    ("pages", "web", "from flows import probe"),
    ("pages", "web", "from tasks import probe"),
    ("database", "casework", "from sqlmodel import Session"),
    ("database", "web", "import sqlalchemy.orm"),
    ("database", "deployments", "import sqlite3"),
]


@pytest.fixture
def house(tmp_path):
    """The rooms with one empty file each, under the contracts of the real house."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in contract_packages():
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
        (tmp_path / package / "probe.py").touch()
    return tmp_path


def lint_imports(house: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [argument for contract in contracts for argument in ("--contract", contract)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", *chosen],
        cwd=house, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_empty_house_keeps_every_contract(house):
    result = lint_imports(house)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in result.stdout


@pytest.mark.parametrize(("contract", "room", "bad_import"), BAD_IMPORTS)
def test_a_contract_breaks_on_an_import_against_its_arrow(house, contract, room, bad_import):
    (house / room / "probe.py").write_text(bad_import + "\n")
    result = lint_imports(house, contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "Contracts: 0 kept, 1 broken." in result.stdout
    assert f"{room}.probe" in result.stdout


def test_every_contract_is_broken_by_some_example():
    assert {contract for contract, _, _ in BAD_IMPORTS} == set(CONTRACTS)


def test_the_house_as_it_stands_keeps_every_contract(house):
    for name in python_files():
        if name.split("/")[0] in contract_packages():
            (house / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, house / name)
    result = lint_imports(house)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in result.stdout


def test_every_room_is_under_the_contracts_and_is_shipped():
    rooms = {name.split("/")[0] for name in python_files() if name.endswith("/__init__.py")}
    rooms -= {"tests", "tools", "bench"}
    assert rooms - set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == set()
    assert rooms - {*contract_packages(), "migrations"} == set()
