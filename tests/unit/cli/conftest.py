"""A shell of its own for each test: a fresh data folder, no settings, and `call` to run in it."""

import json
import logging
import os
import shutil
from dataclasses import dataclass

import pytest
import structlog
from typer.testing import CliRunner

from casework.hub import open_hub
from casework.settings import Settings
from cli.main import app

CONTACT = """\
child: {name: Lee Example, born: 2017-05-04}
referrer: {kind: school, agency: school-alder-bank, name: Example Teacher}
reason: The school saw bruises.
concerns: [{category: physical, description: Bruises on both arms.}]
"""


@dataclass
class Came:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A migrated database that knows nobody, made once."""
    file = tmp_path_factory.mktemp("database") / "throughline.sqlite"
    settings = Settings.model_construct(database_url=f"sqlite:///{file}")
    open_hub(settings).store.close()
    return file


@pytest.fixture
def database(empty_database, tmp_path, monkeypatch):
    """The database that calls of this test use, on a Monday morning, and no other setting."""
    for name in [each for each in os.environ if each.startswith("THROUGHLINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("THROUGHLINE_ENV", "test")
    monkeypatch.setenv("THROUGHLINE_NOW", "2025-09-01T09:00:00+01:00")
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "throughline.sqlite"
    shutil.copy(empty_database, file)
    monkeypatch.setenv("THROUGHLINE_DATABASE_URL", f"sqlite:///{file}")
    return file


@pytest.fixture
def call(database):
    """Run one call and return its exit code, its results, and what it wrote beside them."""
    del database
    handlers = list(logging.getLogger().handlers)
    level = logging.getLogger().level

    def run(*args, stdin=None):
        done = CliRunner().invoke(app, [str(each) for each in args], input=stdin)
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return Came(done.exit_code, done.stdout, done.stderr)

    yield run
    # The calls set the logs up for their own standard error, which is gone now.
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def staffed(call):
    """As `call`, with carla (coordinator), amina and ben (managers) and police-desk there."""
    for name, role, *more in (
        ("carla", "coordinator"),
        ("amina", "manager"),
        ("ben", "manager"),
        ("police-desk", "partner", "--agency", "police"),
    ):
        assert call("user", "add", name, "--role", role, *more).code == 0
    return call


@pytest.fixture
def journey(staffed, tmp_path):
    """The reference of a journey that has just begun."""
    file = tmp_path / "contact.yaml"
    file.write_text(CONTACT, encoding="utf-8")
    came = staffed("do", "receive-contact", "--as", "carla", "--with", file, "--json")
    assert came.code == 0
    return came.json["reference"]
