"""Every scenario of this folder is played to its end, as `throughline scenario run` plays it.

They are what practice leads read: how a journey should go, requirement by requirement, with the
founding documents' own cases among them.
"""

import re
from pathlib import Path

import pytest

from models import log
from models.projections import rebuild
from models.store import Store
from simulation.scenario.parsing import parse
from simulation.scenario.playing import play

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
REQUIREMENT = re.compile(r"[CDEMPQ]\d{1,2}")

# What the episodes up to the plan can show; the others belong to later episodes.
SHOWN = (
    *("C1", "C2", "C3", "C4", "C5", "C6", "C8", "C9", "C10", "C11"),
    *("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10"),
    *("D1", "D2", "D3", "D4", "D5", "D6", "E1", "E2", "E3", "E4", "P1"),
    *("P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"),
    *("Q1", "Q2", "Q3", "Q11", "Q12"),
)


def scenario(file):
    return parse(file.read_text(encoding="utf-8"), file.name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scenario_goes_as_it_says_and_leaves_a_whole_record(file, tmp_path):
    run = play(scenario(file), folder=tmp_path)

    assert run.failure is None, f"{file.name}: {run.failure}"
    store = Store.open(f"sqlite:///{tmp_path / 'scenario.sqlite'}")
    with store.read() as session:
        verified = log.verify(session)
    assert verified.whole, verified.first_fault
    assert rebuild(store, check=True).differences == []
    store.close()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scenario_names_what_it_shows_and_where_it_comes_from(file):
    read = scenario(file)

    assert read.title
    assert read.source
    assert read.requirements
    assert [each for each in read.requirements if not REQUIREMENT.fullmatch(each)] == []


def test_there_are_at_least_twenty_eight_of_them():
    assert len(FILES) >= 28


@pytest.mark.parametrize("requirement", SHOWN)
def test_each_requirement_of_these_episodes_has_a_scenario(requirement):
    shown = [file.name for file in FILES if requirement in scenario(file).requirements]

    assert shown, f"no scenario shows {requirement}"


@pytest.mark.parametrize(
    ("case", "file"),
    [
        ("the twelve research cases", "jersey-2015-the-twelve-research-cases"),
        (
            "the closure for the timescale's sake",
            "a-referral-is-not-closed-for-the-timescales-sake",
        ),
        (
            "consent by a father without parental responsibility",
            "consent-by-a-father-without-parental-responsibility",
        ),
        ("the referrer never told", "a-referrer-who-was-never-told-blocks-closing"),
        (
            "the limited research that nobody could ask for",
            "limited-research-asks-the-agencies-that-matter",
        ),
    ],
)
def test_the_founding_documents_own_cases_are_among_them(case, file):
    found = scenario(FOLDER / f"{file}.yaml")

    assert (found.source or "").startswith("Jersey 2015"), case
