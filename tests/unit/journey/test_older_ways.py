"""The older ways: an initial and a core assessment, Jersey's Article 42, and a change of rules."""

from dataclasses import replace
from datetime import UTC, date

import pytest

from journey.terms import AssessmentStage, Guard, Kind, ObligationState, Outcome
from policy.load import load_rulebook
from tests.support.cases import (
    ASSESSED,
    ASSESSING,
    DISCUSSED,
    DISCUSSING,
    at,
    conclude,
    directions,
    go_on,
    play,
    refused,
)
from tests.support.rulebook import AGENCIES, RULEBOOK, london

pytestmark = pytest.mark.shows("Q12")

LONTOWN = load_rulebook(in_use="lontown-2009", agencies=AGENCIES)
JERSEY = load_rulebook(in_use="jersey-2015", agencies=AGENCIES)
CORE = conclude(Kind.ASSESSMENT, Outcome.CORE_ASSESSMENT)
NOTHING = conclude(Kind.ASSESSMENT, Outcome.NO_FURTHER_ACTION)


def staged(played):
    return [
        (e.stage, e.is_open) for e in played.case.episodes.values() if e.kind is Kind.ASSESSMENT
    ]


def test_an_initial_assessment_is_due_seven_working_days_after_the_referral():
    played = play(ASSESSING, rulebook=LONTOWN)
    assert staged(played) == [(AssessmentStage.INITIAL, True)]
    # 2 September 2025 is a Tuesday: the seventh working day is Thursday the 11th.
    assert played.owed("assessment").due_at == london("2025-09-12", "00:00")
    assert played.owed("assessment").timescale == "initial_assessment"
    assert played.owed("assessment").authority == "Working Together 2006"


def test_a_core_assessment_follows_and_is_due_thirty_five_working_days_after_it_began():
    played = play(ASSESSING, ASSESSED, at("2025-09-08"), CORE, rulebook=LONTOWN)
    assert staged(played) == [(AssessmentStage.INITIAL, False), (AssessmentStage.CORE, True)]
    assert played.owed("assessment").state is ObligationState.MET
    # Thirty-five working days after Monday 8 September 2025 is Monday 27 October.
    assert played.owed("core-assessment").due_at == london("2025-10-28", "00:00")


def test_a_core_assessment_is_authorised_with_its_own_outcome_and_meets_its_own_clock():
    played = play(ASSESSING, ASSESSED, CORE, ASSESSED, NOTHING, rulebook=LONTOWN)
    assert played.owed("core-assessment").state is ObligationState.MET
    assert played.case.stage == "closure"


def test_no_core_assessment_follows_a_core_assessment():
    played = play(ASSESSING, ASSESSED, CORE, ASSESSED, rulebook=LONTOWN)
    refusal = refused(played, CORE)
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert refusal.sentence == (
        "Under these procedures (lontown-2009@1) no core assessment follows the core assessment."
    )


def test_where_there_is_one_assessment_no_core_assessment_follows():
    played = play(ASSESSING, ASSESSED)
    assert staged(played) == [(None, True)]
    refusal = refused(played, CORE)
    assert refusal.sentence == (
        "Under these procedures (england-2023@1) no core assessment follows the assessment."
    )


def test_an_initial_assessment_may_end_without_a_core_assessment():
    played = play(ASSESSING, ASSESSED, NOTHING, rulebook=LONTOWN)
    assert played.case.stage == "closure"
    assert [o.kind for o in played.case.obligations.values()].count("core-assessment") == 0


def test_the_assessment_beside_an_enquiry_is_a_core_assessment():
    enquiry = conclude(Kind.STRATEGY_DISCUSSION, Outcome.ENQUIRY, joint=True)
    played = play(DISCUSSING, DISCUSSED, directions(), enquiry, rulebook=LONTOWN)
    assert staged(played) == [(AssessmentStage.CORE, True)]
    assert played.owed("core-assessment").timescale == "core_assessment"


def test_jersey_calls_its_enquiry_by_its_article_and_marks_the_limit_as_taken_over():
    enquiry = conclude(Kind.STRATEGY_DISCUSSION, Outcome.ENQUIRY, joint=True)
    played = play(DISCUSSING, DISCUSSED, directions(), enquiry, rulebook=JERSEY)
    episode = played.case.open_episode(Kind.ENQUIRY)
    profile = JERSEY.profile(episode.profile)
    assert profile.called(episode.kind) == "Article 42 enquiry"
    owed = played.owed("enquiry-completed")
    assert (owed.checked, owed.authority) == (
        False,
        "taken over from the English rule; Jersey's own number not found",
    )


@pytest.mark.parametrize(
    ("profile", "called"),
    [
        ("england-2023@1", "section 47 enquiry"),
        ("england-2010@1", "section 47 enquiry"),
        ("lontown-2009@1", "section 47 enquiry"),
        ("jersey-2015@1", "Article 42 enquiry"),
    ],
)
def test_each_profile_says_what_its_enquiry_is_called(profile, called):
    assert RULEBOOK.profile(profile).called(Kind.ENQUIRY) == called


def test_what_has_no_name_of_its_own_is_called_by_its_kind():
    lontown = LONTOWN.profile("lontown-2009@1")
    assert lontown.called(Kind.ASSESSMENT, AssessmentStage.INITIAL) == "initial assessment"
    assert lontown.called(Kind.STRATEGY_DISCUSSION) == "strategy discussion"


def changing(day):
    """Lontown until a day, and from that day on a new version with one assessment in 45 days."""
    old = LONTOWN.profile("lontown-2009@1")
    today = RULEBOOK.profile("england-2023@1")
    new = replace(today, key="lontown-2009", version=2, effective=day, title="Lontown, anew")
    return replace(LONTOWN, profiles={old.id: old, new.id: new})


def test_an_episode_keeps_the_procedures_that_it_began_under_when_new_ones_come_into_force():
    rules = changing(date(2025, 9, 5))
    played = play(ASSESSING, at("2025-09-08"), rulebook=rules)
    assessment = played.case.open_episode(Kind.ASSESSMENT)
    assert assessment.profile == "lontown-2009@1"
    assert played.owed("assessment").due_at == london("2025-09-12", "00:00")
    played = go_on(played, ASSESSED, conclude(Kind.ASSESSMENT, Outcome.CHILD_IN_NEED_PLAN))
    plan = played.case.open_episode(Kind.PLAN)
    assert plan.profile == "lontown-2009@2"
    assert played.case.episodes[assessment.id].profile == "lontown-2009@1"
    assert played.owed("child-in-need-meeting").profile == "lontown-2009@2"


def test_the_change_comes_at_midnight_where_the_hub_is():
    rules = changing(date(2025, 9, 5))
    before = play(ASSESSING, at("2025-09-04", "23:59"), ASSESSED, CORE, rulebook=rules)
    after = play(ASSESSING, at("2025-09-05", "00:00"), ASSESSED, CORE, rulebook=rules)
    assert before.case.open_episode(Kind.ASSESSMENT).profile == "lontown-2009@1"
    assert after.case.open_episode(Kind.ASSESSMENT).profile == "lontown-2009@2"
    assert before.now == london("2025-09-04", "23:59").astimezone(UTC)


def test_the_deeper_assessment_after_the_change_is_the_one_that_the_new_procedures_have():
    rules = changing(date(2025, 9, 5))
    played = play(ASSESSING, at("2025-09-08"), ASSESSED, CORE, rulebook=rules)
    assert staged(played) == [(AssessmentStage.INITIAL, False), (None, True)]
    # Counted from the referral, as the new procedures say: 45 working days after 2 September.
    assert played.owed("assessment").due_at == london("2025-11-05", "00:00")
    assert played.owed("assessment").timescale == "assessment"
