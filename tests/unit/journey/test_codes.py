"""Codes that returns ask for: what a journey holds, what it lacks, and what can be recorded."""

from datetime import date

import pytest

from journey.coding import gaps, held
from journey.commands.codes import RecordCodes
from journey.commands.running import Close, Reopen
from journey.people import Child, Referrer, ReferrerKind, Sex
from journey.pupil_numbers import check_letter, pupil_number
from journey.terms import AbuseCategory, Guard, Kind, Outcome
from tests.support.cases import (
    ASSESSED,
    ASSESSING,
    CLOSED,
    CONFERRED,
    CONTACT,
    ENDED,
    ENQUIRED,
    ENQUIRING,
    HISTORY,
    TOLD,
    conclude,
    decide_contact,
    decide_referral,
    go_on,
    play,
    received,
    refused,
)
from tests.support.rulebook import RULEBOOK

ASKED = "asked on the telephone"
ONE_OF = (
    "one of: source, ethnicity, sex, born, expected, disabilities, upn, upn_unknown, "
    "primary_need, factors, closure_reason"
)
UNBORN = Child(name="Invented Child, not born", expected=date(2025, 11, 20))


def lacks(played):
    return [each.list for each in gaps(played.case, RULEBOOK)]


def holds(played):
    return {key: codes for key, codes in held(played.case, RULEBOOK).items() if codes}


def authorised(outcome=Outcome.NO_FURTHER_ACTION, **codes):
    return conclude(Kind.ASSESSMENT, outcome, **codes)


def contact_of(child, **referrer):
    given = {"kind": ReferrerKind.OTHER, "name": "Invented Caller"} | referrer
    return (received(child=child, referrer=Referrer(**given)), HISTORY)


# What is held without anybody giving a code


@pytest.mark.parametrize(
    ("referrer", "code"),
    [
        ({"kind": ReferrerKind.POLICE}, "6"),
        ({"kind": ReferrerKind.SCHOOL}, "2A"),
        ({"kind": ReferrerKind.OTHER, "agency": "housing"}, "4"),
        ({"kind": ReferrerKind.INDIVIDUAL, "name": None, "anonymous": True}, "9"),
        ({"kind": ReferrerKind.SCHOOL, "source_code": "2B"}, "2B"),
    ],
)
def test_a_referrer_who_leaves_no_doubt_is_the_referral_source(referrer, code):
    played = play(contact_of(Child(name="Invented Child"), **referrer))
    assert holds(played)["referral-source"] == (code,)
    assert "referral-source" not in lacks(played)


@pytest.mark.parametrize(
    "referrer",
    [{"kind": ReferrerKind.INDIVIDUAL}, {"kind": ReferrerKind.HEALTH, "agency": "health"}],
)
def test_a_referrer_who_may_be_one_of_several_sources_is_asked_about(referrer):
    played = play(contact_of(Child(name="Invented Child"), **referrer)[0])
    assert "referral-source" in lacks(played)
    assert "For the returns a code is needed: the referral source." in played.warnings


@pytest.mark.shows("C4")
def test_words_that_are_sure_are_coded_when_the_contact_comes():
    child = Child(
        name="Invented Child", sex=Sex.FEMALE, born=date(2017, 5, 4),
        ethnicity="White British", disability="none",
    )  # fmt: skip
    played = play(contact_of(child, kind=ReferrerKind.SCHOOL))
    assert holds(played) == {
        "referral-source": ("2A",),
        "ethnicity": ("WBRI",),
        "sex": ("F",),
        "disability": ("NONE",),
    }
    assert lacks(played) == []


@pytest.mark.shows("C4")
def test_words_that_are_not_sure_are_warned_of_and_stay_as_they_are():
    child = Child(name="Invented Child", ethnicity="Kurdish", disability="hears badly")
    played = play(contact_of(child, kind=ReferrerKind.SCHOOL)[0])
    assert "For the returns a code is needed: ethnicity, disability." in played.warnings
    assert played.case.child.ethnicity == "Kurdish"
    assert lacks(played) == ["ethnicity", "sex", "disability", "birth"]


def test_a_code_that_is_given_counts_before_words():
    child = Child(
        name="Invented Child", ethnicity="Irish", ethnicity_code="WIRT",
        disability="deaf", disability_codes=("HEAR", "COMM"),
    )  # fmt: skip
    held_codes = holds(play(contact_of(child)))
    assert held_codes["ethnicity"] == ("WIRT",)
    assert held_codes["disability"] == ("HEAR", "COMM")


# What is lacking, and when


def test_the_lists_own_code_for_not_known_is_still_missing():
    played = play(CONTACT, RecordCodes(how_known=ASKED, ethnicity="NOBT", sex=Sex.UNKNOWN))
    found = {each.list: each.stands for each in gaps(played.case, RULEBOOK)}
    assert found == {"ethnicity": "NOBT", "sex": "U", "disability": None, "birth": None}


def test_a_child_who_refused_to_say_lacks_nothing():
    played = play(CONTACT, RecordCodes(how_known=ASKED, ethnicity="REFU"))
    assert "ethnicity" not in lacks(played)


def test_need_and_pupil_number_are_asked_of_a_child_in_need_alone():
    assert set(lacks(play(ENDED))).isdisjoint({"primary-need", "upn-unknown", "factor"})
    assert {"primary-need", "upn-unknown"} <= set(lacks(play(ASSESSING)))


def test_the_need_of_the_referral_holds_until_another_is_found():
    referred = play(CONTACT, decide_contact(Outcome.REFERRAL))
    go_on(referred, decide_referral(Outcome.ASSESSMENT, primary_need="N3"))
    assert holds(referred)["primary-need"] == ("N3",)
    go_on(referred, ASSESSED, authorised(factors=("16A",)))
    assert holds(referred)["primary-need"] == ("N3",)
    other = play(ASSESSING, ASSESSED, authorised(primary_need="N1", factors=("16A",)))
    assert holds(other)["primary-need"] == ("N1",)


def test_an_assessment_without_codes_is_authorised_with_a_warning():
    played = play(ASSESSING, ASSESSED, authorised())
    [warned] = played.warnings
    assert warned.startswith("For the returns a code is needed: the primary need, the factors at")
    assert "factor" in lacks(played)


def test_a_cancelled_assessment_is_asked_for_nothing():
    played = play(ASSESSING, authorised(Outcome.CANCELLED))
    assert played.warnings == ()
    assert "factor" not in lacks(played)


def test_factors_belong_to_the_assessment_that_found_them():
    played = play(ASSESSING, ASSESSED, authorised(factors=("3B", "16A")))
    assert holds(played)["factor"] == ("3B", "16A")
    assert dict(played.case.codes.factors) == {"E3": ("3B", "16A")}


def test_closing_without_a_reason_is_warned_of_for_a_child_in_need_alone():
    in_need = play(ASSESSING, ASSESSED, authorised(primary_need="N1", factors=("21",)), TOLD)
    go_on(in_need, Close(reason="nothing is left to do"))
    assert in_need.warnings == ("For the returns a code is needed: the reason for closure.",)
    assert "closure-reason" in lacks(in_need)
    not_in_need = play(CLOSED)
    assert not_in_need.warnings == ()
    assert "closure-reason" not in lacks(not_in_need)


def test_a_reason_given_at_closing_is_held_until_it_is_opened_again():
    played = play(ASSESSING, ASSESSED, authorised(factors=("21",)), TOLD)
    go_on(played, Close(reason="nothing is left to do", closure_reason="RC8"))
    assert holds(played)["closure-reason"] == ("RC8",)
    go_on(played, Reopen(reason="a new worry"))
    assert "closure-reason" not in holds(played)


def test_the_category_of_the_newest_plan_is_held():
    enquired = (*ENQUIRING, *ENQUIRED, conclude(Kind.ENQUIRY, Outcome.CONFERENCE), CONFERRED)
    protect = conclude(Kind.CONFERENCE, Outcome.PROTECTION_PLAN, category=AbuseCategory.EMOTIONAL)
    assert holds(play(enquired, protect))["abuse-category"] == ("EMO",)


# Recording and correcting


def test_what_is_recorded_later_is_held_and_what_is_left_out_stays():
    played = play(
        CONTACT,
        RecordCodes(how_known=ASKED, ethnicity="AIND", disabilities=("LD", "AUT"), source="1B"),
        RecordCodes(how_known="the school", sex=Sex.MALE, disabilities=("AUT",)),
    )
    assert holds(played) == {
        "referral-source": ("1B",),
        "ethnicity": ("AIND",),
        "sex": ("M",),
        "disability": ("AUT",),
    }


def test_an_unborn_child_lacks_no_sex_and_no_number_and_the_birth_ends_that():
    played = play(contact_of(UNBORN), decide_contact(Outcome.REFERRAL))
    go_on(played, decide_referral(Outcome.ASSESSMENT, primary_need="N1"))
    assert lacks(played) == ["referral-source", "ethnicity", "disability"]
    go_on(played, RecordCodes(how_known="the midwife", born=date(2025, 9, 1)))
    assert (played.case.child.born, played.case.child.expected) == (date(2025, 9, 1), None)
    assert lacks(played) == ["referral-source", "ethnicity", "sex", "disability", "upn-unknown"]


def test_when_a_birth_is_expected_can_be_said_later():
    played = play(CONTACT, RecordCodes(how_known="the midwife", expected=date(2025, 12, 1)))
    assert played.case.child.expected == date(2025, 12, 1)
    assert "birth" not in lacks(played)


def test_a_pupil_number_takes_the_place_of_the_reason_for_its_lack():
    played = play(ASSESSING, RecordCodes(how_known="the school", upn_unknown="UN4"))
    assert holds(played)["upn-unknown"] == ("UN4",)
    go_on(played, RecordCodes(how_known="the school", upn="H801200001001"))
    assert played.case.child.upn == "H801200001001"
    assert "upn-unknown" not in holds(played)
    assert "upn-unknown" not in lacks(played)


def test_codes_can_be_recorded_on_a_closed_journey_and_open_nothing():
    played = play(CLOSED, RecordCodes(how_known=ASKED, primary_need="N9", closure_reason="RC7"))
    assert holds(played)["closure-reason"] == ("RC7",)
    assert not played.case.is_open


def test_factors_are_recorded_for_the_newest_assessment_or_the_one_named():
    played = play(ASSESSING, ASSESSED, authorised())
    go_on(played, RecordCodes(how_known="the file", factors=("16A",)))
    go_on(played, RecordCodes(how_known="the file", factors=("4B",), assessment="E3"))
    assert dict(played.case.codes.factors) == {"E3": ("4B",)}


@pytest.mark.parametrize(
    ("story", "command", "code", "sentence", "needs"),
    [
        (
            CONTACT,
            RecordCodes(how_known=ASKED),
            Guard.UNKNOWN_SUBJECT,
            "Nothing is said that could be recorded.",
            ONE_OF,
        ),
        (
            CONTACT,
            RecordCodes(how_known=ASKED, born=date(2025, 9, 3)),
            Guard.UNKNOWN_SUBJECT,
            "The child's birth date lies in the future.",
            "born: a day that has passed, or expected for an unborn child",
        ),
        (
            CONTACT,
            RecordCodes(how_known=ASKED, born=date(2025, 9, 1), expected=date(2025, 9, 1)),
            Guard.UNKNOWN_SUBJECT,
            "The child is born.",
            "born: another day, if that is what was wrong",
        ),
        (
            CONTACT,
            RecordCodes(how_known=ASKED, upn="H801200001001", upn_unknown="UN1"),
            Guard.UNKNOWN_SUBJECT,
            "A child with a pupil number has no reason to be without one.",
            "upn or upn_unknown, not both",
        ),
        (
            CONTACT,
            RecordCodes(how_known=ASKED, closure_reason="RC8"),
            Guard.NOT_NOW,
            "The journey is open.",
            "close, with its closure_reason",
        ),
        (
            ASSESSING,
            RecordCodes(how_known=ASKED, factors=("16A",)),
            Guard.NOT_NOW,
            "No assessment has ended.",
            "authorise-assessment, with its factors",
        ),
        (
            (*ASSESSING, *ASSESSED, authorised()),
            RecordCodes(how_known=ASKED, factors=("16A",), assessment="E9"),
            Guard.UNKNOWN_SUBJECT,
            "No assessment E9 has ended.",
            "assessment: one of E3",
        ),
        (
            (*ASSESSING, *ASSESSED, authorised()),
            RecordCodes(how_known=ASKED, sex=Sex.MALE, assessment="E3"),
            Guard.UNKNOWN_SUBJECT,
            "An assessment is named without its factors.",
            "factors: at least one",
        ),
        (
            (),
            RecordCodes(how_known=ASKED, sex=Sex.MALE),
            Guard.NOT_NOW,
            "No journey has begun.",
            "receive-contact",
        ),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_what_would_do(
    story, command, code, sentence, needs
):
    refusal = refused(play(story), command)
    assert (refusal.code, refusal.sentence, refusal.needs) == (code, sentence, (needs,))


def test_a_contact_with_a_pupil_number_and_a_reason_for_its_lack_is_refused():
    child = Child(name="Invented Child", upn="H801200001001", upn_unknown="UN1")
    refusal = refused(play(), contact_of(child)[0])
    assert refusal.needs == ("child.upn or child.upn_unknown, not both",)


# Pupil numbers


def test_the_check_letter_is_counted_from_the_twelve_characters_after_it():
    assert check_letter("801200001001") == "H"
    assert check_letter("80120000100A") == "U"


@pytest.mark.parametrize("written", ["H801200001001", "h801200001001", " H801 2000 01001 "])
def test_a_pupil_number_is_kept_as_schools_write_it(written):
    assert pupil_number(written) == "H801200001001"


@pytest.mark.parametrize("written", ["H80120000100", "8801200001001", "H80120000100O", ""])
def test_what_cannot_be_a_pupil_number_is_refused(written):
    with pytest.raises(ValueError, match="a letter and twelve figures"):
        pupil_number(written)


@pytest.mark.parametrize("written", ["A801200001001", "H801200001010"])
def test_a_mistyped_pupil_number_is_noticed(written):
    with pytest.raises(ValueError, match="its check letter does not fit"):
        pupil_number(written)
