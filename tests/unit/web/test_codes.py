"""Codes for returns: listed by the API, chosen in words, shown in words, refused with a remedy."""

import re

import pytest

from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to
from tests.unit.web.form_reader import text_of
from tests.unit.web.test_forms import Person

RECORD = "/journeys/TL25-000001/do/record-codes"


@pytest.fixture
def mona(callers):
    callers.journey()
    return Person(callers, "mona")


def section(person, reference="TL25-000001"):
    page = person.open(f"/journeys/{reference}").text
    return text_of(re.search(r'<section id="codes".*?</section>', page, re.DOTALL).group(0))


@pytest.mark.parametrize("user", ["mona", "police-desk", "aud"])
def test_everybody_who_is_signed_in_can_read_the_lists(callers, user):
    answer = callers.get(user, "/api/codes")
    assert answer.status_code == 200
    lists = {each["key"]: each for each in answer.json()}
    assert lists["sex"] == {
        "key": "sex",
        "title": "Sex",
        "source": "Department for Education, children in need census",
        "edition": "2025 to 2026",
        "known_by": "the family or the health visitor",
        "not_yet_known": "U",
        "codes": [
            {"code": "F", "words": "Female"},
            {"code": "M", "words": "Male"},
            {"code": "U", "words": "Not known, or not yet born"},
        ],
    }
    assert len(lists) == 9


def test_nobody_reads_them_without_signing_in(callers):
    assert callers.get(None, "/api/codes").status_code == 401


def test_a_code_that_is_none_is_bad_input_with_the_codes_that_can_stand_there(callers):
    reference = callers.journey()
    said = {"how_known": "the file", "closure_reason": "RC10"}
    answer = callers.give("mona", reference, "record-codes", said)
    assert answer.status_code == 422
    [fault] = answer.json()["faults"]
    assert fault["where"] == "closure_reason"
    assert fault["what"] == "it is no code of the list 'Reason for closure'"
    assert fault["expected"].startswith("one of RC1 (Adopted), RC2 (Died), RC3 (")


def test_the_journey_holds_codes_in_words_and_what_is_missing(callers):
    shown = callers.get("mona", f"/api/journeys/{callers.journey()}").json()
    assert shown["codes"][0] == {
        "list": "referral-source",
        "title": "Referral source",
        "code": "2A",
        "words": "School",
    }
    assert shown["missing_codes"][0] == {
        "list": "ethnicity",
        "title": "Ethnicity",
        "known_by": "the family, the school or the health visitor",
        "stands": "NOBT",
        "stands_for": "Not yet obtained",
    }


def test_a_form_offers_words_and_the_record_holds_the_code(callers, mona):
    page = mona.open(RECORD)
    assert '<option value="WIRT">Traveller of Irish heritage</option>' in page.text
    answer = mona.send(
        page,
        how_known="The mother.",
        ethnicity="WIRT",
        sex="F",
        disabilities=["HEAR", "LD"],
    )
    assert answer.status_code == 303
    child = callers.get("mona", "/api/journeys/TL25-000001").json()["child"]
    assert (child["ethnicity_code"], child["sex"]) == ("WIRT", "F")
    assert child["disability_codes"] == ["HEAR", "LD"]


def test_an_assessment_is_named_only_once_one_has_ended(mona):
    assert "At the end of which assessment?" not in mona.open(RECORD).text


def test_a_mistyped_pupil_number_is_said_at_its_field_and_what_was_typed_stays(mona):
    answer = mona.do("TL25-000001", "record-codes", how_known="The school.", upn="A801200001001")
    assert answer.status_code == 422
    said = text_of(answer.text)
    assert "“Pupil number (UPN)”: its check letter does not fit the figures." in said
    assert 'value="A801200001001"' in answer.text


def test_no_disability_beside_one_is_said_at_its_field(mona):
    answer = mona.do(
        "TL25-000001", "record-codes", how_known="The school.", disabilities=["NONE", "MOB"]
    )
    assert answer.status_code == 422
    assert "NONE says that no other applies. Expected: NONE alone, or the others." in text_of(
        answer.text
    )


def test_the_page_says_what_is_missing_and_who_could_know_it(mona):
    said = section(mona)
    assert "Referral source School (2A)" in said
    assert "Ethnicity. Who could know it: the family, the school or the health visitor." in said
    assert "Until then a return says: Not yet obtained." in said
    assert f'href="{RECORD}"' in mona.open("/journeys/TL25-000001").text


def test_the_page_says_when_nothing_is_missing(mona):
    mona.do(
        "TL25-000001",
        "record-codes",
        how_known="The mother.",
        ethnicity="WBRI",
        sex="F",
        disabilities=["NONE"],
        upn="H801200001001",
    )
    said = section(mona)
    assert "Nothing is missing." in said
    assert "Ethnicity White British (WBRI)" in said
    assert "Pupil number (UPN) H801200001001" in said
    assert "Codes for the returns were recorded." in text_of(
        mona.open("/journeys/TL25-000001").text
    )


def test_as_it_was_nothing_is_asked_of_the_reader(callers):
    callers.journey()
    go_to(callers.hub, london("2025-09-05", "16:00"))
    page = Person(callers, "mona").open("/journeys/TL25-000001?as_of=2025-09-03").text
    assert "Codes for returns" in page
    assert RECORD not in page
