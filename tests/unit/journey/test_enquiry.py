"""Enquiry and assessment: directed, seen, written up, authorised; and new harm beside them."""

from datetime import UTC

import pytest

from journey.commands import practice
from journey.terms import Guard, Interpreter, Kind, ObligationState, Outcome
from tests.support.cases import (
    ASSESSED,
    ASSESSING,
    CONTACT,
    DISCUSSED,
    DISCUSSING,
    ENQUIRED,
    ENQUIRING,
    FATHER,
    HELD,
    MOTHER,
    WRITTEN_UP,
    at,
    conclude,
    directions,
    go_on,
    parent,
    play,
    refused,
    seen,
    write_up,
)
from tests.support.rulebook import london

NFA = Outcome.NO_FURTHER_ACTION
ENQUIRY = conclude(Kind.STRATEGY_DISCUSSION, Outcome.ENQUIRY, joint=True)


# D3: what an enquiry begins with


@pytest.mark.shows("D3")
def test_an_enquiry_begins_with_directions():
    played = play(DISCUSSING, DISCUSSED)
    refusal = refused(played, ENQUIRY)
    assert (refusal.code, refusal.needs) == (
        Guard.NO_DIRECTIONS,
        ("give-directions: who sees whom, how, and by when",),
    )
    go_on(played, directions(), ENQUIRY)
    assert played.open_kinds == ["enquiry", "assessment"]


def test_a_direction_says_by_when_to_come():
    assert refused(play(DISCUSSING), directions(by="2025-09-01")).code is Guard.UNKNOWN_SUBJECT


def test_an_enquiry_is_single_or_joint():
    undecided = conclude(Kind.STRATEGY_DISCUSSION, Outcome.ENQUIRY)
    refusal = refused(play(DISCUSSING, DISCUSSED, directions()), undecided)
    assert refusal.needs == ("joint: true or false",)
    assert play(ENQUIRING).case.open_episode(Kind.ENQUIRY).joint is True


# E1: seen, alone, heard; every parent told and seen


@pytest.mark.shows("E1", "P8")
@pytest.mark.parametrize(
    ("visit", "need"),
    [
        ({"seen": False, "seen_alone": False, "views": None}, "why_not_seen"),
        ({"seen_alone": False}, "why_not_alone"),
        ({"views": None}, "views"),
        ({"seen": False, "why_not_seen": "nobody in"}, "seen:"),
    ],
)
def test_a_visit_says_whether_the_child_was_seen_alone_and_heard_or_why_not(visit, need):
    refusal = refused(play(ASSESSING), seen(**visit))
    assert refusal.code is Guard.UNKNOWN_SUBJECT
    assert refusal.needs[0].startswith(need)


@pytest.mark.shows("E1")
@pytest.mark.parametrize(
    ("start", "form", "end"),
    [
        (ENQUIRING, "enquiry", conclude(Kind.ENQUIRY, NFA)),
        (ASSESSING, "assessment", conclude(Kind.ASSESSMENT, NFA)),
    ],
)
def test_neither_ends_for_a_child_never_seen_and_parents_never_asked(start, form, end):
    played = play(start, write_up(form))
    refusal = refused(played, end)
    assert refusal.code is Guard.NOT_SEEN
    assert [need.split(":")[0] for need in refusal.needs] == ["record-visit"] + [
        "record-parent"
    ] * 2
    go_on(played, seen(), parent(MOTHER.name))
    assert refused(played, end).needs == ("record-parent: the father told and seen, or why not",)
    away = parent(FATHER.name, seen=False, why_not_seen="at sea until October")
    go_on(played, away, end)


def test_a_visit_from_before_the_enquiry_is_not_its_visit():
    early = seen(at=london("2025-09-02", "10:00").astimezone(UTC))
    played = play(DISCUSSING, at("2025-09-02", "12:00"), DISCUSSED, directions(), ENQUIRY, early)
    assert "enquiry-child-seen" in played.owing
    go_on(played, write_up("enquiry"), parent(MOTHER.name), parent(FATHER.name))
    assert refused(played, conclude(Kind.ENQUIRY, NFA)).code is Guard.NOT_SEEN


def test_a_visit_that_found_nobody_leaves_seeing_the_child_owed():
    found_nobody = seen(seen=False, seen_alone=False, views=None, why_not_seen="nobody in")
    assert "enquiry-child-seen" in play(ENQUIRING, found_nobody).owing


@pytest.mark.shows("E1")
def test_an_interpreter_of_the_family_is_pointed_out():
    played = play(ENQUIRING, parent(MOTHER.name), seen(interpreter=Interpreter.FAMILY))
    assert played.warnings == ("Somebody of the family interpreted: a child cannot speak freely.",)


@pytest.mark.shows("E1")
def test_a_child_seen_before_any_parent_was_told_is_pointed_out():
    (warning,) = play(ENQUIRING, seen()).warnings
    assert warning.startswith("The child was seen before any parent was told")


@pytest.mark.shows("P8")
def test_what_the_child_says_on_a_visit_is_among_the_childs_views():
    assert play(ENQUIRING, seen()).case.childs_views == ("wants to stay at home",)


# E2: wider than the incident


@pytest.mark.shows("E2")
@pytest.mark.parametrize("section", ["childs-words", "wider-risks", "findings"])
def test_an_enquiry_is_written_up_with_the_wider_risks(section):
    others = [s for s in ("childs-words", "wider-risks", "findings") if s != section]
    played = play(ENQUIRING, seen(), parent(MOTHER.name), parent(FATHER.name))
    go_on(played, write_up("enquiry", *others))
    refusal = refused(played, conclude(Kind.ENQUIRY, NFA))
    assert (refusal.code, refusal.needs) == (
        Guard.NOT_WRITTEN_UP,
        (f"fill-pro-forma enquiry: {section}",),
    )


# Clocks


def test_the_child_is_seen_within_a_day_and_the_enquiry_counts_from_the_discussion():
    played = play(
        DISCUSSING, DISCUSSED, at("2025-09-03", "09:00"), directions("2025-09-05"), ENQUIRY
    )
    assert played.owed("enquiry-child-seen").due_at == london("2025-09-04", "09:00")
    # Fifteen working days from the discussion on 2 September, a day before it was decided.
    assert played.owed("enquiry-completed").due_at == london("2025-09-24", "00:00")
    assert played.owed("assessment-child-seen").due_at == london("2025-09-10", "00:00")
    go_on(played, seen())
    assert played.owed("enquiry-child-seen").state is ObligationState.MET
    assert played.owed("assessment-child-seen").state is ObligationState.MET


# E3: what follows, on the merits


def test_an_enquiry_that_ends_beside_its_assessment_leaves_the_assessment_open():
    played = play(ENQUIRING, ENQUIRED, conclude(Kind.ENQUIRY, NFA))
    assert played.open_kinds == ["assessment"]
    assert played.owed("enquiry-completed").state is ObligationState.MET


@pytest.mark.shows("E3")
def test_an_enquiry_without_any_assessment_shows_up():
    cancelled = conclude(Kind.ASSESSMENT, Outcome.CANCELLED)
    alone = play(ASSESSING, at("2025-09-02", "11:00"), practice.StartStrategyDiscussion(reason="x"))
    go_on(alone, HELD, WRITTEN_UP, directions(), at("2025-09-02", "12:00"), cancelled)
    go_on(alone, ENQUIRY, ENQUIRED, conclude(Kind.ASSESSMENT, Outcome.CANCELLED))
    go_on(alone, conclude(Kind.ENQUIRY, Outcome.ASSESSMENT))
    assert alone.warnings == ()
    assert alone.open_kinds == ["assessment"]


# E4 and P1: new harm beside work under way; counted ends


@pytest.mark.shows("E4")
def test_new_harm_starts_a_discussion_beside_the_assessment():
    more = practice.StartStrategyDiscussion(reason="a new bruise")
    played = play(ASSESSING, more)
    assert played.open_kinds == ["assessment", "strategy-discussion"]
    assert "strategy-discussion" in played.owing
    assert refused(played, more).code is Guard.NOT_NOW
    assert refused(play(CONTACT), more).code is Guard.NOT_NOW


@pytest.mark.shows("P1")
def test_an_assessment_is_authorised_by_a_manager_in_time():
    played = play(ASSESSING, ASSESSED, conclude(Kind.ASSESSMENT, NFA))
    assert played.owed("assessment").state is ObligationState.MET


@pytest.mark.shows("P1")
def test_a_cancelled_assessment_needs_no_visit_and_counts_as_cancelled():
    played = play(ASSESSING, conclude(Kind.ASSESSMENT, Outcome.CANCELLED))
    (assessment,) = [e for e in played.case.episodes.values() if e.kind is Kind.ASSESSMENT]
    assert assessment.outcome is Outcome.CANCELLED
    assert played.owed("assessment").state is ObligationState.CANCELLED


@pytest.mark.shows("E3")
def test_an_assessment_that_was_cancelled_is_none():
    played = play(ENQUIRING, conclude(Kind.ASSESSMENT, Outcome.CANCELLED), ENQUIRED)
    go_on(played, conclude(Kind.ENQUIRY, NFA))
    assert played.warnings == ("This enquiry ends and nobody has assessed the child.",)
    assert play(ENQUIRING, ENQUIRED, conclude(Kind.ENQUIRY, NFA)).warnings == ()
