"""docs/scenarios.md names every key there is, and its example goes as it says."""

import re
from pathlib import Path

import pytest

from simulation.scenario import checks, parsing
from simulation.scenario.parsing import parse
from simulation.scenario.playing import play

DOCUMENT = (Path(__file__).parents[3] / "docs" / "scenarios.md").read_text(encoding="utf-8")


def keys_under(heading):
    section = re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)
    (text,) = [each for each in section if each.startswith(heading)]
    first = re.split(r"\n\n(?!\|)", text.partition("|---|---|")[2])[0]
    cells = re.findall(r"^\| (.*?) \|", first, re.MULTILINE)
    return {key for cell in cells for key in re.findall(r"`([\w-]+)`", cell)}


@pytest.mark.parametrize(
    ("heading", "known"),
    [("The whole", parsing._WHOLE), ("A step", parsing._STEP), ("A check", checks._KEYS)],
)
def test_every_key_is_documented_and_every_documented_key_is_known(heading, known):
    assert keys_under(heading) == set(known)


def test_the_example_goes_as_it_says(tmp_path):
    example = re.search(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)[1]

    assert play(parse(example, "example.yaml"), folder=tmp_path).failure is None
