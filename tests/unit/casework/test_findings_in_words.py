"""A finding is called by words that a person reads, the same everywhere."""

from pathlib import Path

import pytest

from casework.wording.findings import FINDINGS, finding_in_words
from journey.terms import Finding

GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"


def test_each_finding_has_words_of_its_own():
    assert set(FINDINGS) == set(Finding)
    assert len(set(FINDINGS.values())) == len(FINDINGS)


def test_a_child_is_never_called_orphaned():
    assert finding_in_words("orphaned") == "Nobody has it"


@pytest.mark.shows("Q13")
@pytest.mark.parametrize("finding", Finding)
def test_the_glossary_has_the_same_words(finding):
    assert f"| {FINDINGS[finding].lower()} | `{finding}` |" in GLOSSARY.read_text("utf-8")
