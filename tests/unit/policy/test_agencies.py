"""The invented agencies can be reached on every day, and what cannot work is refused."""

from datetime import date

import pytest

from journey.policy import Agency
from policy.check import check
from policy.load import load_agency_kinds, load_rulebook
from policy.partners import agency_faults
from tests.unit.policy.folders import changed, copy_of_shipped, faults

AGENCIES = load_rulebook().agencies
FILE = "agencies.toml"


def agency(key, **more):
    return Agency(
        **{"key": key, "name": key.title(), "kind": "police", "email": f"{key}@police.example"}
        | more
    )


def said_of(*agencies):
    return [
        f"{fault.where}: {fault.what}"
        for fault in agency_faults({a.key: a for a in agencies}, {"police"})
    ]


def test_every_kind_of_agency_has_one():
    assert {each.kind for each in AGENCIES.values()} == set(load_agency_kinds())


def test_every_address_is_one_that_cannot_receive_mail():
    addresses = {each.email for each in AGENCIES.values()} | {
        each.manager_email for each in AGENCIES.values()
    }
    assert [address for address in addresses if not address.endswith(".harrowmere.example")] == []


def test_a_school_is_closed_in_august_and_the_education_desk_is_asked_instead():
    school = AGENCIES["school-alder-bank"]
    assert school.why_closed(date(2026, 8, 12)) == "summer holidays"
    assert school.why_closed(date(2026, 9, 1)) is None
    assert school.ask_instead == "education"
    assert AGENCIES["education"].why_closed(date(2026, 8, 12)) is None


def test_the_duty_sergeant_is_chased_beside_the_police_desk():
    assert AGENCIES["police"].deputy == "police-duty"


REFUSED = {
    "a deputy that is no agency": (
        'deputy = "police-duty"',
        'deputy = "police-night"',
        "agencies.toml, agency 'police', deputy: there is no agency 'police-night'. Expected: the key of an agency",
    ),
    "a stand-in that is no agency": (
        'key = "school-ferry-lane"\nname = "Ferry Lane Infant School and Nursery"\nkind = "school"\ndeputy = "education"\nclosed_with = "school-holidays"\nask_instead = "education"',
        'key = "school-ferry-lane"\nname = "Ferry Lane Infant School and Nursery"\nkind = "school"\ndeputy = "education"\nclosed_with = "school-holidays"\nask_instead = "nobody"',
        "agencies.toml, agency 'school-ferry-lane', ask_instead: there is no agency 'nobody'. Expected: the key of an agency",
    ),
    "an unknown kind": (
        'kind = "hospital"',
        'kind = "hopsital"',
        "agencies.toml, agency 'hospital', kind: nobody knows the kind 'hopsital'.",
    ),
    "the same agency twice": (
        'key = "gp-saltgate"',
        'key = "gp-millwater"',
        "agencies.toml, agency 'gp-millwater': it stands there twice. Expected: each key once",
    ),
    "a closure that ends before it begins": (
        "first = 2026-07-23, last = 2026-08-31",
        "first = 2026-08-31, last = 2026-07-23",
        "agencies.toml, agency 'school-alder-bank', closed 'summer holidays': it ends on 2026-07-23, before it begins on 2026-08-31.",
    ),
    "an address that is none": (
        'email = "advice@lantern-house.harrowmere.example"',
        'email = "lantern house"',
        "agencies.toml, agency 'domestic-abuse', email: it says 'lantern house'.",
    ),
    "an unknown key": (
        'key = "housing"',
        'key = "housing"\nphone = "none"',
        "agencies.toml, agency 'housing', phone: nobody knows this key. Expected: one of key, name, kind",
    ),
    "an agency that nothing can reach": (
        'email = "duty@youth-justice.harrowmere.example"\n',
        "",
        "agencies.toml, agency 'youth-justice': nothing can reach it. Expected: an email or a webhook",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_agency_that_cannot_work_is_refused(tmp_path, name):
    old, new, said = REFUSED[name]
    assert any(fault.startswith(said) for fault in faults(changed(tmp_path, FILE, old, new)))


def test_closings_that_nobody_has_written_are_refused(tmp_path):
    path = copy_of_shipped(tmp_path) / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('closed_with = "school-holidays"', 'closed_with = "harvest"', 1),
        encoding="utf-8",
    )
    assert [fault.what for fault in check(tmp_path)] == ["no closings are called 'harvest'"]


def test_two_deputies_cannot_be_each_others():
    assert said_of(agency("desk", deputy="duty"), agency("duty", deputy="desk")) == [
        "agencies, agency 'desk', deputy: it comes round: desk → duty → desk",
        "agencies, agency 'duty', deputy: it comes round: duty → desk → duty",
    ]


def test_nobody_stands_in_for_themselves():
    assert said_of(agency("desk", ask_instead="desk")) == [
        "agencies, agency 'desk', ask_instead: it comes round: desk → desk"
    ]


def test_whoever_leads_into_a_circle_is_not_blamed_for_it():
    said = said_of(
        agency("clerk", deputy="desk"), agency("desk", deputy="duty"), agency("duty", deputy="desk")
    )
    assert not any("'clerk'" in fault for fault in said)


def test_a_closed_agency_needs_somebody_to_ask_instead():
    closed = ((date(2026, 8, 1), date(2026, 8, 31), "August"),)
    assert said_of(agency("desk", closed=closed)) == [
        "agencies, agency 'desk', ask_instead: it has closed days, and nobody is asked on them"
    ]


def test_who_is_asked_instead_must_be_open_then():
    august = ((date(2026, 8, 1), date(2026, 8, 31), "August"),)
    late_august = ((date(2026, 8, 31), date(2026, 9, 2), "move"),)
    assert said_of(
        agency("school", closed=august, ask_instead="desk"),
        agency("desk", closed=late_august, ask_instead="duty"),
        agency("duty"),
    ) == [
        "agencies, agency 'school', ask_instead: 'desk' is closed too in 'August', from 2026-08-31"
    ]


def test_one_day_cannot_be_closed_for_two_reasons():
    closed = (
        (date(2026, 8, 1), date(2026, 8, 31), "August"),
        (date(2026, 8, 31), date(2026, 9, 2), "move"),
    )
    assert said_of(agency("desk", closed=closed, ask_instead="duty"), agency("duty")) == [
        "agencies, agency 'desk', closed 'August': it overlaps 'move' from 2026-08-31"
    ]
