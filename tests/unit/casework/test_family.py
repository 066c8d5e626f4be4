"""Siblings, through the store: both records or neither, and nothing of one child on the other."""

from dataclasses import replace
from datetime import date

import pytest

from casework.errors import NotFoundError
from casework.giving import Given, give
from journey.commands import contact, family, record
from journey.commands.contact import ConcernCategory, SiblingReceived
from journey.family import Acquired, HouseholdMove
from journey.people import Child, FamilyMember, Relation
from journey.terms import Outcome
from tests.support.cases import (
    CONTACT,
    RECEIVED,
    REFERRED,
    at,
    decide_contact,
    received,
)
from tests.unit.casework.families import (
    ELDER,
    FIRST,
    SECOND,
    THIRD,
    THREE,
    VIEWS,
    WORDS,
    YOUNGER,
    link,
    show,
)
from tests.unit.casework.hubs import (
    AUDITOR,
    CARLA,
    COLIN,
    MONA,
    POLICE,
    Story,
    events_of,
    tell,
    tell_on,
    untouched,
    whole,
)

# -- one contact about several children ------------------------------------------------------------


@pytest.mark.shows("C11")
def test_a_contact_about_three_children_begins_three_journeys_linked_with_each_other(hub):
    given = give(hub, THREE, COLIN)
    assert (given.reference, given.siblings) == (FIRST, (SECOND, THIRD))
    for reference, others in (
        (FIRST, [SECOND, THIRD]),
        (SECOND, [FIRST, THIRD]),
        (THIRD, [FIRST, SECOND]),
    ):
        siblings = show(hub, reference).siblings
        assert [each.reference for each in siblings] == others
        assert all(each.together and each.stage == "contact" for each in siblings)
    assert [c.category for c in show(hub, SECOND).concerns] == ["neglect"]
    assert [c.category for c in show(hub, THIRD).concerns] == ["physical"]
    assert show(hub, SECOND).childs_views == ("looks after the others",)
    assert show(hub, THIRD).childs_views == ()
    assert whole(hub)


@pytest.mark.shows("C11")
def test_one_child_of_a_contact_that_cannot_be_used_keeps_all_of_it_out(hub):
    unborn = SiblingReceived(child=Child(name="Later Invented", born=date(2031, 1, 1)))
    unknown = FamilyMember(
        name="Sibling Invented", relation=Relation.SIBLING, sibling_journey="TL25-000099"
    )
    strange = SiblingReceived(child=ELDER, family=(unknown,))
    with untouched(hub):
        for sibling in (unborn, strange):
            answer = give(hub, received(siblings=(sibling,)), COLIN)
            assert answer.code == "unknown-subject"
    assert give(hub, RECEIVED, COLIN).reference == FIRST


def test_a_contact_about_several_sent_twice_is_one_contact(hub):
    contact_of_three = replace(THREE, source_reference="S-1")
    given = give(hub, contact_of_three, POLICE, key="once")
    with untouched(hub):
        assert give(hub, contact_of_three, POLICE, key="once") == replace(given, replayed=True)
        again = give(hub, contact_of_three, POLICE)
    assert (again.reference, again.siblings, again.replayed) == (FIRST, (SECOND, THIRD), True)


def test_a_partners_word_for_a_siblings_journey_is_kept_and_neither_linked_nor_confirmed(hub):
    give(hub, RECEIVED, COLIN)
    for named in (FIRST, "TL25-000099"):
        member = FamilyMember(name="A", relation=Relation.SIBLING, sibling_journey=named)
        given = give(hub, received(family=(member,)), POLICE)
        assert "SiblingLinked" not in given.events
    assert show(hub, FIRST).siblings == ()


def test_a_sibling_named_on_the_record_is_linked_on_both(hub):
    give(hub, RECEIVED, COLIN)
    member = FamilyMember(name="A", relation=Relation.SIBLING, sibling_journey=FIRST)
    give(hub, received(child=ELDER, family=(member,)), COLIN)
    give(hub, received(child=YOUNGER), COLIN)
    give(hub, contact.AddFamilyMember(member=member), COLIN, THIRD)
    assert [each.reference for each in show(hub, FIRST).siblings] == [SECOND, THIRD]
    assert whole(hub)


def test_a_contact_that_joins_a_childs_journey_brings_its_siblings_along(hub):
    known = tell(hub, REFERRED)
    tell(hub, replace(THREE, siblings=THREE.siblings[:1]), CONTACT[1:])
    answer = give(hub, decide_contact(Outcome.JOINED, joins=known.reference), MONA, "TL25-000002")
    assert isinstance(answer, Given)
    assert [each.reference for each in show(hub, known.reference).siblings] == ["TL25-000003"]
    assert whole(hub)


# -- links -----------------------------------------------------------------------------------------


def test_a_link_stands_on_both_records_and_so_does_its_end(hub):
    tell(hub, CONTACT)
    tell(hub, CONTACT)
    give(hub, link(SECOND), COLIN, FIRST)
    for reference in (FIRST, SECOND):
        assert events_of(hub, reference)[-1] == "SiblingLinked"
    unlink = family.UnlinkSibling(sibling=FIRST, reason="not related")
    give(hub, unlink, CARLA, SECOND)
    for reference in (FIRST, SECOND):
        assert events_of(hub, reference)[-1] == "SiblingUnlinked"
        assert show(hub, reference).siblings == ()
        assert "taken back" in show(hub, reference).timeline[-1].what
    assert whole(hub)


def test_links_that_cannot_be_are_refused_and_leave_nothing(hub):
    tell(hub, CONTACT)
    tell(hub, CONTACT)
    give(hub, link(SECOND), COLIN, FIRST)
    with untouched(hub):
        for wrong, code in (
            (FIRST, "unknown-subject"),
            ("TL25-000099", "unknown-subject"),
            (SECOND, "not-now"),
        ):
            answer = give(hub, link(wrong), COLIN, FIRST)
            assert (answer.code, bool(answer.sentence)) == (code, True)


# -- facts of the family ---------------------------------------------------------------------------


@pytest.mark.shows("C11")
def test_facts_of_the_family_are_shown_from_the_siblings_record_with_where_they_stand(hub):
    give(hub, THREE, COLIN)
    partner = FamilyMember(name="New Invented", relation=Relation.NEW_PARTNER)
    given = [
        give(hub, command, MONA, FIRST)
        for command in (
            contact.AddFamilyMember(member=partner),
            contact.RecordParentalResponsibility(
                member="Invented Father",
                holds=True,
                acquired=Acquired.ORDER,
                since=date(2025, 9, 1),
                how_known="the order was seen",
            ),
            family.ChangeHousehold(
                what_happened="moved in",
                moves=(HouseholdMove(member="New Invented", joined=True),),
                address="2 Invented Row",
            ),
        )
    ]
    facts = {
        (fact.kind, fact.version): (fact.what, fact.reference, fact.new_here)
        for fact in show(hub, SECOND).siblings[0].facts
        if fact.version >= given[0].version
    }
    assert facts == {
        ("family-member", given[0].version): (
            "New Invented is the child's new partner there.",
            FIRST,
            True,
        ),
        ("parental-responsibility", given[1].version): (
            "Invented Father holds parental responsibility for the sibling since 2025-09-01 (order).",
            FIRST,
            True,
        ),
        ("household", given[2].version): (
            "New Invented joined the household on 2025-09-02.",
            FIRST,
            True,
        ),
        ("address", given[2].version): ("The sibling lives at 2 Invented Row.", FIRST, True),
    }
    # Nothing was copied, and consent for this child still wants responsibility for this child.
    assert [m.name for m in show(hub, SECOND).members] == ["Invented Mother", "Invented Father"]
    assert show(hub, SECOND).members[1].parental_responsibility is False
    own = show(hub, FIRST).members
    assert (own[1].acquired, own[1].responsible_since) == ("order", date(2025, 9, 1))
    assert (own[2].in_household, own[2].household_since) == (True, date(2025, 9, 2))


@pytest.mark.shows("C11")
def test_what_is_a_childs_own_is_not_shown_on_a_siblings_journey(hub):
    give(hub, THREE, COLIN)
    give(hub, VIEWS, MONA, FIRST)
    give(hub, record.AddConcern(category=ConcernCategory.SEXUAL, description="secret"), MONA, FIRST)
    shown = repr(show(hub, SECOND).siblings)
    assert WORDS not in shown
    assert "secret" not in shown
    assert "hungry" not in shown


def test_as_of_an_earlier_instant_the_siblings_later_facts_are_not_there(hub):
    story = Story(hub)
    story.give(THREE)
    then = hub.clock.now()
    tell_on(story, at("2025-09-03"))
    give(hub, family.ChangeHousehold(what_happened="x", address="2 Row"), MONA, FIRST)
    now = {fact.kind for fact in show(hub, SECOND).siblings[0].facts}
    before = {fact.kind for fact in show(hub, SECOND, as_of=then).siblings[0].facts}
    assert now - before == {"address"}


def test_whoever_may_not_read_journeys_reads_no_siblings(hub):
    give(hub, THREE, COLIN)
    assert show(hub, FIRST, AUDITOR).siblings
    with pytest.raises(NotFoundError):
        show(hub, FIRST, POLICE)
