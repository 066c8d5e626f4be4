"""Each thing that `policy check` refuses, with its place and its remedy."""

import pytest

from policy.check import Fault, check
from tests.unit.policy.folders import changed, copy_of_shipped, faults, own_profile

HUB = "profiles/every-hub.toml"
ENGLAND = "profiles/england-2023.toml"
JERSEY = "profiles/jersey-2015.toml"


def test_an_untouched_copy_has_no_faults(tmp_path):
    assert check(copy_of_shipped(tmp_path)) == []


GAPS = {
    "a rating without its limit": (
        ENGLAND,
        'key = "research_amber"',
        'key = "research_ochre"',
        "england-2023.toml, obligation 'research-reply', timescale: there is no timescale 'research_amber'",
    ),
    "a rating without its ladder": (
        HUB,
        'key = "research_green"',
        'key = "research_ochre"',
        "england-2023.toml, obligation 'research-reply', ladder: there is no ladder 'research_green'",
    ),
    "an obligation whose limit is missing": (
        HUB,
        'timescale = "decision_two"',
        'timescale = "decision_three"',
        "obligation 'decision-two', timescale: there is no timescale 'decision_three'",
    ),
    "an obligation whose ladder is missing": (
        HUB,
        'ladder = "strategy"',
        'ladder = "staircase"',
        "obligation 'strategy-discussion', ladder: there is no ladder 'staircase'",
    ),
    "a limit left out that an obligation needs": (
        JERSEY,
        'extends = "england-2010@1"',
        'extends = "england-2010@1"\nleaves_out = ["contact_decision"]',
        "jersey-2015.toml, obligation 'contact-decision', timescale: there is no timescale 'contact_decision'",
    ),
    "an episode that begins without a clock": (
        HUB,
        'opens_on = ["closure opened"]',
        'opens_on = ["journey reopened"]',
        "england-2023.toml, obligation: a closure begins and no clock starts",
    ),
    "a journey that could be left with nothing owed": (
        HUB,
        "recurring = true",
        "recurring = false",
        "after 'contact received' a journey could be left with nothing owed",
    ),
    "a concern that calls for nobody": (
        HUB,
        'exploitation = ["social-care-records", "police", "health", "school", "youth-justice"]\n',
        "",
        "england-2023.toml, needs: nothing is said of concerns about exploitation",
    ),
    "a ladder that ends": (
        HUB,
        'to = ["agency_manager", "senior_manager"], template = "escalate", repeat = "12 hours" }',
        'to = ["agency_manager", "senior_manager"], template = "escalate" }',
        "every-hub.toml, ladder 'research_red': its last rung does not repeat",
    ),
    "a limit that starts on no moment": (
        HUB,
        'starts_on = "closure opened"',
        'starts_on = "somebody feels like it"',
        "obligation 'closure', timescale: 'closure' starts on 'somebody feels like it', which is no moment",
    ),
}


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_is_refused(tmp_path, gap):
    file, old, new, said = GAPS[gap]
    assert any(said in fault for fault in faults(changed(tmp_path, file, old, new)))


UNKNOWN = {
    "a misspelt key": (
        ENGLAND,
        'key = "cin_visit"',
        'kee = "cin_visit"',
        "kee: nobody knows this key. Expected: one of key, limit, unit, authority",
    ),
    "a misspelt table": (
        JERSEY,
        'title = "Jersey 2015"',
        'title = "Jersey 2015"\ntimescales = 3',
        "jersey-2015.toml, timescales: nobody knows this key. Expected: one of key, version, title",
    ),
    "an unknown moment": (
        HUB,
        'meets_on = ["journey closed"]',
        'meets_on = ["journey shut"]',
        "obligation 'closure', meets_on: nobody knows the moment 'journey shut'",
    ),
    "an unknown moment that makes moot": (
        HUB,
        'moot_on = ["research requested"]',
        'moot_on = ["research wished for"]',
        "obligation 'decision-two', moot_on: nobody knows the moment 'research wished for'",
    ),
    "an unknown recipient": (
        HUB,
        'to = ["owed_by", "coordinator"]',
        'to = ["owed_by", "tea_maker"]',
        "ladder 'strategy', rungs 2, to 2: it says 'tea_maker'. Expected: 'owed_by', 'deputy'",
    ),
    "an unknown instant of a rung": (
        HUB,
        'at = "due - 4 hub_hours"',
        'at = "due minus 4"',
        'ladder \'research_green\', rungs 3, at: it says \'due minus 4\'. Expected: "start", "half" or "due"',
    ),
    "an unknown unit of a rung": (
        HUB,
        'at = "due - 4 hub_hours"',
        'at = "due - 4 moons"',
        "Expected: a unit out of hours, hub_hours, working_days",
    ),
    "an unknown wording": (
        HUB,
        'to = ["owed_by", "coordinator"], template = "remind"',
        'to = ["owed_by", "coordinator"], template = "sing"',
        "ladder 'strategy', rungs 2, template: there is no wording 'sing'",
    ),
    "an unknown kind of agency": (
        HUB,
        'emotional = ["social-care-records", "health"',
        'emotional = ["social-care-records", "healht"',
        "every-hub.toml, needs, emotional: nobody knows the kind of agency 'healht'",
    ),
    "an unknown category": (
        HUB,
        "neglect = [",
        "neglegt = [",
        "every-hub.toml, needs, neglegt: nobody knows this category",
    ),
    "an unknown nation": (
        JERSEY,
        'nation = "jersey"',
        'nation = "guernsey"',
        "jersey-2015.toml, nation: it says 'guernsey'. Expected: one of england, wales",
    ),
    "an unknown base": (
        JERSEY,
        'extends = "england-2010@1"',
        'extends = "england-2011@1"',
        "jersey-2015.toml, extends: there is no profile england-2011@1",
    ),
    "something left out that is not there": (
        "profiles/england-2010.toml",
        'leaves_out = ["assessment"]',
        'leaves_out = ["assesment"]',
        "england-2010.toml, leaves_out: nothing inherited is called 'assesment'",
    ),
    "braces that nothing fills": (
        HUB,
        'ladder = "research_{rating}"',
        'ladder = "research_{colour}"',
        "obligation 'research-reply', ladder: it says 'research_{colour}'. Expected: no braces but {rating}",
    ),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_word_that_nobody_knows_is_refused(tmp_path, name):
    file, old, new, said = UNKNOWN[name]
    assert any(said in fault for fault in faults(changed(tmp_path, file, old, new)))


def lontown(tmp_path, old, new):
    return faults(changed(tmp_path, "profiles/lontown-2009.toml", old, new))


def test_a_limit_without_authority_is_refused(tmp_path):
    [said] = lontown(
        tmp_path,
        'limit = 7\nunit = "working_days"\ncompletes_on = "assessment completed"\nauthority = "Working Together 2006"\n',
        'limit = 7\nunit = "working_days"\ncompletes_on = "assessment completed"\n',
    )
    assert said == (
        "lontown-2009.toml, timescale 'initial_assessment', authority: it is missing. "
        "Expected: every table of this kind states it"
    )


def test_an_empty_authority_is_no_authority(tmp_path):
    [said] = lontown(
        tmp_path,
        'unit = "hours"\ncompletes_on = "discussion held"\nauthority = "Lontown report"',
        'unit = "hours"\ncompletes_on = "discussion held"\nauthority = "  "',
    )
    assert said.startswith(
        "lontown-2009.toml, timescale 'strategy_discussion', authority: it says '  '"
    )


def test_a_limit_in_quotes_is_refused(tmp_path):
    [said] = lontown(tmp_path, "limit = 7", 'limit = "7"')
    assert (
        said
        == "lontown-2009.toml, timescale 'initial_assessment', limit: it says '7'. Expected: a valid integer"
    )


def test_a_limit_of_nothing_is_refused(tmp_path):
    [said] = lontown(tmp_path, "limit = 7", "limit = 0")
    assert said == (
        "lontown-2009.toml, timescale 'initial_assessment', limit: it says 0. "
        "Expected: greater than or equal to 1"
    )


def test_a_unit_that_nobody_counts_in_is_refused(tmp_path):
    [said] = lontown(tmp_path, 'unit = "weeks"', 'unit = "moons"')
    assert (
        "timescale 'protection_visit', unit: it says 'moons'. Expected: 'hours', 'hub_hours'"
        in said
    )


def test_a_warning_without_a_unit_is_refused(tmp_path):
    [said] = lontown(tmp_path, 'warn_before = "4 hours"', 'warn_before = "4"')
    assert said == (
        "lontown-2009.toml, timescale 'strategy_discussion', warn_before: it says '4'. "
        'Expected: hours or days, such as "4 hours"'
    )


def test_the_same_limit_twice_in_one_profile_is_refused(tmp_path):
    said = lontown(tmp_path, 'key = "core_assessment"', 'key = "strategy_discussion"')
    assert (
        "lontown-2009.toml, timescale 'strategy_discussion': it stands there twice. "
        "Expected: each key once"
    ) in said


def test_a_hyphen_does_not_hide_that_a_limit_stands_there_twice(tmp_path):
    said = lontown(tmp_path, 'key = "core_assessment"', 'key = "strategy-discussion"')
    assert any("timescale 'strategy_discussion': it stands there twice" in fault for fault in said)


def test_a_fault_is_told_once_however_many_profiles_inherit_it(tmp_path):
    folder = changed(tmp_path, HUB, 'meets_on = ["journey closed"]', 'meets_on = ["journey shut"]')
    assert [fault.where for fault in check(folder)] == [
        "every-hub.toml, obligation 'closure', meets_on"
    ]


def test_a_ladder_that_contradicts_itself_is_refused(tmp_path):
    folder = changed(
        tmp_path, HUB, '{ at = "due - 4 hub_hours", action', '{ at = "half - 4 hub_hours", action'
    )
    assert (
        "every-hub.toml, ladder 'research_green': rung 2: only due can be counted back from. "
        "Expected: see docs/policy.md"
    ) in faults(folder)


def test_a_moment_cannot_open_and_meet_the_same_obligation(tmp_path):
    folder = changed(
        tmp_path,
        HUB,
        'meets_on = ["discussion held"]',
        'meets_on = ["strategy discussion decided"]',
    )
    assert (
        "every-hub.toml, obligation 'strategy-discussion': 'strategy discussion decided' both opens and meets it. "
        "Expected: two different moments"
    ) in faults(folder)


def test_what_the_hub_owes_itself_cannot_climb_an_agencys_ladder(tmp_path):
    folder = changed(tmp_path, HUB, 'ladder = "strategy"', 'ladder = "research_red"')
    said = "obligation 'strategy-discussion', ladder: it tells the deputy, and manager has none"
    assert any(said in fault for fault in faults(folder))


NEXT = """
key = "jersey-2015"
version = {version}
title = "Jersey again"
effective = {effective}
nation = "jersey"
extends = "jersey-2015@1"
"""


def test_two_versions_of_one_profile_cannot_begin_on_one_day(tmp_path):
    folder = own_profile(copy_of_shipped(tmp_path), NEXT.format(version=2, effective="2015-01-01"))
    [said] = faults(folder)
    assert said == (
        "my-hub.toml, effective: jersey-2015@2 and jersey-2015@1 both begin on 2015-01-01. "
        "Expected: one version in force on each day"
    )


def test_a_later_version_cannot_begin_before_an_earlier_one(tmp_path):
    folder = own_profile(copy_of_shipped(tmp_path), NEXT.format(version=2, effective="2014-06-01"))
    [said] = faults(folder)
    assert said == (
        "my-hub.toml, effective: jersey-2015@2 begins on 2014-06-01, before jersey-2015@1 does. "
        "Expected: a day after 2015-01-01"
    )


def test_a_later_version_may_begin_later(tmp_path):
    folder = own_profile(copy_of_shipped(tmp_path), NEXT.format(version=2, effective="2016-01-01"))
    assert faults(folder) == []


def test_two_files_cannot_be_the_same_version(tmp_path):
    folder = changed(tmp_path, JERSEY, 'title = "Jersey 2015"', 'title = "Jersey of 2015"')
    text = (folder / JERSEY).read_text(encoding="utf-8")
    own_profile(folder, text, name="copy.toml")
    assert (
        "jersey-2015.toml, version: copy.toml is jersey-2015@1 too. Expected: a version of its own"
        in faults(folder)
    )


def test_profiles_cannot_build_on_each_other(tmp_path):
    folder = changed(tmp_path, HUB, "base = true", 'base = true\nextends = "england-2023@1"')
    assert any("builds on this profile" in fault for fault in faults(folder))


def test_a_hub_that_closes_before_it_opens_is_refused(tmp_path):
    folder = changed(tmp_path, HUB, "closes = 17:00:00", "closes = 08:00:00")
    assert (
        "every-hub.toml, hub: it opens at 09:00:00 and closes at 08:00:00. "
        "Expected: an opening before the closing"
    ) in faults(folder)


def test_a_closure_of_the_hub_that_ends_before_it_begins_is_refused(tmp_path):
    hub = (
        '[hub]\nclosed = [{ first = 2026-12-29, last = 2026-12-24, why = "between the years" }]\n\n'
    )
    path = copy_of_shipped(tmp_path) / JERSEY
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[[timescale]]", hub + "[[timescale]]", 1), encoding="utf-8")
    [said] = faults(tmp_path)
    assert said == (
        "jersey-2015.toml, hub, closed 'between the years': it ends on 2026-12-24, before it begins on "
        "2026-12-29. Expected: the first day, then the last"
    )


def test_what_is_not_toml_is_named_with_its_line(tmp_path):
    folder = own_profile(copy_of_shipped(tmp_path), 'key = "my-hub"\nversion = \n')
    [said] = faults(folder)
    assert said.startswith("my-hub.toml: it is not TOML: Invalid value (at line 2")


def test_what_is_not_text_is_refused(tmp_path):
    folder = copy_of_shipped(tmp_path)
    (folder / "profiles" / "my-hub.toml").write_bytes(b'key = "\xff\xfe"')
    assert check(folder) == [
        Fault("my-hub.toml", "it is not text in UTF-8", "save the file as UTF-8")
    ]


def test_a_folder_without_profiles_is_refused(tmp_path):
    assert [fault.what for fault in check(tmp_path)] == ["no profile is here"]


def test_every_fault_of_a_file_is_told_at_once(tmp_path):
    folder = own_profile(tmp_path, 'key = "My Hub"\nversion = "1"\ntitle = ""\n')
    assert [fault.where for fault in check(folder)] == [
        "my-hub.toml, key",
        "my-hub.toml, version",
        "my-hub.toml, title",
        "my-hub.toml, effective",
    ]
