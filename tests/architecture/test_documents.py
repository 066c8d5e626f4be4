"""The documents speak of what is there, and the glossary has every word of the code."""

import ast
import os
import re

import pytest

from tests.architecture.house import ROOT, files, python_files

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
DOCUMENTS = [name for name in files() if name.endswith(".md") and not name.startswith("tests/")]
DECISIONS = [name for name in DOCUMENTS if re.match(r"docs/decisions/\d{4}-", name)]


def code_in(document):
    return re.findall(r"`([^`\n]+)`", (ROOT / document).read_text())


def test_the_two_commands_of_the_readme_are_the_two_that_there_are():
    [block] = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL
    )
    assert [line.split("#")[0].strip() for line in block.splitlines()] == ["make demo", "make test"]
    assert {"demo", "test"} <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_names_only_make_targets_that_exist(document):
    text = (ROOT / document).read_text()
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named <= TARGETS


def test_every_target_a_person_may_run_says_what_it_does():
    people = {
        "help",
        "screenshots",
        "catalogue",
        "env",
        "demo",
        "test",
        "check",
        "bench",
        "lock",
        "traceability",
        "clean",
    }
    assert set(re.findall(r"^([a-z]+):.*## \S", MAKEFILE, re.MULTILINE)) == people


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_link_between_documents_leads_somewhere(document):
    text = (ROOT / document).read_text()
    targets = re.findall(r"\]\((?!\w+:)([^)#]+)\)", text)
    folder = (ROOT / document).parent
    assert [target for target in targets if not (folder / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_file_named_in_a_document_exists_once_its_room_does(document):
    paths = {p for p in code_in(document) if re.fullmatch(r"[\w.]+/[\w./-]+\.(py|md|toml)", p)}
    assert {
        p for p in paths if (ROOT / p.split("/")[0]).is_dir() and not (ROOT / p).exists()
    } == set()


def closed_words():
    """Every value of a closed list of words in `journey`, with the class it belongs to."""
    for name in python_files():
        if not name.startswith("journey/"):
            continue
        for node in ast.walk(ast.parse((ROOT / name).read_text())):
            if isinstance(node, ast.ClassDef) and "StrEnum" in {ast.unparse(b) for b in node.bases}:
                for line in node.body:
                    if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                        yield f"{name}: {node.name}", line.value.value


@pytest.mark.shows("Q13")
def test_every_word_of_the_code_stands_in_the_glossary():
    explained = set(re.findall(r"`([^`]+)`", GLOSSARY))
    missing = {f"{where}.{word}" for where, word in closed_words() if word not in explained}
    assert missing == set()


@pytest.mark.shows("Q13")
def test_the_glossary_explains_no_word_twice():
    # Outcomes are left out: they are named after what they open.
    sections = [
        part for part in re.split(r"^##+ ", GLOSSARY, flags=re.MULTILINE) if part[:8] != "Outcomes"
    ]
    cells = re.findall(r"^\| ([^|]+) \|", "\n".join(sections), re.MULTILINE)
    words = [word for cell in cells for word in cell.split(", ") if cell not in {"word", "code"}]
    assert len(words) > 100
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_says_context_decision_and_consequence_on_a_page(decision):
    text = (ROOT / decision).read_text()
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequence"]
    assert len(text.split()) < 600
    assert decision.split("/")[-1] in (ROOT / "docs/decisions/README.md").read_text()


@pytest.mark.parametrize("script", [".ci/run", "tools/system_packages"])
def test_a_script_can_be_run_from_a_clean_checkout(script):
    assert os.access(ROOT / script, os.X_OK)


def test_the_build_server_runs_what_a_person_runs():
    assert (ROOT / ".ci/run").read_text().rstrip().endswith("exec make test")
