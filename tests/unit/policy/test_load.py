"""Loading gives a whole rulebook or none."""

from datetime import UTC, date, datetime, time

import pytest

from journey.errors import UnknownKeyError
from journey.policy import Agency
from policy.check import SHIPPED
from policy.faults import UnsoundPolicyError
from policy.load import load_rulebook
from tests.unit.policy.folders import changed, copy_of_shipped, own_profile

OWN = """
key = "my-hub"
version = {version}
title = "My hub"
effective = {effective}
nation = "wales"
extends = "england-2023@1"

[hub]
opens = 08:30:00
closes = 16:30:00
closed = [{{ first = 2026-12-24, why = "Christmas Eve" }}]

[[timescale]]
key = "research_red"
starts_on = "research requested"
limit = 3
unit = "hours"
completes_on = "reply received"
authority = "My hub's protocol"
checked = true
"""


def own_hub(folder, **values):
    return own_profile(folder, OWN.format(**{"version": 1, "effective": "2026-01-01"} | values))


def test_the_product_works_under_working_together_2023_unless_told_otherwise():
    rulebook = load_rulebook()
    assert rulebook.in_force(datetime(2026, 5, 1, tzinfo=UTC)).id == "england-2023@1"


def test_an_unknown_profile_in_use_is_an_error_that_names_the_known_ones():
    with pytest.raises(UnknownKeyError, match="england-2010, england-2023, jersey-2015"):
        load_rulebook(in_use="england-1066")


def test_the_groundwork_cannot_be_worked_under():
    with pytest.raises(UnknownKeyError, match="every-hub"):
        load_rulebook(in_use="every-hub")


def test_a_profile_with_a_gap_is_refused_and_named(tmp_path):
    folder = changed(
        tmp_path, "profiles/england-2023.toml", 'key = "research_amber"', 'key = "research_ochre"'
    )
    with pytest.raises(UnsoundPolicyError) as refused:
        load_rulebook(folder)
    [fault] = [f for f in refused.value.faults if f.where.startswith("england-2023.toml")]
    assert fault.what == "there is no timescale 'research_amber'"


def test_a_hub_needs_to_write_only_what_is_its_own(tmp_path):
    rules = load_rulebook(own_hub(tmp_path), in_use="my-hub").profile("my-hub@1")
    assert rules.timescale("research_red").limit == 3
    assert rules.timescale("research_amber").authority == (
        "taken over from England, Working Together 2023: confirm locally"
    )
    assert rules.nation == "wales"
    assert (rules.calendar.opens, rules.calendar.closes) == (time(8, 30), time(16, 30))
    assert rules.calendar.why_closed(date(2026, 12, 24)) == "Christmas Eve"
    assert rules.calendar.why_closed(date(2026, 12, 25)) == "Christmas Day"


def test_hub_hours_that_are_not_stated_are_inherited():
    calendar = load_rulebook().profile("jersey-2015@1").calendar
    assert (calendar.opens, calendar.closes) == (time(9), time(17))


def test_a_hub_without_agencies_of_its_own_has_the_invented_ones(tmp_path):
    assert "police" in load_rulebook(own_hub(tmp_path), in_use="my-hub").agencies


def test_agencies_can_come_from_elsewhere():
    mine = {
        "police": Agency(key="police", name="Police", kind="police", email="desk@police.example")
    }
    assert load_rulebook(agencies=mine).agencies == mine


def test_the_shipped_profiles_stay_beside_a_hubs_own(tmp_path):
    assert sorted(load_rulebook(own_hub(tmp_path), in_use="my-hub").profiles) == [
        "england-2010@1",
        "england-2023@1",
        "jersey-2015@1",
        "lontown-2009@1",
        "merton-brag@1",
        "my-hub@1",
    ]


def test_new_episodes_begin_under_the_version_in_force_that_day(tmp_path):
    own_hub(tmp_path)
    own_profile(tmp_path, OWN.format(version=2, effective="2026-07-01"), name="my-hub@2.toml")
    rulebook = load_rulebook(tmp_path, in_use="my-hub")
    assert rulebook.in_force(datetime(2026, 6, 30, 22, 59, tzinfo=UTC)).id == "my-hub@1"
    assert rulebook.in_force(datetime(2026, 6, 30, 23, 0, tzinfo=UTC)).id == "my-hub@2"


def test_a_changed_file_is_read_again(tmp_path):
    load_rulebook(own_hub(tmp_path), in_use="my-hub")
    own_profile(
        tmp_path, OWN.format(version=1, effective="2026-01-01").replace("limit = 3", "limit = 12")
    )
    assert (
        load_rulebook(tmp_path, in_use="my-hub").profile("my-hub@1").timescale("research_red").limit
        == 12
    )


def test_an_unchanged_folder_is_read_once():
    assert load_rulebook().profiles is load_rulebook(SHIPPED, in_use="jersey-2015").profiles


def test_a_profile_is_made_once():
    rulebook = load_rulebook()
    assert rulebook.profile("england-2023@1") is rulebook.profile("england-2023@1")


def test_a_copy_of_the_shipped_rules_gives_the_same_rules(tmp_path):
    copied, shipped = load_rulebook(copy_of_shipped(tmp_path)), load_rulebook()
    assert {key: rules.rules for key, rules in copied.profiles.items()} == {
        key: rules.rules for key, rules in shipped.profiles.items()
    }
