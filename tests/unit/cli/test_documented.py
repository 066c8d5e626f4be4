"""What the documents say of the calls and the settings is what the program says."""

import re

import pytest

from casework.settings import Settings
from cli.documenting import DOCS, DOCUMENTS, every_call, made
from cli.table import CALLS

CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^### `throughline ([a-z -]+?)(?: [\[A-Z].*)?`$", CLI, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_reference_is_as_the_program_says(document):
    written = (DOCS / document).read_text(encoding="utf-8")

    assert written == made(document, DOCUMENTS[document]()), "run `python -m cli.documenting`"


def test_every_call_has_its_heading_and_every_heading_its_call():
    assert sorted(HEADINGS) == sorted(name for name, _ in every_call())


def test_every_family_of_the_interface_is_there():
    promised = (
        *("serve", "demo", "clock", "doctor", "commands", "do", "journey", "board", "stuck"),
        *("due", "alerts", "when", "sweep", "scenario", "policy", "verify", "rebuild"),
        *("import", "export", "user", "agency", "team"),
    )

    assert [name for name in promised if name not in CALLS] == []


def test_every_call_says_what_it_does_and_every_option_what_it_means():
    silent = [name for name, command in every_call() if not command.help]
    silent += [
        f"{name} {parameter.name}"
        for name, command in every_call()
        for parameter in command.params
        if not parameter.help
    ]

    assert silent == []


def test_the_summary_in_the_list_is_short():
    assert [name for name, call in CALLS.items() if len(call.summary) > 70] == []


def test_doctor_lists_every_setting_and_hides_secrets(call, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_MAIL_PASSWORD", "open-sesame")

    listed = call("doctor", "--json").json["settings"]

    assert [each["name"] for each in listed] == [
        f"THROUGHLINE_{name.upper()}" for name in Settings.model_fields
    ]
    password = next(each for each in listed if each["name"] == "THROUGHLINE_MAIL_PASSWORD")
    assert password["source"] == "environment"
    assert password["value"] == "********"


def test_every_setting_says_what_it_is():
    assert [name for name, info in Settings.model_fields.items() if not info.description] == []
