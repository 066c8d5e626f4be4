"""The border of codes: what is no code of its list is bad input, whoever gives it and how."""

from datetime import date

import pytest

from casework import asking
from casework.errors import BadInputError
from casework.giving import give
from casework.registry import parse
from models.projections import rebuild
from tests.unit.casework.hubs import COLIN, MONA
from tests.unit.casework.test_importing import HEADING, row, take_in, text_of

CONTACT = {
    "child": {"name": "Robin Example", "born": "2017-05-04"},
    "referrer": {"kind": "school", "name": "Example Teacher"},
    "reason": "hungry",
    "concerns": [{"category": "neglect", "description": "no breakfast"}],
}


def contact(**child):
    return {**CONTACT, "child": {**CONTACT["child"], **child}}


def faults(hub, name, said, reference=None):
    with pytest.raises(BadInputError) as refused:
        give(hub, parse(name, said), MONA, reference)
    return [(each.where, each.what, each.expected) for each in refused.value.faults]


def received(hub, **child):
    return give(hub, parse("receive-contact", contact(**child)), COLIN).reference


def test_a_code_that_is_none_names_its_place_and_what_can_stand_there(sqlite_hub):
    [(where, what, expected)] = faults(
        sqlite_hub, "receive-contact", contact(ethnicity_code="BRIT")
    )
    assert (where, what) == ("child.ethnicity_code", "it is no code of the list 'Ethnicity'")
    assert expected.startswith("one of WBRI (White British), WIRI (White Irish), WIRT (")


def test_of_a_long_list_the_codes_alone_are_named(sqlite_hub):
    said = {"how_known": "the file", "factors": ["3Z"]}
    [(where, _, expected)] = faults(sqlite_hub, "record-codes", said, received(sqlite_hub))
    assert where == "factors"
    assert expected.startswith("one of 1A, 1B, 1C, 2A, 2B, 2C, 3A,")


def test_a_code_of_another_list_is_none_of_this_one(sqlite_hub):
    said = {"how_known": "the file", "primary_need": "RC8", "source": "N1"}
    found = faults(sqlite_hub, "record-codes", said, received(sqlite_hub))
    assert [where for where, _, _ in found] == ["source", "primary_need"]


def test_small_letters_are_no_code():
    with pytest.raises(BadInputError) as refused:
        parse("record-codes", {"how_known": "the file", "sex": "f"})
    assert refused.value.faults[0].where == "sex"


@pytest.mark.parametrize(
    ("field", "codes", "alone"), [("disabilities", ["NONE", "HEAR"], "NONE"), ("factors", ["21", "3B"], "21")]
)  # fmt: skip
def test_a_code_that_says_none_stands_alone(sqlite_hub, field, codes, alone):
    said = {"how_known": "the file", field: codes}
    found = faults(sqlite_hub, "record-codes", said, received(sqlite_hub))
    sentence = f"{alone} says that no other applies"
    assert found == [(field, sentence, f"{alone} alone, or the others")]


def test_the_codes_of_every_child_of_a_contact_are_looked_at(sqlite_hub):
    sibling = {"child": {"name": "Wren Example", "disability_codes": ["DEAF"]}}
    found = faults(sqlite_hub, "receive-contact", {**CONTACT, "siblings": [sibling]})
    assert [where for where, _, _ in found] == ["siblings.0.child.disability_codes"]


@pytest.mark.parametrize(
    ("upn", "what"),
    [
        (
            "H80120000100",
            "it is no pupil number",
        ),
        ("A801200001001", "its check letter does not fit the figures"),
    ],
)
def test_a_pupil_number_that_cannot_be_one_is_refused(upn, what):
    with pytest.raises(BadInputError) as refused:
        parse("receive-contact", contact(upn=upn))
    [fault] = refused.value.faults
    assert (fault.where, fault.what) == ("child.upn", what)


def test_nothing_is_kept_of_a_command_with_a_code_that_is_none(sqlite_hub):
    reference = received(sqlite_hub)
    before = asking.show(sqlite_hub, MONA, reference)
    faults(sqlite_hub, "record-codes", {"how_known": "x", "sex": "F", "source": "99"}, reference)
    after = asking.show(sqlite_hub, MONA, reference)
    assert after.version == before.version
    assert after.child.sex == "U"


def test_rows_of_a_sheet_bring_codes_and_are_refused_by_their_column(sqlite_hub):
    heading = f"{HEADING},child_ethnicity_code,child_disability_codes,referrer_source_code"
    done, rejected = take_in(
        sqlite_hub,
        text_of(
            f"{row(kind='health')},WBRI,HEAR MOB,3D",
            f"{row(kind='health')},BRIT,,3D",
            f"{row(kind='health')},,NONE MOB,3Z",
            heading=heading,
        ),
    )
    assert (done.accepted, done.rejected) == (1, 2)
    shown = asking.show(sqlite_hub, MONA, done.references[0])
    held = [(code.list, code.code) for code in shown.codes]
    assert held == [
        ("referral-source", "3D"),
        ("ethnicity", "WBRI"),
        ("sex", "U"),
        ("disability", "HEAR"),
        ("disability", "MOB"),
    ]
    assert [(each["rejected_row"], each["rejected_where"]) for each in rejected] == [
        ("3", "child_ethnicity_code"),
        ("4", "child_disability_codes; referrer_source_code"),
    ]


def test_a_journey_shows_its_codes_in_words_and_who_could_know_what_is_missing(sqlite_hub):
    shown = asking.show(sqlite_hub, MONA, received(sqlite_hub, ethnicity="white british"))
    assert [(each.title, each.code, each.words) for each in shown.codes] == [
        ("Referral source", "2A", "School"),
        ("Ethnicity", "WBRI", "White British"),
        ("Sex", "U", "Not known, or not yet born"),
    ]
    assert [(each.title, each.known_by, each.stands_for) for each in shown.missing_codes] == [
        ("Sex", "the family or the health visitor", "Not known, or not yet born"),
        ("Disability", "the family, the school or the health visitor", None),
    ]


def test_a_birth_that_is_recorded_stands_in_lists_and_a_rebuilt_record_says_the_same(hub):
    reference = received(hub, born=None, expected="2025-10-20")
    said = {"how_known": "the midwife", "born": "2025-09-01", "sex": "F"}
    give(hub, parse("record-codes", said), COLIN, reference)
    [line] = asking.journeys(hub, MONA, limit=5).rows
    assert line.born == date(2025, 9, 1)
    assert rebuild(hub.store, check=True).equal


def test_what_was_recorded_is_told_in_words(sqlite_hub):
    reference = received(sqlite_hub)
    said = {
        "how_known": "the school", "primary_need": "N3", "source": "2B", "sex": "F",
        "disabilities": ["MOB", "HEAR"],
    }  # fmt: skip
    give(sqlite_hub, parse("record-codes", said), COLIN, reference)
    newest = asking.show(sqlite_hub, MONA, reference).timeline[-1]
    assert newest.what == (
        "Codes for the returns were recorded: referral source education service, "
        "primary need a parent's disability or illness."
    )
    assert newest.narrative == {
        "sex": "Female",
        "disabilities": "Mobility; Hearing",
        "how_known": "the school",
    }
