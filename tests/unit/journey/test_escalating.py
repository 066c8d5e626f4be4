"""Passing something up by hand: who is told, and what it leaves as it was."""

import pytest

from journey.commands.running import Escalate
from journey.terms import Guard
from tests.support.cases import ASKED, CLOSED, CONTACT, play, refused

WHY = "the family moves tomorrow"


@pytest.mark.shows("M6")
def test_what_an_agency_owes_is_passed_up_to_its_manager_and_ours():
    played = play(ASKED)
    owed = next(o for o in played.case.open_obligations() if o.label == "research-reply:police")
    after = play(ASKED, Escalate(obligation="research-reply:police", reason=WHY)).case
    told = [(each.to, each.template, each.obligation) for each in after.sent[-3:]]
    assert told == [
        ("agency-manager:police", "escalate", owed.id),
        ("manager:mash", "escalate", owed.id),
        ("senior-manager:mash", "escalate", owed.id),
    ]
    kept = after.obligations[owed.id]
    assert kept.chases == owed.chases + 1
    assert (kept.due_at, kept.next_action_at, kept.rung) == (
        owed.due_at,
        owed.next_action_at,
        owed.rung,
    )


def test_unnamed_it_is_what_is_due_first():
    before = play(CONTACT).case
    first = min(before.open_obligations(), key=lambda each: (each.due_at, each.id))
    after = play(CONTACT, Escalate(reason=WHY)).case
    assert {each.obligation for each in after.sent[len(before.sent) :]} == {first.id}
    assert [each.to for each in after.sent[len(before.sent) :]] == [
        "manager:mash",
        "senior-manager:mash",
    ]


def test_what_nobody_owes_is_not_passed_up():
    answer = refused(play(CONTACT), Escalate(obligation="O99", reason=WHY))
    assert answer.code is Guard.UNKNOWN_SUBJECT


def test_where_nothing_is_owed_there_is_nothing_to_pass_up():
    answer = refused(play(CLOSED), Escalate(reason=WHY))
    assert answer.sentence == "Nothing is owed on this journey: there is nothing to pass up."
