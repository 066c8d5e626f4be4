from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from journey.errors import CalendarExhaustedError, UnknownKeyError
from policy.calendars import KNOWN_UNTIL, PLACES, calendar_for, with_closed_days

# As published for England and Wales, substitute days in place of weekends.
ENGLAND = """
2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
"""


def closed_weekdays(place: str, first: date, last: date) -> set[str]:
    calendar = calendar_for(place)
    days = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return {
        day.isoformat() for day in days if day.weekday() < 5 and not calendar.is_working_day(day)
    }


@pytest.mark.parametrize("place", ["england", "wales"])
def test_england_and_wales_close_on_exactly_the_published_days(place):
    closed = closed_weekdays(place, date(2022, 1, 1), date(2027, 12, 31))
    assert closed == set(ENGLAND.split())


@pytest.mark.parametrize(
    ("place", "day", "why"),
    [
        ("england", date(2022, 6, 3), "Platinum Jubilee of Elizabeth II"),
        ("england", date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        ("england", date(2023, 5, 8), "Coronation of Charles III"),
        ("england", date(2025, 4, 18), "Good Friday"),
        ("england", date(2026, 12, 26), "Boxing Day"),
        ("england", date(2026, 12, 28), "Boxing Day (substitute day)"),
        ("england", date(2026, 12, 27), "Sunday"),
        ("scotland", date(2025, 1, 2), "New Year Holiday"),
        ("scotland", date(2025, 12, 1), "Saint Andrew's Day (substitute day)"),
        ("northern-ireland", date(2025, 3, 17), "Saint Patrick's Day"),
        ("northern-ireland", date(2025, 7, 14), "Battle of the Boyne (substitute day)"),
        ("jersey", date(2025, 5, 9), "Liberation Day"),
        ("jersey", date(2023, 5, 9), "Liberation Day"),
        ("jersey", date(2021, 9, 27), "Corn Riots Anniversary"),
    ],
)
def test_a_closed_day_says_why(place, day, why):
    assert calendar_for(place).why_closed(day) == why


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("england", date(2025, 5, 9)),
        ("england", date(2025, 1, 2)),
        ("scotland", date(2025, 4, 21)),
        ("scotland", date(2025, 8, 25)),
        ("wales", date(2025, 3, 17)),
        ("jersey", date(2025, 3, 17)),
        ("jersey", date(2026, 5, 11)),
        ("jersey", date(2020, 5, 11)),
    ],
)
def test_what_closes_a_neighbour_does_not_close_this_place(place, day):
    assert calendar_for(place).why_closed(day) is None


def test_liberation_day_moves_a_jersey_deadline_and_no_english_one():
    thursday = datetime(2025, 5, 8, 10, tzinfo=UTC)
    assert calendar_for("jersey").end_of_nth_day_after(thursday, 1) == datetime(
        2025, 5, 12, 23, tzinfo=UTC
    )
    assert calendar_for("england").end_of_nth_day_after(thursday, 1) == datetime(
        2025, 5, 9, 23, tzinfo=UTC
    )


def test_the_five_places_live_by_their_own_zones():
    assert PLACES == ("england", "wales", "scotland", "northern-ireland", "jersey")
    assert calendar_for("jersey").zone == ZoneInfo("Europe/Jersey")
    assert {calendar_for(p).zone.key for p in PLACES if p != "jersey"} == {"Europe/London"}


def test_a_calendar_is_built_once():
    assert calendar_for("england") is calendar_for("england")


def test_a_hub_may_keep_hours_of_its_own():
    late = calendar_for("england", opens=time(8), closes=time(20))
    assert late.is_open(datetime(2025, 9, 2, 18, 59, tzinfo=UTC))
    assert not calendar_for("england").is_open(datetime(2025, 9, 2, 18, 59, tzinfo=UTC))


def test_an_unknown_place_is_told_the_known_ones():
    with pytest.raises(UnknownKeyError, match="no calendar 'guernsey': use one of england, jersey"):
        calendar_for("guernsey")


@pytest.mark.parametrize("place", PLACES)
def test_no_place_guesses_beyond_the_compared_years(place):
    assert date(2027, 12, 31) == KNOWN_UNTIL
    assert calendar_for(place).is_working_day(date(2027, 12, 31))
    with pytest.raises(CalendarExhaustedError, match="known until 2027-12-31"):
        calendar_for(place).is_working_day(date(2028, 1, 3))


def test_jersey_does_not_guess_before_2010():
    with pytest.raises(CalendarExhaustedError, match="known from 2010-01-01"):
        calendar_for("jersey").is_working_day(date(2009, 12, 31))


def test_a_school_in_august_is_closed_and_says_so():
    august = {date(2025, 8, day): "school holidays" for day in range(1, 32)}
    school = with_closed_days(calendar_for("england"), august)
    assert school.why_closed(date(2025, 8, 12)) == "school holidays"
    assert school.end_of_nth_day_after(datetime(2025, 7, 31, 9, tzinfo=UTC), 1) == datetime(
        2025, 9, 1, 23, tzinfo=UTC
    )


def test_a_bank_holiday_keeps_its_name_among_an_agencys_closed_days():
    closed = with_closed_days(calendar_for("england"), {date(2025, 8, 25): "school holidays"})
    assert closed.why_closed(date(2025, 8, 25)) == "Late Summer Bank Holiday"


def test_closing_an_agency_does_not_close_the_hub():
    with_closed_days(calendar_for("england"), {date(2025, 8, 12): "training"})
    assert calendar_for("england").is_working_day(date(2025, 8, 12))
