"""The pages on which an administrator reads profiles and calendars."""

from dataclasses import replace

import pytest

from tests.support.rulebook import london
from tests.unit.web.test_administration_people import words

PROFILES = "/administration/profiles"
CALENDARS = "/administration/calendars"
COMPARED = "/administration/compare-profiles"


@pytest.fixture
def ada(callers):
    """The callers, with ada, an administrator, signed in."""
    callers.sign_in("ada")
    return callers


def test_profiles_are_listed_with_the_one_in_use_first_and_their_file(ada):
    said = words(ada.client.get(PROFILES))
    assert said.index("In use england-2023@1") < said.index("jersey-2015@1")
    assert "profiles/jersey-2015.toml" in said


def test_a_profile_says_its_limits_in_words_with_their_authority_and_file(ada):
    said = words(ada.client.get(f"{PROFILES}/england-2023@1"))
    assert "Research red research_red 4 hours From research requested, to reply received" in said
    assert "Local setting, confirm" in said
    assert "Checked" in said
    assert "It came with the product." in said
    assert "The hub is open 09:00 to 17:00" in said
    older = words(ada.client.get(f"{PROFILES}/england-2010@1"))
    assert "Written in profiles/england-2010.toml Builds on england-2023@1" in older
    assert "profiles/england-2023.toml" in older
    assert ada.client.get(f"{PROFILES}/atlantis@1").status_code == 404


def test_two_profiles_are_compared_and_only_what_differs_is_shown(ada):
    said = words(ada.client.get(f"{COMPARED}?left=england-2023@1&right=jersey-2015@1"))
    assert "Bank holidays of England Jersey" in said
    assert "In force from 15 December 2023 1 January 2015" in said
    assert "They are written in profiles/england-2023.toml and profiles/jersey-2015.toml." in said
    same = words(ada.client.get(f"{COMPARED}?left=england-2023@1&right=england-2023@1"))
    assert "They say the same." in same
    assert ada.client.get(f"{COMPARED}?left=england-2023@1&right=x@1").status_code == 404
    assert "This one" in words(ada.client.get(COMPARED))


def test_calendars_say_until_when_they_know_and_which_days(ada):
    said = words(ada.client.get(CALENDARS))
    assert "England In use 1 January 2009 31 December 2027 Wales" in said
    assert "ends on" not in said
    assert "26 December 2025: Boxing Day" in said
    assert "Otter Lane School 1 September 2025 Ends within a year" in said
    jersey = words(ada.client.get(f"{CALENDARS}?place=jersey"))
    assert "9 May 2025: Liberation Day" in jersey
    assert ada.client.get(f"{CALENDARS}?place=%3Cb%3E").status_code == 422


def test_a_calendar_that_ends_within_a_year_is_warned_of(ada):
    ada.hub.clock.set(london("2026-12-31", "12:00"))
    ada.sign_in("ada")
    assert "ends on 31 December 2027" not in words(ada.client.get(CALENDARS))
    ada.hub.clock.set(london("2027-01-02", "12:00"))
    ada.sign_in("ada")
    said = words(ada.client.get(CALENDARS))
    assert "The calendar of England ends on 31 December 2027, in less than a year." in said
    assert "That is in less than a year." in words(ada.client.get("/administration"))


def test_the_hubs_own_closed_days_stand_beside_the_bank_holidays(ada):
    england = ada.hub.profiles.profile("england-2023@1")
    day = london("2025-12-29").date()
    closed = {**england.calendar.holidays, day: "the hub moves"}
    changed = replace(england, calendar=replace(england.calendar, holidays=closed))
    ada.hub.profiles = replace(ada.hub.profiles, profiles={england.id: changed})
    ada.hub.forget_rules()
    assert "29 December 2025: the hub moves" in words(ada.client.get(CALENDARS))
