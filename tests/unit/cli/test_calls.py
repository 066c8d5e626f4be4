"""The entry: where `--json` may stand, how a wrong line is answered, what is imported when."""

import json
import subprocess
import sys

import pytest

from cli.table import CALLS


@pytest.mark.parametrize(
    "line",
    [
        ("--json", "policy", "list"),
        ("policy", "--json", "list"),
        ("policy", "list", "--json"),
    ],
)
def test_json_may_be_asked_for_anywhere_on_the_line(call, line):
    came = call(*line)

    assert came.code == 0
    assert "england-2023@1" in [each["id"] for each in came.json]


def test_without_it_the_same_is_a_table(call):
    came = call("policy", "list")

    assert "england-2023@1" in came.out
    with pytest.raises(json.JSONDecodeError):
        json.loads(came.out)


def test_an_unknown_call_is_bad_input(call):
    came = call("fly", "--json")

    assert came.code == 2
    assert came.json["faults"][0]["what"] == "No such command 'fly'."


def test_an_unknown_option_is_bad_input(call):
    came = call("sweep", "--gently")

    assert came.code == 2
    assert came.out == ""
    assert "--gently" in came.err


def test_a_missing_argument_is_bad_input(call):
    came = call("do", "--json")

    assert came.code == 2
    assert came.json["faults"][0]["where"] == "command"


def test_the_help_lists_every_call(call):
    came = call("--help")

    assert came.code == 0
    assert [name for name in CALLS if name not in came.out] == []


def test_an_unsettable_setting_is_bad_input_named_as_it_is_set(call, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_PORT", "harbour")

    came = call("sweep", "--json")

    assert came.code == 2
    assert came.json["faults"][0]["where"] == "THROUGHLINE_PORT"


def test_a_pretended_time_is_refused_where_children_are_real(call, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_ENV", "production")

    came = call("due")

    assert came.code == 2
    assert "THROUGHLINE_NOW" in came.err


@pytest.mark.parametrize("line", [["--help"], ["--version"]])
def test_help_waits_for_no_database_driver(line):
    script = (
        "import sys\n"
        "from cli.main import app\n"
        "try:\n"
        f"    app({line})\n"
        "except SystemExit:\n"
        "    pass\n"
        "heavy = {'sqlalchemy', 'pydantic', 'casework', 'prefect', 'uvicorn'}\n"
        "sys.exit(str(sorted(heavy & set(sys.modules))) if heavy & set(sys.modules) else 0)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr


def test_what_somebody_stops_reading_is_no_fault(database):
    del database
    pipe = f"{sys.executable} -m cli commands --json | head -c 10"

    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", pipe],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout.startswith("[")
