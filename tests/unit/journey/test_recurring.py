"""What recurs: a successor only where its own was met, and nothing met before it was owed."""

from dataclasses import replace

from journey.commands import record
from journey.policy import ObligationRule, Owes, Rulebook, Span
from tests.support.cases import ALLOCATED, CONTACT, ENDED, OVERSEEN, at, go_on, play
from tests.support.rulebook import RULEBOOK, london

TALK = ObligationRule(
    kind="talk",
    timescale="management_oversight",
    opens_on=("journey allocated",),
    meets_on=("oversight recorded",),
    owes=Owes.MANAGER,
    ladder="oversight",
    span=Span.JOURNEY,
    recurring=True,
)


def with_talks() -> Rulebook:
    profile = RULEBOOK.profile("england-2023@1")
    mine = replace(profile, rules=(*profile.rules, TALK))
    return replace(RULEBOOK, profiles={mine.id: mine})


def talks(played):
    return [owed for owed in played.case.obligations.values() if owed.kind == "talk"]


def test_a_moment_that_met_nothing_of_a_kind_begins_no_series_of_that_kind():
    played = play(CONTACT, OVERSEEN, rulebook=with_talks())
    assert talks(played) == []
    assert played.owing.count("management-oversight") == 1


def test_a_series_goes_on_from_one_that_was_met():
    played = play(CONTACT, ALLOCATED, at("2025-09-10"), OVERSEEN, rulebook=with_talks())
    assert [owed.state for owed in talks(played)] == ["met", "open"]


def test_what_happened_before_it_was_owed_does_not_meet_it():
    told = record.TellParents(how="visit", at=london("2025-09-02", "10:30"))
    late = play(ENDED[:-1], at("2025-09-02", "12:00"), ENDED[-1], told)
    assert "inform-parents" in late.owing
    go_on(late, record.TellParents(how="visit"))
    assert "inform-parents" not in late.owing
