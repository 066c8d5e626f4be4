"""A child seen before parents were told: the enquiry ends only with the reason on record (E1)."""

import pytest

from journey.terms import Guard, Kind, Outcome
from tests.support.cases import (
    ENQUIRING,
    FATHER,
    MOTHER,
    at,
    conclude,
    go_on,
    parent,
    play,
    refused,
    seen,
    write_up,
)

WRITTEN = write_up("enquiry")
END = conclude(Kind.ENQUIRY, Outcome.NO_FURTHER_ACTION)
LATER = at("2025-09-02", "16:00")
BOTH = (parent(MOTHER.name), parent(FATHER.name))


@pytest.mark.shows("E1")
def test_without_a_reason_the_enquiry_does_not_end():
    refusal = refused(play(ENQUIRING, seen(), LATER, BOTH, WRITTEN), END)
    need = (
        "record-parent: why the child was seen (V1) before a parent was told "
        "(why_told_after, or why_not_told)"
    )
    assert (refusal.code, refusal.needs) == (Guard.NOT_SEEN, (need,))


@pytest.mark.shows("E1")
@pytest.mark.parametrize(
    "steps",
    [
        (seen(why_before_parents="telling them first would have put her at risk"), LATER, BOTH),
        (seen(), LATER, BOTH, parent(MOTHER.name, why_told_after="she could not be reached")),
        (
            seen(),
            LATER,
            parent(MOTHER.name),
            parent(FATHER.name, told=False, why_not_told="he is the one she fears"),
        ),
        (parent(MOTHER.name), LATER, seen(), parent(FATHER.name)),
    ],
    ids=["said on the visit", "said of a parent", "not told at all", "told before"],
)
def test_with_a_reason_or_told_before_it_ends(steps):
    ended = go_on(play(ENQUIRING, steps, WRITTEN), END)
    assert Kind.ENQUIRY not in [each.kind for each in ended.case.open_episodes()]


def test_the_reason_on_the_visit_spares_the_warning():
    played = play(ENQUIRING, seen(why_before_parents="it could not wait"))
    assert played.warnings == ()
