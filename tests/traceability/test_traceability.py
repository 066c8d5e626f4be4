"""Where each requirement is shown is made from the marks, and is as new as they are."""

import re

import pytest

from tools import traceability
from tools.traceability import DOCUMENT, Showing, document, groups, showings

ASKED = [requirement for group in groups() for requirement in group.asks]
NAMED = showings()

# The rows that the whole pathway is to show, from strategy discussion to plan and back out.
WHOLE_PATHWAY = (
    *("D1", "D2", "D3", "D4", "D5", "D6", "E1", "E2", "E3", "E4"),
    *("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"),
    *("C8", "C10", "C11", "Q1", "Q2", "Q11", "Q12", "Q13"),
)


def test_the_document_is_as_new_as_the_marks():
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run `make traceability`"


def test_every_id_that_a_test_or_a_scenario_names_is_asked_for():
    assert sorted({each.requirement for each in NAMED} - set(ASKED)) == []


def test_an_id_is_asked_for_once_and_says_what_it_asks():
    assert len(ASKED) == len(set(ASKED)) == 53
    assert [each for each in ASKED if not re.fullmatch(r"[CDEMPQ]\d{1,2}", each)] == []


@pytest.mark.parametrize("requirement", WHOLE_PATHWAY)
def test_each_row_of_the_whole_pathway_is_shown(requirement):
    assert [each.place for each in NAMED if each.requirement == requirement]


def test_marks_on_a_test_on_a_file_and_in_a_list_are_all_read():
    source = """
import pytest
pytestmark = [pytest.mark.slow, pytest.mark.shows("Q11")]
@pytest.mark.shows("C4", "C5")
def test_one(): ...
def test_two(): ...
"""
    assert list(traceability._of_tests(source, "tests/test_x.py")) == [
        Showing("Q11", "tests/test_x.py::test_one", "One"),
        Showing("C4", "tests/test_x.py::test_one", "One"),
        Showing("C5", "tests/test_x.py::test_one", "One"),
        Showing("Q11", "tests/test_x.py::test_two", "Two"),
    ]
