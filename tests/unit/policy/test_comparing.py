"""Profiles side by side, and the files that they stand in."""

from dataclasses import replace

from policy.comparing import Difference, compare
from policy.load import load_rulebook
from policy.sources import sources

RULEBOOK = load_rulebook()
ENGLAND = RULEBOOK.profile("england-2023@1")


def test_a_profile_does_not_differ_from_itself():
    assert compare(ENGLAND, ENGLAND) == ()


def test_a_limit_that_differs_is_said_on_both_sides_with_both_authorities():
    row = ENGLAND.timescale("research_red")
    changed = replace(row, limit=2, authority="Our protocol, section 4")
    other = replace(ENGLAND, timescales={**ENGLAND.timescales, "research_red": changed})
    [found] = compare(ENGLAND, other)
    assert found == Difference(
        kind="limit",
        key="research_red",
        name="research red",
        left=("4 hours", "from research requested, to reply received", "checked"),
        right=("2 hours", "from research requested, to reply received", "checked"),
        left_source=row.authority,
        right_source="Our protocol, section 4",
    )


def test_a_limit_that_one_side_lacks_leaves_that_side_empty():
    lacking = {key: row for key, row in ENGLAND.timescales.items() if key != "closure"}
    [found] = compare(ENGLAND, replace(ENGLAND, timescales=lacking))
    assert (found.key, found.right, found.right_source) == ("closure", (), "")


def test_a_limit_stands_in_the_file_that_states_it():
    found = sources()
    assert found["england-2023@1"].file == "profiles/england-2023.toml"
    assert found["england-2023@1"].shipped
    assert found["jersey-2015@1"].builds_on == "england-2010@1"
    assert found["england-2023@1"].limits["research_red"] == "england-2023.toml"
    assert found["jersey-2015@1"].limits["research_red"] == "england-2023.toml"
    assert found["merton-brag@1"].limits["research_red"] == "merton-brag.toml"
    assert "every-hub@1" not in found
