"""Two records of one child, through the store: both records or neither, and the way back."""

import threading
from datetime import date

import pytest

from casework import asking
from casework.giving import Given, give
from journey.commands import contact, record
from journey.family import SameChild
from journey.people import Child
from journey.refusals import Refused
from journey.terms import Disposal
from tests.support.cases import (
    CONTACT,
    RESEARCHING,
    ask,
    received,
)
from tests.unit.casework.families import (
    CONCERN,
    FIRST,
    KNOWN,
    SECOND,
    THIRD,
    link,
    merge,
    show,
    undo,
)
from tests.unit.casework.hubs import (
    CARLA,
    COLIN,
    MILO,
    MONA,
    events_of,
    tell,
    untouched,
    whole,
)


def two_records(hub):
    tell(hub, CONTACT, KNOWN)
    tell(hub, received(child=Child(name="Invented Chidl")), KNOWN)


def merged_one_after_the_other(hub):
    """The second record into the first, and that, once it was considered, into the third."""
    give(hub, merge(SECOND), MONA, FIRST)
    with untouched(hub):
        answer = give(hub, merge(FIRST), MONA, THIRD)
    assert "consider-new-information:TL25-000002" in answer.needs[0]
    give(hub, contact.ConsiderNewInformation(what_follows="the same worry"), MONA, FIRST)
    assert isinstance(give(hub, merge(FIRST), MONA, THIRD), Given)


@pytest.mark.shows("Q11")
def test_a_merged_record_leads_to_the_one_that_goes_on(hub):
    two_records(hub)
    assert isinstance(give(hub, merge(SECOND), MONA, FIRST), Given)
    ended, on = show(hub, SECOND), show(hub, FIRST)
    assert (ended.stage, ended.merged_into.reference) == ("closed", FIRST)
    assert [each.reference for each in on.merged_from] == [SECOND]
    assert on.merged_from[0].evidence == ("confirmed-by-family",)
    assert [c.open for c in on.concerns] == [True, True]
    assert "consider-new-information" in {o.kind for o in on.obligations if o.state == "open"}
    assert {o.state for o in ended.obligations} == {"met", "cancelled"}
    assert ended.actions == (
        "correct-entry",
        "add-chronology-entry",
        "mark-significant",
        "restrict-journey",
    )
    answer = give(hub, CONCERN, MONA, SECOND)
    assert (answer.code, answer.needs[0]) == ("not-now", "give it to TL25-000001")
    for reference in (FIRST, SECOND):
        told = asking.chronology(hub, MONA, reference)
        assert sorted(told.journeys) == [FIRST, SECOND]
        assert {entry.reference for entry in told.entries} == {FIRST, SECOND}
    assert whole(hub)


def test_a_search_that_finds_a_merged_record_leads_on(hub):
    two_records(hub)
    tell(hub, CONTACT, KNOWN)
    merged_one_after_the_other(hub)
    (found,) = asking.matches(hub, MONA, Child(name="Invented Chidl"))
    assert (found.reference, found.open) == (THIRD, True)
    assert found.why[-1] == "on its second record TL25-000002"


def test_an_undone_merge_leaves_both_records_as_if_it_had_never_been(hub):
    two_records(hub)
    before = show(hub, SECOND)
    give(hub, merge(SECOND), MONA, FIRST)
    give(hub, CONCERN, MONA, FIRST)
    assert isinstance(give(hub, undo(SECOND), MILO, FIRST), Given)
    after, on = show(hub, SECOND), show(hub, FIRST)
    assert after.stage == before.stage == "contact"
    assert after.merged_into is None
    for part in ("episodes", "obligations", "concerns", "closed_at", "actions"):
        assert getattr(after, part) == getattr(before, part)
    assert on.merged_from == ()
    assert on.joined == ()
    assert [(c.id, c.open) for c in on.concerns] == [("C1", True), ("C2", False), ("C3", True)]
    assert "consider-new-information" not in {o.kind for o in on.obligations if o.state == "open"}
    assert give(hub, CONCERN, MONA, SECOND).reference == SECOND
    assert isinstance(give(hub, link(SECOND), MONA, FIRST), Given)
    assert whole(hub)


def test_a_concern_that_was_spoken_of_meanwhile_stays_spoken_of(hub):
    two_records(hub)
    give(hub, merge(SECOND), MONA, FIRST)
    spoken = record.DisposeOfConcern(
        concern="C2", disposal=Disposal.UNFOUNDED, reason="seen at home"
    )
    give(hub, spoken, MONA, FIRST)
    give(hub, undo(SECOND), MONA, FIRST)
    assert [c.disposal for c in show(hub, FIRST).concerns] == [None, "unfounded"]
    assert [c.open for c in show(hub, SECOND).concerns] == [True]


REFUSED = {
    "itself": (merge(FIRST), "unknown-subject"),
    "nothing": (merge("TL25-000099"), "unknown-subject"),
    "no evidence": (merge(SECOND, evidence=()), "not-one-child"),
    "evidence that is not there": (
        merge(SECOND, evidence=(SameChild.SAME_NUMBER,)),
        "not-one-child",
    ),
    "names that differ": (
        merge(SECOND, evidence=(SameChild.SAME_NAME_AND_BIRTH,)),
        "not-one-child",
    ),
    "nothing to undo": (undo(SECOND), "unknown-subject"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_merge_that_cannot_be_is_refused_and_changes_nothing(hub, what):
    two_records(hub)
    command, code = REFUSED[what]
    with untouched(hub):
        answer = give(hub, command, MONA, FIRST)
        assert answer.code == code
        assert answer.needs


def test_different_dates_of_birth_want_a_reason(hub):
    for day in (3, 4):
        tell(hub, received(child=Child(name="Invented Child", born=date(2016, 5, day))), KNOWN)
    with untouched(hub):
        answer = give(hub, merge(SECOND), MONA, FIRST)
    assert answer.code == "not-one-child"
    assert answer.sentence == "The two records differ in the date of birth."
    misread = merge(SECOND, births_differ_because="the hospital misread its own hand")
    assert isinstance(give(hub, misread, MONA, FIRST), Given)


def test_linked_siblings_are_two_children(hub):
    two_records(hub)
    give(hub, link(SECOND), MONA, FIRST)
    with untouched(hub):
        for one, other in ((FIRST, SECOND), (SECOND, FIRST)):
            assert give(hub, merge(other), MONA, one).code == "not-one-child"


def test_a_merged_record_is_not_merged_again_and_merges_make_no_circle(hub):
    two_records(hub)
    tell(hub, CONTACT, KNOWN)
    merged_one_after_the_other(hub)
    with untouched(hub):
        for one, other in ((FIRST, SECOND), (THIRD, FIRST), (THIRD, SECOND), (SECOND, THIRD)):
            assert give(hub, merge(other), MONA, one).code == "not-now"
        # The later merge is undone first.
        assert give(hub, undo(SECOND), MONA, FIRST).code == "not-now"
    give(hub, undo(FIRST), MONA, THIRD)
    give(hub, undo(SECOND), MONA, FIRST)
    assert [show(hub, each).stage for each in (FIRST, SECOND, THIRD)] == ["contact"] * 3
    assert whole(hub)


def test_what_others_wait_for_is_brought_to_its_end_before_a_merge(hub):
    tell(hub, CONTACT)
    tell(hub, RESEARCHING, ask("police"))
    with untouched(hub):
        answer = give(hub, merge(SECOND), MONA, FIRST)
    assert answer.code == "not-now"
    needs = " | ".join(answer.needs)
    for wanted in ("bring the research", "the reply of police", "inform-referrer"):
        assert wanted in needs
    # The other way round nothing is lost but what the hub owes itself and the acknowledgement.
    give(hub, KNOWN, MONA, FIRST)
    assert isinstance(give(hub, merge(FIRST), MONA, SECOND), Given)
    assert whole(hub)


# -- two people at once ----------------------------------------------------------------------------


def at_once(*acts):
    answers, start = [None] * len(acts), threading.Barrier(len(acts))

    def one(number, act):
        start.wait()
        answers[number] = act()

    threads = [threading.Thread(target=one, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_two_people_who_merge_each_others_way_at_once_make_one_merge(hub):
    two_records(hub)
    answers = at_once(
        lambda: give(hub, merge(SECOND), MONA, FIRST),
        lambda: give(hub, merge(FIRST), MILO, SECOND),
    )
    assert sorted(isinstance(answer, Given) for answer in answers) == [False, True]
    (loser,) = [answer for answer in answers if isinstance(answer, Refused)]
    assert loser.code in {"not-now", "moved-on"}
    merged = [show(hub, each).merged_into for each in (FIRST, SECOND)]
    assert [each is None for each in merged].count(True) == 1
    assert whole(hub)


def test_links_given_from_both_ends_at_once_are_one_link(hub):
    two_records(hub)
    at_once(
        lambda: give(hub, link(SECOND), MONA, FIRST),
        lambda: give(hub, link(FIRST), MILO, SECOND),
        lambda: give(hub, CONCERN, COLIN, FIRST),
        lambda: give(hub, CONCERN, CARLA, SECOND),
    )
    for reference in (FIRST, SECOND):
        assert events_of(hub, reference).count("SiblingLinked") == 1
    assert whole(hub)
