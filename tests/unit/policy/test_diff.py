"""Differences between profiles, as a practice lead would tell them."""

from dataclasses import replace
from datetime import date, timedelta

from journey.ladders import Ladder
from policy.diff import diff
from policy.load import load_rulebook

RULEBOOK = load_rulebook()
ENGLAND = RULEBOOK.profile("england-2023@1")


def sentences(before, after):
    return [change.sentence for change in diff(before, after)]


def with_limit(profile, key, **values):
    row = replace(profile.timescale(key), **values)
    return replace(profile, timescales={**profile.timescales, key: row})


def test_a_profile_does_not_differ_from_itself():
    assert diff(ENGLAND, ENGLAND) == ()


def test_a_changed_limit_says_what_was_and_what_is():
    assert sentences(ENGLAND, with_limit(ENGLAND, "research_red", limit=2)) == [
        "Limit research red: was 4 hours, is 2 hours."
    ]


def test_a_limit_that_was_confirmed_says_so():
    assert sentences(ENGLAND, with_limit(ENGLAND, "closure", checked=True)) == [
        "Limit closure: number was local setting, confirm, is checked."
    ]


def test_a_changed_warning_is_told_in_hours():
    assert sentences(ENGLAND, with_limit(ENGLAND, "closure", warn_before=timedelta(0))) == [
        "Limit closure: warning was 24 hours before, is none."
    ]


def test_what_merton_asks_of_partners_instead():
    merton = RULEBOOK.profile("merton-brag@1")
    assert "Limit research amber: was 1 working day, is 6 hours." in sentences(ENGLAND, merton)
    assert {change.kind for change in diff(ENGLAND, merton)} == {"profile", "limit"}


def test_a_limit_that_is_gone_and_one_that_is_new():
    rows = dict(ENGLAND.timescales)
    row = rows.pop("cin_review")
    assert sentences(ENGLAND, replace(ENGLAND, timescales=rows)) == [
        "No limit cin review any more; it was: 3 months from previous review (local setting, confirm; local practice)."
    ]
    assert sentences(
        replace(ENGLAND, timescales=rows), replace(ENGLAND, timescales={**rows, "cin_review": row})
    ) == [
        "New limit cin review: 3 months from previous review (local setting, confirm; local practice)."
    ]


def test_a_rung_taken_away_is_told_in_words():
    ladder = ENGLAND.ladders["research_amber"]
    shorter = Ladder(key=ladder.key, rungs=(*ladder.rungs[:4], *ladder.rungs[5:]))
    after = replace(ENGLAND, ladders={**ENGLAND.ladders, ladder.key: shorter})
    [said] = sentences(ENGLAND, after)
    assert said == (
        "Ladder research amber: no longer “4 hub hours after due: chase whoever owes it, "
        "the agency's deputy and the coordinator”."
    )


def test_a_new_version_says_from_when():
    assert sentences(ENGLAND, replace(ENGLAND, version=2, effective=date(2027, 1, 4))) == [
        "In force from: was 2023-12-15, is 2027-01-04."
    ]


def test_a_concern_that_calls_for_one_more():
    needs = {**ENGLAND.needs, "other": ENGLAND.needs["other"] | {"gp"}}
    [said] = sentences(ENGLAND, replace(ENGLAND, needs=needs))
    assert said == (
        "Need other: was health, police, school and social care records, "
        "is gp, health, police, school and social care records."
    )


def test_an_obligation_that_climbs_another_ladder():
    rules = tuple(
        replace(rule, ladder="decision") if rule.kind == "closure" else rule
        for rule in ENGLAND.rules
    )
    [said] = sentences(ENGLAND, replace(ENGLAND, rules=rules))
    assert said == (
        "Obligation closure: was: manager owes it from closure opened until journey closed, "
        "limit closure, ladder closure; is: manager owes it from closure opened until journey "
        "closed, limit closure, ladder decision."
    )


def test_another_calendar_is_told_as_one_change():
    england, jersey = RULEBOOK.profile("england-2010@1"), RULEBOOK.profile("jersey-2015@1")
    assert [c.sentence for c in diff(england, jersey) if c.kind == "profile"] == [
        "Title: was England, Working Together 2010, is Jersey 2015.",
        "In force from: was 2010-04-01, is 2015-01-01.",
        "Calendar: was england, is jersey.",
        "Panel before: was nothing, is early help.",
    ]
