from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.wording import say_due, say_instant, say_left, say_party, say_times
from journey.working_days import WorkingDays
from tests.support.rulebook import CALENDAR, LONDON, RULEBOOK, london


@pytest.mark.parametrize(
    ("wall", "said"),
    [
        ("16:30", "Tuesday 2 September 2025, 4:30pm"),
        ("09:00", "Tuesday 2 September 2025, 9am"),
        ("09:05", "Tuesday 2 September 2025, 9:05am"),
        ("12:00", "Tuesday 2 September 2025, midday"),
        ("12:30", "Tuesday 2 September 2025, 12:30pm"),
        ("00:00", "Tuesday 2 September 2025, midnight"),
        ("00:10", "Tuesday 2 September 2025, 12:10am"),
    ],
)
def test_an_instant_reads_as_people_say_it(wall, said):
    assert say_instant(london("2025-09-02", wall), LONDON) == said


def test_an_instant_is_said_in_the_hubs_zone():
    assert say_instant(datetime(2025, 7, 1, 8, tzinfo=UTC), LONDON) == "Tuesday 1 July 2025, 9am"


def test_a_deadline_at_midnight_is_the_end_of_the_day_that_it_ends():
    said = say_due(london("2025-09-04", "00:00"), LONDON)
    assert said == "the end of Wednesday 3 September 2025"


def test_a_deadline_within_a_day_is_an_instant():
    assert say_due(london("2025-09-03", "14:00"), LONDON) == "Wednesday 3 September 2025, 2pm"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (("2025-08-21", "09:00"), "due in 8 working days"),  # the bank holiday is no working day
        (("2025-09-01", "16:00"), "due in 2 working days"),
        (("2025-09-02", "14:00"), "due in 1 working day"),
        (("2025-09-03", "01:00"), "due in 23 hours"),
        (("2025-09-03", "22:30"), "due in 1 hour"),
        (("2025-09-03", "23:40"), "due in 20 minutes"),
        (("2025-09-03", "23:59:30"), "due within a minute"),
        (("2025-09-04", "00:00"), "due now"),
        (("2025-09-04", "00:40"), "40 minutes late"),
        (("2025-09-04", "10:00"), "10 hours late"),
        (("2025-09-05", "10:00"), "1 working day late"),
        (("2025-09-06", "10:00"), "2 working days late"),
        (("2025-09-08", "10:00"), "2 working days late"),
        (("2025-09-09", "10:00"), "3 working days late"),
    ],
)
def test_what_is_due_when_wednesday_ends_reads_so(now, said):
    assert say_left(london("2025-09-04", "00:00"), london(*now), CALENDAR) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (("2025-09-04", "17:00"), "23 hours late"),
        (("2025-09-04", "18:00"), "1 working day late"),
        (("2025-09-05", "17:00"), "1 working day late"),
        (("2025-09-05", "18:00"), "2 working days late"),
    ],
)
def test_a_working_day_late_is_a_whole_one(now, said):
    assert say_left(london("2025-09-03", "18:00"), london(*now), CALENDAR) == said


def test_no_more_working_days_are_promised_than_there_are():
    due_at, now = london("2025-09-04", "10:00"), london("2025-09-02", "16:00")
    assert say_left(due_at, now, CALENDAR) == "due in 1 working day"


def test_over_a_weekend_days_are_days_of_the_calendar():
    friday = london("2025-09-05", "16:30")
    assert say_left(friday, london("2025-09-06", "17:00"), CALENDAR) == "1 day late"
    assert say_left(london("2025-09-08", "00:00"), friday, CALENDAR) == "due in 2 days"


def test_where_the_holidays_are_not_known_days_are_days_of_the_calendar():
    short = WorkingDays(zone=LONDON, holidays={}, known_until=date(2025, 9, 3))
    assert say_left(london("2025-09-03"), london("2025-09-05"), short) == "2 days late"
    assert say_left(london("2025-09-05"), london("2025-09-03"), short) == "due in 2 days"


@pytest.mark.parametrize(
    ("party", "said"),
    [
        ("agency:police", "Fernleigh Police"),
        ("agency-manager:police", "the manager of Fernleigh Police"),
        ("agency:gone", "gone"),
        ("team:mash", "team mash"),
        ("manager:mash", "a manager of team mash"),
        ("senior-manager:mash", "a senior manager of team mash"),
        ("worker:carla", "carla"),
        ("referrer", "the referrer"),
    ],
)
def test_a_party_is_named_as_people_name_it(party, said):
    assert say_party(party, RULEBOOK) == said


def test_once_and_twice_are_words():
    assert [say_times(n) for n in (1, 2, 3)] == ["once", "twice", "3 times"]


DUE = datetime(2025, 9, 5, 15, 30, tzinfo=UTC)


@given(st.timedeltas(timedelta(days=-200), timedelta(days=200)))
def test_what_is_late_is_called_late_and_nothing_else_is(away):
    said = say_left(DUE, DUE + away, CALENDAR)
    assert said.endswith(" late") == (away >= timedelta(minutes=1))
    assert not any(word == "0" for word in said.split())
