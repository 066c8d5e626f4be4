"""Closed lists of codes: as they are shipped, and what the check says of slips in them."""

import pytest

from policy.load import load_rulebook
from tests.support.rulebook import RULEBOOK
from tests.unit.policy.folders import changed, copy_of_shipped, faults

BOOK = RULEBOOK.codes
CODES = "codes.toml"


def test_the_lists_are_those_of_the_census_and_annex_a():
    assert {key: len(each.codes) for key, each in BOOK.lists.items()} == {
        "referral-source": 22,
        "primary-need": 10,
        "ethnicity": 20,
        "sex": 3,
        "disability": 13,
        "upn-unknown": 7,
        "factor": 42,
        "closure-reason": 9,
        "abuse-category": 5,
    }


def test_every_list_says_where_it_comes_from_its_edition_and_who_could_know():
    for each in BOOK.lists.values():
        assert "census" in each.source
        assert each.edition == "2025 to 2026"
        assert each.known_by


@pytest.mark.parametrize(
    ("key", "said", "code"),
    [
        ("ethnicity", "White British", "WBRI"),
        ("ethnicity", "  white   english ", "WBRI"),
        ("ethnicity", "wbri", "WBRI"),
        ("ethnicity", "Kurdish", None),
        ("ethnicity", None, None),
        ("disability", "none", "NONE"),
        ("disability", "some trouble with hearing", None),
    ],
)
def test_words_stand_for_a_code_only_where_they_are_sure(key, said, code):
    assert BOOK.meant_by(key, said) == code


def test_a_code_that_its_list_has_left_out_since_is_shown_as_it_is():
    assert BOOK.words("factor", "3B") == "Domestic abuse: a parent or carer its subject"
    assert BOOK.words("factor", "8A") == "8A"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('key = "sex"', 'key = "gender"', "list 'gender': nothing asks for it"),
        ('key = "sex"', 'key = "gender"', "there is no list 'sex'"),
        ('key = "sex"', 'key = "factor"', "list 'factor': it stands there twice"),
        ('code = "N2"', 'code = "N1"', "list 'primary-need': N1 stands there twice"),
        ('not_yet_known = "N0"', 'not_yet_known = "N10"', "not_yet_known: it says 'N10'"),
        (
            'words = "Bangladeshi", also = ["british bangladeshi"]',
            'words = "Bangladeshi", also = ["british indian"]',
            "'british indian' means AIND and ABAN",
        ),
        ('code = "MUL", words', 'code = "SEV", words', "it has other codes than the record"),
        ('police = "6"\nschool = "2A"\ned', 'police = "66"\nschool = "2A"\ned', "'66' is no ref"),
        ('probation = "7"', 'parole = "7"', "nobody knows the kind 'parole'"),
        ('[referral_source]\nanonymous = "9"', '[referral_source]\nanonymous = "99"', "'99' is no"),
        ('code = "21", words', 'code = "21", meaning', "meaning"),
        (
            'code = "CHNE"',
            'code = "CHNECHNECHNE"',
            "list 'ethnicity', code 14, code: it says 'CHNECHNECHNE'",
        ),
        ('known_by = "the worker who assessed"\n', "", "known_by"),
    ],
)
def test_a_slip_is_named_with_its_place(tmp_path, old, new, said):
    found = faults(changed(tmp_path, CODES, old, new))
    assert any(said in fault and fault.startswith(CODES) for fault in found), found


def test_a_code_that_stands_alone_is_marked_so_in_its_list():
    assert {key: sorted(each.alone) for key, each in BOOK.lists.items() if each.alone} == {
        "disability": ["NONE"],
        "factor": ["21"],
    }


def test_a_hub_with_other_lists_holds_its_own(tmp_path):
    own = changed(tmp_path, CODES, 'words = "Low income"', 'words = "Poverty"')
    assert faults(own) == []
    assert load_rulebook(own).codes.words("primary-need", "N7") == "Poverty"


def test_a_folder_without_lists_has_the_products_own(tmp_path):
    folder = copy_of_shipped(tmp_path)
    (folder / CODES).unlink()
    assert faults(folder) == []
    assert load_rulebook(folder).codes == BOOK
