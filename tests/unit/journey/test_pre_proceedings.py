"""Pre-proceedings, private fostering and the step-down panel (P9)."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from journey.commands import beside
from journey.people import Child
from journey.policy import Rulebook
from journey.terms import Guard, Kind, MeetingKind, ObligationState, Outcome
from tests.support.caring import (
    BEFORE_PROCEEDINGS,
    CARE_REVIEW,
    LETTER,
    LOOKED_AFTER,
    PROCEEDING,
    SUPPORT_PLAN,
    fostered,
    home,
    panel,
    proceeded,
)
from tests.support.cases import (
    ASSESSING,
    CONTACT,
    ENDED,
    HISTORY,
    PLANNED,
    PROTECTED,
    at,
    conclude,
    decide_contact,
    go_on,
    hold,
    play,
    received,
    refused,
    seen,
)
from tests.support.cases import REVIEWED as PLAN_REVIEWED
from tests.support.rulebook import RULEBOOK, london

pytestmark = pytest.mark.shows("P9")
SINCE = london("2025-08-20").astimezone(UTC)
REVIEWED = beside.ReviewPreProceedings(progress="the parents keep to it")


# Pre-proceedings


def test_work_before_proceedings_stands_beside_a_plan_or_care():
    assert play(PROCEEDING).open_kinds == ["assessment", "plan", "pre-proceedings"]
    assert play(LOOKED_AFTER, BEFORE_PROCEEDINGS).open_kinds == ["care", "pre-proceedings"]
    assert refused(play(ASSESSING), BEFORE_PROCEEDINGS).code is Guard.NOT_NOW
    assert refused(play(PROCEEDING), BEFORE_PROCEEDINGS).needs == ("review-pre-proceedings",)


def test_it_is_warned_of_at_twelve_weeks_and_late_at_sixteen():
    played = play(PROCEEDING)
    owed = played.owed("pre-proceedings")
    assert owed.due_at == london("2025-12-24", "00:00")
    assert (owed.authority, owed.checked) == ("Jersey 2019 report: 12 to 16 weeks", True)
    go_on(played, at("2025-11-24", "09:00"))
    assert played.owed("pre-proceedings").rung == 0
    go_on(played, at("2025-11-25", "12:00"))
    warned = [
        sent
        for sent in played.case.sent
        if sent.obligation == owed.id and sent.to == "senior-manager:mash"
    ]
    assert [sent.template for sent in warned] == ["remind"]
    go_on(played, at("2025-12-24", "01:00"))
    assert played.owed("pre-proceedings").last_action == "breach"
    go_on(played, proceeded())
    assert played.owed("pre-proceedings").state is ObligationState.LATE_MET


def test_ended_within_sixteen_weeks_it_is_in_time():
    played = play(PROCEEDING, at("2025-12-01", climbing=False), proceeded(Outcome.STEPPED_DOWN))
    assert played.owed("pre-proceedings").state is ObligationState.MET
    assert played.open_kinds == ["assessment", "plan"]


def test_the_letter_is_sent_once_and_the_work_reviewed():
    played = play(PROCEEDING)
    assert played.owed("letter-before-proceedings").due_at == london("2025-09-17", "00:00")
    go_on(played, at("2025-09-10"), LETTER)
    assert played.owed("letter-before-proceedings").state is ObligationState.MET
    assert refused(played, LETTER).code is Guard.NOT_NOW
    assert played.owed("pre-proceedings-review").due_at == london("2025-10-15", "00:00")
    go_on(played, at("2025-10-07"), REVIEWED)
    assert played.owed("pre-proceedings-review").due_at == london("2025-11-19", "00:00")


@pytest.mark.parametrize("command", [LETTER, REVIEWED])
def test_there_is_nothing_to_review_where_no_work_has_begun(command):
    assert refused(play(PROTECTED), command).code is Guard.NOT_NOW


# Private fostering


def test_a_privately_fostered_child_is_visited_within_seven_working_days():
    played = play(ENDED, fostered(SINCE))
    assert played.open_kinds == ["private-fostering"]
    assert played.owed("private-fostering-first-visit").due_at == london("2025-09-12", "00:00")


def test_visits_are_six_weekly_in_the_first_year_then_twelve_weekly():
    played = play(ENDED, fostered(SINCE), at("2025-09-09"), seen())
    assert played.owed("private-fostering-first-visit").state is ObligationState.MET
    assert played.owed("private-fostering-visit").due_at == london("2025-10-22", "00:00")
    go_on(played, at("2025-10-20"), seen())
    assert played.owed("private-fostering-visit").due_at == london("2025-12-02", "00:00")
    assert played.owing.count("private-fostering-visit") == 1
    # The first year counts from 2 September 2025, when the authority heard of it.
    go_on(played, at("2026-09-01", climbing=False), seen())
    assert "private-fostering-visit" in played.owing
    go_on(played, at("2026-09-03", climbing=False), seen())
    assert "private-fostering-visit" not in played.owing
    assert played.owed("private-fostering-later-visit").due_at == london("2026-11-27", "00:00")


def test_an_arrangement_ends_with_why_and_the_visits_with_it():
    played = play(ENDED, fostered(SINCE), seen())
    go_on(played, beside.EndPrivateFostering(reason="gone back to the parents"))
    assert played.open_kinds == ["closure"]
    assert not [label for label in played.owing if label.startswith("private")]


def test_private_fostering_is_one_at_a_time_and_not_of_a_looked_after_child():
    assert refused(play(ENDED, fostered(SINCE)), fostered(SINCE)).needs == (
        "end-private-fostering",
    )
    assert refused(play(LOOKED_AFTER), fostered(SINCE)).code is Guard.NOT_NOW
    nothing = beside.EndPrivateFostering(reason="over")
    assert refused(play(CONTACT), nothing).code is Guard.NOT_NOW


@pytest.mark.parametrize(("born", "warnings"), [("2009-09-02", 1), ("2009-09-03", 0)])
def test_from_sixteen_on_it_is_asked_whether_the_child_is_disabled(born, warnings):
    child = Child(name="Invented Child", born=london(born).date())
    played = play(received(child=child), fostered(SINCE))
    assert len(played.warnings) == warnings


def test_who_is_eighteen_is_not_fostered():
    child = Child(name="Invented Child", born=london("2007-09-02").date())
    assert refused(play(received(child=child)), fostered(SINCE)).code is Guard.UNKNOWN_SUBJECT


def test_a_proposed_arrangement_may_lie_ahead():
    played = play(CONTACT, fostered(SINCE + timedelta(days=40)))
    assert played.case.care.fostering["E2"].since == SINCE + timedelta(days=40)


# The step-down panel


def with_panel(*outcomes: Outcome) -> Rulebook:
    """The rules with a panel wanted before these outcomes."""
    profiles = {
        key: replace(profile, panel_before=frozenset(outcomes))
        for key, profile in RULEBOOK.profiles.items()
    }
    return replace(RULEBOOK, profiles=profiles)


DOWN = conclude(Kind.PLAN, Outcome.STEPPED_DOWN)
AT_REVIEW = (*PROTECTED, PLANNED, hold(MeetingKind.REVIEW_CONFERENCE), PLAN_REVIEWED)


def test_in_england_no_panel_is_wanted():
    assert RULEBOOK.profile("england-2023@1").panel_before == frozenset()
    play(AT_REVIEW, DOWN)


def test_jersey_wants_the_panel_before_early_help():
    assert RULEBOOK.profile("jersey-2015@1").panel_before == frozenset({Outcome.EARLY_HELP})


def test_a_plan_is_not_stepped_down_before_the_panel_has_considered_it():
    played = play(AT_REVIEW, rulebook=with_panel(Outcome.STEPPED_DOWN))
    refusal = refused(played, DOWN)
    assert (refusal.code, refusal.needs) == (
        Guard.NO_PANEL,
        ("record-step-down-panel: what it advises",),
    )
    go_on(played, panel(), DOWN)
    assert played.warnings == ()


def test_the_panel_advises_and_the_manager_decides():
    played = play(AT_REVIEW, rulebook=with_panel(Outcome.STEPPED_DOWN))
    go_on(played, panel(supports=False), DOWN)
    assert played.warnings == ("The step-down panel advised against it.",)


def test_a_child_goes_home_only_when_the_panel_has_considered_it():
    played = play(
        LOOKED_AFTER, CARE_REVIEW, SUPPORT_PLAN, rulebook=with_panel(Outcome.RETURNED_HOME)
    )
    assert refused(played, home()).code is Guard.NO_PANEL
    go_on(played, panel(), home())


def test_the_panel_considers_a_plan_or_care():
    assert refused(play(CONTACT), panel()).code is Guard.NOT_NOW


def test_a_panel_before_the_plan_began_does_not_count():
    played = play(AT_REVIEW, at("2025-09-04"), rulebook=with_panel(Outcome.STEPPED_DOWN))
    early = panel(at=london("2025-09-02", "09:00").astimezone(UTC))
    assert refused(played, early).code is Guard.UNKNOWN_SUBJECT


def test_an_arrangement_may_be_the_first_thing_that_is_known():
    contact = (received(), HISTORY, decide_contact(Outcome.REFERRAL), fostered(SINCE))
    assert play(contact).open_kinds == ["referral", "private-fostering"]
