from dataclasses import replace
from datetime import date

import pytest

from journey.commands import contact, family
from journey.commands.contact import SiblingReceived
from journey.family import Acquired, HouseholdMove, Kin, Responsibility
from journey.pasting import Written, alike, pasted, shingles, speaks_of_another, words_of
from journey.people import Child, FamilyMember, Relation
from tests.support.cases import CONTACT, RESEARCHING, ask, at, play, received, refused

FATHER = "Invented Father"
KIN = Kin()


def holds(said, on=None):
    kin = replace(KIN, responsibilities=said)
    found = kin.responsibility("Ada Invented", on)
    return None if found is None else found.holds


def said(*, so, since=None):
    return Responsibility(member="Ada Invented", holds=so, since=since)


ACQUIRED = (said(so=False), said(so=True, since=date(2025, 9, 4)))
LOST = (*ACQUIRED, said(so=False, since=date(2025, 9, 20)))


@pytest.mark.shows("C5")
@pytest.mark.parametrize(
    ("statements", "on", "expected"),
    [
        ((), None, None),
        (ACQUIRED, date(2025, 9, 3), False),
        (ACQUIRED, date(2025, 9, 4), True),
        (ACQUIRED, None, True),
        (LOST, date(2025, 9, 19), True),
        (LOST, date(2025, 9, 20), False),
        (LOST, None, False),
        # An earlier day that is recorded later does not undo what came after it.
        ((*LOST, said(so=True, since=date(2025, 9, 10))), None, False),
        # Without a day it is said of all the time so far: the record was wrong.
        ((*ACQUIRED, said(so=False)), date(2025, 9, 4), False),
    ],
)
def test_parental_responsibility_is_held_on_days(statements, on, expected):
    assert holds(statements, on) is expected


def responsible(**changes):
    given = {"member": FATHER, "holds": True, "how_known": "the paper was seen"}
    return contact.RecordParentalResponsibility(**{**given, **changes})


CONSENTS = contact.RecordConsent(
    answer=contact.ConsentAnswer.GIVEN, given_by=FATHER, reason="asked at home"
)


@pytest.mark.shows("C5")
def test_consent_follows_parental_responsibility_from_the_day_it_is_acquired():
    played = play(CONTACT, at("2025-09-05"))
    assert played.give(CONSENTS).code == "consent-invalid"
    assert played.give(responsible(acquired=Acquired.AGREEMENT, since=date(2025, 9, 4))) is None
    early = replace(CONSENTS, at=played.now.replace(day=3))
    answer = played.give(early)
    assert answer.code == "consent-invalid"
    assert answer.sentence.endswith("did not hold parental responsibility on that day.")
    assert played.give(CONSENTS) is None


@pytest.mark.shows("C5")
def test_consent_ends_to_carry_research_when_parental_responsibility_is_lost():

    mother = responsible(member="Invented Mother", holds=False, since=date(2025, 9, 3))
    played = play(RESEARCHING, at("2025-09-04"), mother)
    assert played.give(ask("police")).code == "consent-invalid"


@pytest.mark.parametrize(
    "wrong",
    [
        {"acquired": Acquired.BIRTH_MOTHER},
        {"acquired": Acquired.AGREEMENT, "holds": False},
        {"since": date(2025, 9, 3)},
        {"since": date(2014, 1, 1)},
    ],
)
def test_what_cannot_be_so_of_parental_responsibility_is_refused(wrong):
    played = play(received(child=Child(name="Invented Child", born=date(2015, 5, 4))))
    answer = played.give(responsible(**wrong))
    assert answer.code == "unknown-subject"
    assert answer.needs


def test_a_household_is_as_the_newest_day_says_and_not_as_the_newest_entry():
    aunt = FamilyMember(name="Invented Aunt", relation=Relation.OTHER_RELATIVE)

    def moves(*, joined, since):
        return family.ChangeHousehold(
            what_happened="told by the school",
            moves=(HouseholdMove(member="Invented Aunt", joined=joined),),
            since=since,
        )

    played = play(
        CONTACT,
        contact.AddFamilyMember(member=aunt),
        at("2025-09-20"),
        moves(joined=False, since=date(2025, 9, 15)),
        moves(joined=True, since=date(2025, 9, 5)),
    )
    assert played.case.family[-1].in_household is False
    assert played.case.kin.stay("Invented Aunt").since == date(2025, 9, 15)


def test_an_address_of_the_household_is_the_childs_from_then_on():
    change = family.ChangeHousehold(what_happened="evicted", address="2 Invented Row")
    assert play(CONTACT, change).case.child.address == "2 Invented Row"


@pytest.mark.shows("C11")
def test_a_contact_that_names_one_child_twice_is_refused():
    twin = SiblingReceived(child=Child(name="invented  CHILD"))
    answer = refused(play(), received(siblings=(twin,)))
    assert answer.code == "unknown-subject"
    assert "not its own sibling" in answer.sentence


# -- words pasted from a sibling's record ----------------------------------------------------------

HERS = (
    "Ada says that the flat is cold at night and that she waits on the stairs until somebody "
    "comes home. She would like her grandmother to stay with them."
)
HIS = HERS.replace("Ada", "Bo").replace("She", "He").replace("she", "he").replace(" her ", " his ")
OTHER = (
    "Bo cooks for the little ones on most days and is tired. In the evening it gets cold, so "
    "everybody sleeps in one room, and at school nobody asks what it is like."
)
NAMES = frozenset({"ada", "bo"})


def found(text, earlier=HERS, **changes):
    given = {"names": NAMES, "percent": 60, "least": 12, **changes}
    return pasted([Written("B", 9, text)], [Written("A", 7, earlier)], **given)


def test_the_same_words_with_another_name_and_pronoun_are_the_same():
    (one,) = found(HIS)
    assert (one.entry, one.sibling, one.sibling_entry, one.alike) == (9, "A", 7, 100)


def test_other_words_about_the_same_home_are_not():
    assert found(OTHER) == []
    assert alike(shingles(HERS, NAMES), shingles(OTHER, NAMES)) < 10


def test_a_few_words_are_alike_by_chance_and_passed_over():
    assert found("Seen at home.", "Seen at home.") == []
    assert len(found("Seen at home.", "Seen at home.", least=3)) == 1


def test_accents_case_and_punctuation_make_no_difference():
    assert words_of("Zoë, and ZOE: “said”…") == ["zoe", "and", "zoe", "said"]


def test_of_several_the_most_alike_is_named():
    part = " ".join(HERS.split()[:-4])
    (one,) = pasted(
        [Written("B", 9, HERS)],
        [Written("A", 3, part), Written("C", 5, HERS)],
        names=NAMES,
        percent=60,
        least=12,
    )
    assert (one.sibling, one.alike) == ("C", 100)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bo is well.", []),
        ("Ada is well.", ["A"]),
        ("Ada looks after Bo.", []),
        ("The family is well.", []),
    ],
)
def test_a_text_that_names_the_sibling_and_not_the_child_is_noticed(text, expected):
    assert speaks_of_another(text, own="Bo Invented", others=[("A", "Ada Invented")]) == expected
