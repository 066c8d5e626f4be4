"""Agencies: how an administrator keeps them, and how a partner keeps its own."""

from dataclasses import replace
from datetime import date

import pytest

from casework import people
from casework.errors import NotAllowedError
from journey.case import Case
from tests.support.rulebook import london
from tests.unit.casework.hubs import go_to
from tests.unit.web.test_administration_people import noted, press, words

AGENCIES = "/administration/agencies"
NEW = "/administration/new-agency"
LANTERN = {
    "key": "lantern",
    "name": "Lantern House",
    "kind": "domestic-abuse",
    "email": "advice@lantern.example",
}
STRIKE = {"first-day": "4", "first-month": "9", "first-year": "2025", "why": "a strike"}


@pytest.fixture
def ada(callers):
    """The callers, with ada, an administrator, signed in."""
    callers.sign_in("ada")
    return callers


@pytest.fixture
def desk(callers):
    """The callers, with the desk of the health agency signed in."""
    callers.sign_in("health-desk")
    return callers


def sent(callers, reference) -> list[tuple[str, str]]:
    with callers.hub.store.read() as session:
        case: Case = callers.hub.cases.load(session, reference)
    return [(each.template, each.to) for each in case.sent]


def test_agencies_say_who_stands_in_and_whether_they_are_closed_today(ada):
    day = date(2025, 9, 2)
    people.close_agency(ada.hub, None, "housing", day, day, "a flood", ask_instead="probation")
    said = words(ada.client.get(AGENCIES))
    assert "Fernleigh Police police Police Fernleigh Police duty desk – Added here" in said
    assert "Fernleigh Homes housing Housing – Closed today a flood" in said
    one = words(ada.client.get(f"{AGENCIES}/housing"))
    assert "Closed today a flood. Fernleigh Probation is asked instead." in one
    assert "2 September 2025 a flood Take back" in one
    school = words(ada.client.get(f"{AGENCIES}/school"))
    assert "24 July 2025 to 1 September 2025: summer holidays" in school
    assert "Is the deputy of Fernleigh Police" in words(ada.client.get(f"{AGENCIES}/police-duty"))
    assert "Its people 1 person" in words(ada.client.get(f"{AGENCIES}/police"))


def test_an_agency_says_in_what_it_differs_from_the_file(ada):
    known = {each.key: each for each in people.agencies(ada.hub)}
    changed = replace(known["police"], deputy=None)
    ada.hub.profiles = replace(ada.hub.profiles, agencies={**known, "police": changed})
    said = words(ada.client.get(f"{AGENCIES}/police"))
    assert "Changed here. Unlike the file agencies.toml: Deputy." in said
    assert "As in the file agencies.toml." in words(ada.client.get(f"{AGENCIES}/health"))


def test_an_agency_is_added_and_changed_and_noted(ada):
    assert press(ada, NEW, NEW, **LANTERN).headers["location"] == f"{AGENCIES}/lantern?done=added"
    form = f"{AGENCIES}/lantern/change"
    fields = {name: value for name, value in LANTERN.items() if name != "key"}
    press(ada, form, form, **{**fields, "deputy": "police", "manager_email": "m@lantern.example"})
    changed = people.agency(ada.hub, "lantern")
    assert (changed.deputy, changed.manager_email) == ("police", "m@lantern.example")
    assert noted(ada, "lantern") == [
        (
            "ada",
            "changed",
            "agency",
            "lantern",
            (("deputy", None, "police"), ("manager_email", None, None)),
        ),
        ("ada", "added", "agency", "lantern", ()),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"key": "police"}, "“Key”: there is such an agency already."),
        ({"key": "Lantern!"}, "“Key”: it cannot be used as a name."),
        ({"name": ""}, "Fill in “Name”"),
        ({"kind": "moon"}, "Choose one of the answers to “Kind”"),
        ({"email": ""}, "“Mail address”: nothing can reach it."),
        ({"email": "nowhere"}, "“Mail address”: it is no mail address."),
        ({"manager_email": "nowhere"}, "“Manager’s mail address”: it is no mail address."),
        ({"webhook": "ftp://x"}, "“Webhook”: it cannot be posted to."),
        ({"deputy": "moon"}, "Choose one of the answers to “Deputy”"),
    ],
)
def test_what_is_wrong_with_an_agency_stands_beside_the_field(ada, given, said):
    before = len(people.agencies(ada.hub))
    assert said in words(press(ada, NEW, NEW, **{**LANTERN, **given}), 422)
    assert len(people.agencies(ada.hub)) == before


def test_deputies_that_are_each_others_are_refused(ada):
    form = f"{AGENCIES}/police-duty/change"
    fields = {"name": "Desk", "kind": "police", "email": "d@police.example", "deputy": "police"}
    assert "“Deputy”: it comes round:" in words(press(ada, form, form, **fields), 422)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "it has closed days, and nobody is asked on them"),
        ({"ask_instead": "school", "first-month": "8"}, "'school' is closed too"),
        ({"first-day": ""}, "it lacks a day"),
        ({"first-day": "31"}, "it is not a real date"),
        ({"first-year": "2205"}, "it is more than three years ahead"),
        ({"first-day": "", "first-month": "", "first-year": ""}, "Enter a date for"),
        (
            {"last-day": "3", "last-month": "9", "last-year": "2025"},
            "“Last closed day”: it lies before the first day.",
        ),
        (
            {"last-day": "4", "last-month": "9", "last-year": "2027"},
            "“Last closed day”: the agency would be closed for more than a year.",
        ),
        ({"why": ""}, "Fill in “Why”"),
        ({"why": "x" * 100_000}, "“Why” must be"),
    ],
)
def test_what_is_wrong_with_closed_days_stands_beside_the_field(ada, given, said):
    form = f"{AGENCIES}/health/closed-days"
    assert said in words(press(ada, form, form, **{**STRIKE, **given}), 422)
    assert people.agency(ada.hub, "health").closed == ()


def test_closed_days_that_overlap_or_leave_another_agency_without_a_stand_in_are_refused(ada):
    form = f"{AGENCIES}/education/closed-days"
    summer = {**STRIKE, "first-day": "1", "first-month": "8", "ask_instead": "health"}
    refused = words(press(ada, form, form, **summer), 422)
    assert "Agency 'school': 'education' is closed too in 'summer holidays'" in refused
    form = f"{AGENCIES}/health/closed-days"
    fields = {**STRIKE, "ask_instead": "education"}
    assert press(ada, form, form, **fields).status_code == 303
    assert "it overlaps" in words(press(ada, form, form, **fields), 422)


def test_closed_days_are_added_and_taken_back_and_noted(ada):
    form = f"{AGENCIES}/health/closed-days"
    answer = press(ada, form, form, **STRIKE, ask_instead="education")
    assert answer.headers["location"] == f"{AGENCIES}/health?done=closed-days"
    closed = people.agency(ada.hub, "health")
    assert closed.closed == ((date(2025, 9, 4), date(2025, 9, 4), "a strike"),)
    assert closed.ask_instead == "education"
    assert "4 September 2025 a strike" in words(ada.client.get(f"{AGENCIES}/health"))
    back = f"{AGENCIES}/health/open-days"
    press(ada, back, f"{AGENCIES}/health", first="2025-09-04")
    assert people.agency(ada.hub, "health").closed == ()
    assert "no closed period begins then" in words(
        press(ada, back, f"{AGENCIES}/health", first="2025-09-04"), 422
    )
    assert "it is no day" in words(press(ada, back, f"{AGENCIES}/health", first="<b>"), 422)
    assert [(act, changes) for _, act, _, _, changes in noted(ada, "health")] == [
        ("closed-days-removed", (("closed", "2025-09-04", None),)),
        (
            "closed-days-added",
            (("closed", None, "2025-09-04 – 2025-09-04"), ("ask_instead", None, "education")),
        ),
    ]


def test_a_partner_says_who_stands_in_for_its_agency_and_the_deputy_is_chased_beside_it(desk):
    page = words(desk.client.get("/partner/agency"))
    assert "None. Nobody is chased beside you" in page
    form = "/partner/agency/stand-ins"
    answer = press(desk, form, form, deputy="police-duty")
    assert answer.headers["location"] == "/partner/agency?done=stand-ins"
    assert "Deputy Fernleigh Police duty desk" in words(desk.client.get("/partner/agency"))
    assert noted(desk, "health") == [
        ("health-desk", "changed", "agency", "health", (("deputy", None, "police-duty"),))
    ]
    reference = desk.in_research("health")
    go_to(desk.hub, london("2025-09-09"))
    assert ("chase", "agency:health") in sent(desk, reference)
    assert ("chase", "agency:police-duty") in sent(desk, reference)


def test_a_partner_closes_its_agency_and_who_stands_in_is_asked_and_reminded_that_day(desk):
    form = "/partner/agency/closed-days"
    today = {**STRIKE, "first-day": "2", "last-day": "3", "last-month": "9", "last-year": "2025"}
    answer = press(desk, form, form, **today, ask_instead="education")
    assert answer.headers["location"] == "/partner/agency?done=closed-days"
    reference = desk.in_research("health")
    go_to(desk.hub, desk.hub.clock.now())
    assert ("ask", "agency:education") in sent(desk, reference)
    assert ("ask", "agency:health") not in sent(desk, reference)
    press(desk, "/partner/agency/open-days", "/partner/agency", first="2025-09-02")
    assert people.agency(desk.hub, "health").closed == ()


def test_an_agency_that_closes_after_it_was_asked_is_reminded_through_who_stands_in(desk):
    reference = desk.in_research("health")
    go_to(desk.hub, desk.hub.clock.now())
    assert ("ask", "agency:health") in sent(desk, reference)
    before = len(sent(desk, reference))
    form = "/partner/agency/closed-days"
    week = {**STRIKE, "first-day": "2", "last-day": "30", "last-month": "9", "last-year": "2025"}
    press(desk, form, form, **week, ask_instead="education")
    go_to(desk.hub, london("2025-09-09"))
    later = sent(desk, reference)[before:]
    assert ("chase", "agency:education") in later
    assert all(to != "agency:health" for _, to in later)


def test_a_partner_keeps_its_own_agency_and_no_other(desk):
    for path in (AGENCIES, f"{AGENCIES}/health", f"{AGENCIES}/health/closed-days"):
        assert desk.client.get(path).status_code == 403
    form = "/partner/agency/stand-ins"
    press(desk, form, form, deputy="police-duty", key="police", agency="police")
    assert people.agency(desk.hub, "police").deputy == "police-duty"
    assert people.agency(desk.hub, "health").deputy == "police-duty"
    with pytest.raises(NotAllowedError):
        people.change_agency(
            desk.hub, people.actor_named(desk.hub, "health-desk"), "health", name="x"
        )


def test_a_form_of_another_site_closes_no_agency(desk):
    path = "/partner/agency/open-days"
    assert desk.client.post(path, data={"first": "2025-09-02"}).status_code == 403
    kept = desk.client.post("/partner/agency/closed-days", data=STRIKE)
    assert kept.status_code == 403
    assert 'value="a strike"' in kept.text
