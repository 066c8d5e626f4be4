"""What may stand in a file of the house, whatever its kind."""

import re

import pytest

from tests.architecture.house import ROOT, files, text_of

# A person's or a build machine's own folders, an address to fetch packages from, and the places
# where tools write such addresses down.
OF_ONE_MACHINE = re.compile(
    r"""
      (?<![\w.])/(?:root|home|Users)/[\w.]   # somebody's folder
    | (?<![\w.])/work/(?:main|shared)\b
    | [A-Z]:\\\\?Users\\
    | file:///[\w.]
    | ://[^\s"'`]*/simple\b                  # a package index
    | (?:index-url|find-links|index_url)["']?\s*[=:\s]\s*["']?[\w+]+:/
    | "resolved"\s*:
    | ://(?:files\.|registry\.)?(?:pypi\.|pythonhosted\.|npmjs\.|yarnpkg\.)
    """,
    re.VERBOSE,
)

MOST_LINES = 500
LONGER_FOR_A_REASON = {
    "docs/cli.md": "written by `python -m cli.documenting`: a part for each call",
    "requirements.lock": "written by `make lock`, and read by programs",
    "docs/traceability.md": "written by `make traceability`: a line for each test that shows something",
}


def machine_marks(text):
    return [
        f"line {number}: {found.group(0)}"
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := OF_ONE_MACHINE.search(line))
    ]


def test_no_file_names_a_package_index_or_a_folder_of_one_machine():
    found = {name: machine_marks(text) for name in files() if (text := text_of(name)) is not None}
    assert {name: marks for name, marks in found.items() if marks} == {}


@pytest.mark.parametrize(
    "line",
    [
        "see /ro" + "ot/.cache",
        "cd /ho" + "me/jane/throughline",
        "path = '/work" + "/main'",
        "--index" + "-url https://packages.example/some",
        "see https://packages.example" + "/simple/prefect/",
        "index" + "-url = https://packages.example/",
        "--find" + "-links=https://packages.example/",
        "fi" + "le:///opt/wheels",
        '"resol' + 'ved": "https://packages.example/htmx.tgz"',
        "https://py" + "pi.org/project/prefect",
        "https://registry.np" + "mjs.org/htmx.org",
    ],
)
def test_an_address_or_a_folder_of_one_machine_is_found(line):
    assert machine_marks(line) != []


@pytest.mark.parametrize(
    "line",
    [
        "#!/usr/bin/env bash",
        "uv pip compile --no-emit-index-url --extra dev",
        "http://127.0.0.1:8400/work/mine",
        "/usr/lib/postgresql/15/bin/initdb",
        "ways of /work with families",
    ],
)
def test_what_every_machine_has_is_not_found(line):
    assert machine_marks(line) == []


def lines_of(name):
    return len((text_of(name) or "").splitlines())


def test_a_file_has_at_most_500_lines_or_a_reason():
    long = {name: lines_of(name) for name in files() if lines_of(name) > MOST_LINES}
    assert {name: lines for name, lines in long.items() if name not in LONGER_FOR_A_REASON} == {}


@pytest.mark.parametrize("name", LONGER_FOR_A_REASON)
def test_a_file_with_a_reason_to_be_long_is_still_long(name):
    assert (ROOT / name).is_file()
    assert lines_of(name) > MOST_LINES
