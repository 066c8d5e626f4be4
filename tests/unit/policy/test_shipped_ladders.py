"""The instants of the shipped ladders, worked out by hand with a wall calendar.

September 2025 is summer time in England: nine in the morning is 08:00 UTC, and a day ends at
23:00 UTC.
"""

from datetime import UTC, datetime

import pytest

from journey.ladders import Action, Recipient, rung, rung_at
from journey.timescales import due
from policy.load import load_rulebook

RULEBOOK = load_rulebook()


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def instants(key, timescale, ladder, *, started, count):
    profile = RULEBOOK.profile(f"{key}@1")
    due_at = due(at(started), profile.timescale(timescale), profile.calendar)
    return [
        rung_at(
            profile.ladders[ladder],
            n,
            starts_at=at(started),
            due_at=due_at,
            calendar=profile.calendar,
        )
        for n in range(count)
    ]


def test_an_amber_request_of_tuesday_2_september_2025_at_nine():
    assert instants(
        "england-2023", "research_amber", "research_amber", started="2025-09-02 08:00", count=9
    ) == [
        at("2025-09-02 08:00"),  # asked at once
        at("2025-09-03 08:00"),  # half time is 04:30 on Wednesday: reminded when the hub opens
        at("2025-09-03 15:00"),  # an hour before the hub closes on the last day
        at("2025-09-03 23:00"),  # due at Wednesday's end
        at("2025-09-04 12:00"),  # four hub hours into Thursday
        at("2025-09-04 23:00"),  # both managers
        at("2025-09-05 23:00"),  # the senior manager
        at("2025-09-08 23:00"),  # and again after Monday, not on the weekend
        at("2025-09-09 23:00"),
    ]


def test_an_amber_request_is_chased_twice_before_any_manager_hears():
    ladder = RULEBOOK.profile("england-2023@1").ladders["research_amber"]
    assert [rung(ladder, n).action for n in range(8)] == [
        Action.ASK,
        Action.REMIND,
        Action.REMIND,
        Action.CHASE,
        Action.CHASE,
        Action.ESCALATE,
        Action.ESCALATE,
        Action.ESCALATE,
    ]
    assert rung(ladder, 3).to == (Recipient.OWED_BY, Recipient.DEPUTY)
    assert rung(ladder, 5).to == (Recipient.AGENCY_MANAGER, Recipient.MANAGER)
    assert rung(ladder, 6).to == (Recipient.SENIOR_MANAGER,)


def test_a_red_request_of_friday_evening_is_worked_through_the_night():
    assert instants(
        "england-2023", "research_red", "research_red", started="2025-09-05 17:00", count=9
    ) == [
        at("2025-09-05 17:00"),
        at("2025-09-05 19:00"),
        at("2025-09-05 20:00"),
        at("2025-09-05 21:00"),
        at("2025-09-05 22:00"),
        at("2025-09-06 01:00"),
        at("2025-09-06 09:00"),
        at("2025-09-06 21:00"),
        at("2025-09-07 09:00"),
    ]


def test_a_green_request_of_monday_1_september_2025_at_ten():
    assert instants(
        "england-2023", "research_green", "research_green", started="2025-09-01 09:00", count=8
    ) == [
        at("2025-09-01 09:00"),
        at("2025-09-03 08:00"),  # half time is 05:00 on Wednesday
        at("2025-09-04 12:00"),
        at("2025-09-04 23:00"),
        at("2025-09-05 23:00"),
        at("2025-09-08 23:00"),
        at("2025-09-09 23:00"),
        at("2025-09-10 23:00"),
    ]


def test_in_mertons_two_hours_the_second_reminder_moves_between_half_time_and_due():
    assert instants(
        "merton-brag", "research_red", "research_red", started="2025-09-02 08:00", count=6
    ) == [
        at("2025-09-02 08:00"),
        at("2025-09-02 09:00"),
        at("2025-09-02 09:30"),
        at("2025-09-02 10:00"),
        at("2025-09-02 11:00"),
        at("2025-09-02 14:00"),
    ]


def test_mertons_amber_of_tuesday_at_nine_is_due_the_same_afternoon():
    assert instants(
        "merton-brag", "research_amber", "research_amber", started="2025-09-02 08:00", count=5
    ) == [
        at("2025-09-02 08:00"),
        at("2025-09-02 11:00"),
        at("2025-09-02 13:00"),
        at("2025-09-02 14:00"),
        at("2025-09-03 10:00"),  # two hub hours on Tuesday, two on Wednesday
    ]


def test_a_second_signature_asked_on_friday_at_three_is_due_on_monday_at_three():
    assert instants(
        "england-2023", "second_signature", "signature", started="2025-09-05 14:00", count=5
    ) == [
        at("2025-09-05 14:00"),
        at("2025-09-08 08:00"),
        at("2025-09-08 14:00"),
        at("2025-09-09 10:00"),
        at("2025-09-10 10:00"),
    ]


def test_oversight_due_on_a_sunday_is_reminded_of_on_the_friday_before():
    assert instants(
        "england-2023", "management_oversight", "oversight", started="2026-01-22 10:00", count=5
    ) == [
        at("2026-02-16 09:00"),
        at("2026-02-20 09:00"),
        at("2026-02-23 00:00"),
        at("2026-02-28 00:00"),
        at("2026-03-07 00:00"),
    ]


def test_a_contact_of_tuesday_at_nine_reminds_breaches_and_escalates():
    assert instants(
        "england-2023", "contact_decision", "decision", started="2025-09-02 08:00", count=5
    ) == [
        at("2025-09-03 08:00"),
        at("2025-09-03 14:00"),
        at("2025-09-03 23:00"),
        at("2025-09-04 23:00"),
        at("2025-09-05 23:00"),
    ]


@pytest.mark.parametrize("rating", ["amber", "green"])
def test_reminders_of_day_limits_wait_for_the_hub_to_open(rating):
    ladder = RULEBOOK.profile("england-2023@1").ladders[f"research_{rating}"]
    assert {each.hub_open for each in ladder.rungs if each.action is Action.REMIND} == {True}


def test_nothing_of_red_waits_for_the_hub_to_open():
    ladder = RULEBOOK.profile("england-2023@1").ladders["research_red"]
    assert {each.hub_open for each in ladder.rungs} == {False}
