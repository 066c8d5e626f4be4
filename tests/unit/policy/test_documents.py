"""The guide for practice leads names every key that the files know."""

from pathlib import Path

import pytest

from journey.ladders import Action, Recipient
from journey.policy import Owes
from journey.timescales import Unit
from policy import written
from policy.calendars import PLACES
from policy.soundness import TEMPLATES

GUIDE = (Path(__file__).parents[3] / "docs" / "policy.md").read_text(encoding="utf-8")
TABLES = [
    written.WrittenProfile,
    written.WrittenHub,
    written.WrittenClosing,
    written.WrittenTimescale,
    written.WrittenLadder,
    written.WrittenRung,
    written.WrittenObligation,
    written.WrittenProFormas,
    written.WrittenProForma,
    written.WrittenSection,
    written.WrittenCodes,
    written.WrittenCodeList,
    written.WrittenCode,
    written.WrittenReferralSource,
    written.WrittenAgencies,
    written.WrittenAgency,
]
KEYS = sorted({(table.__name__, key) for table in TABLES for key in table.model_fields})


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_the_guide_explains_each_key(table, key):
    assert any(form in GUIDE for form in (f"`{key}`", f"[[{key}]]", f"[{key}]")), f"{table}.{key}"


@pytest.mark.parametrize("word", [*Unit, *Action, *Recipient, *Owes, *PLACES, *sorted(TEMPLATES)])
def test_the_guide_names_each_word_that_may_be_written(word):
    assert str(word) in GUIDE
