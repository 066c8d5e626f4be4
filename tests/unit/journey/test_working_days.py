import pickle
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journey.errors import (
    CalendarExhaustedError,
    JourneyMovedOn,
    NaiveInstantError,
    UnknownKeyError,
    UnsoundRuleError,
)
from journey.working_days import Skipped, WorkingDays

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = {
    date(2025, 4, 18): "Good Friday",
    date(2025, 4, 21): "Easter Monday",
    date(2025, 5, 5): "May Day",
    date(2025, 5, 26): "Spring Bank Holiday",
    date(2025, 8, 25): "Late Summer Bank Holiday",
    date(2025, 12, 25): "Christmas Day",
    date(2025, 12, 26): "Boxing Day",
    date(2026, 1, 1): "New Year's Day",
    date(2026, 12, 26): "Boxing Day",
    date(2026, 12, 28): "Boxing Day (substitute day)",
}
HUB = WorkingDays(
    zone=LONDON, holidays=HOLIDAYS, known_from=date(2025, 1, 1), known_until=date(2026, 12, 31)
)
instants = st.datetimes(
    datetime(2025, 2, 1),  # noqa: DTZ001 - the zone comes from `timezones`
    datetime(2026, 11, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
counts = st.integers(1, 20)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


# Days


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 4, 17), None),
        (date(2025, 4, 18), "Good Friday"),
        (date(2025, 4, 19), "Saturday"),
        (date(2025, 4, 20), "Sunday"),
        (date(2025, 4, 21), "Easter Monday"),
        (date(2025, 4, 22), None),
        (date(2026, 12, 26), "Boxing Day"),
    ],
)
def test_a_day_is_working_or_says_why_it_is_closed(day, why):
    assert HUB.why_closed(day) == why
    assert HUB.is_working_day(day) is (why is None)


def test_fifteen_working_days_after_2_september_2025_is_23_september():
    ended = HUB.end_of_nth_day_after(london(2025, 9, 2, 10, 0), 15)
    assert ended == datetime(2025, 9, 23, 23, 0, tzinfo=UTC)
    assert ended.tzinfo is UTC


def test_three_working_days_before_thursday_18_september_is_monday_the_15th():
    ended = HUB.end_of_nth_day_before(london(2025, 9, 18, 14, 0), 3)
    assert ended == datetime(2025, 9, 15, 23, 0, tzinfo=UTC)


def test_one_working_day_late_on_friday_is_all_of_monday():
    assert HUB.end_of_nth_day_after(london(2025, 9, 5, 16, 55), 1) == london(2025, 9, 9)


def test_what_starts_on_a_closed_day_has_all_of_the_first_working_day():
    assert HUB.end_of_nth_day_after(london(2025, 4, 19, 3, 0), 1) == london(2025, 4, 23)


def test_christmas_does_not_count():
    assert HUB.end_of_nth_day_after(london(2025, 12, 24, 9, 0), 1) == london(2025, 12, 30)
    assert HUB.end_of_nth_day_after(london(2025, 12, 24, 9, 0), 4) == london(2026, 1, 3)


def test_the_day_is_the_local_one_when_utc_is_still_on_yesterday():
    just_after_midnight = datetime(2025, 9, 2, 23, 30, tzinfo=UTC)
    assert HUB.local_day(just_after_midnight) == date(2025, 9, 3)
    assert HUB.end_of_nth_day_after(just_after_midnight, 1) == datetime(
        2025, 9, 4, 23, 0, tzinfo=UTC
    )


def test_the_end_of_a_day_follows_the_clock_change():
    assert HUB.end_of_day(date(2025, 10, 24)) == datetime(2025, 10, 24, 23, 0, tzinfo=UTC)
    assert HUB.end_of_day(date(2025, 10, 27)) == datetime(2025, 10, 28, 0, 0, tzinfo=UTC)


def test_counting_across_the_clock_change_ends_at_local_midnight():
    friday = london(2026, 3, 27, 12, 0)
    assert HUB.end_of_nth_day_after(friday, 1) == datetime(2026, 3, 30, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("n", [0, -1])
def test_days_are_counted_from_one(n):
    with pytest.raises(ValueError, match="counted from 1"):
        HUB.end_of_nth_day_after(london(2025, 9, 2), n)


# Hub hours


@pytest.mark.parametrize(
    ("started", "hours", "ended"),
    [
        (london(2025, 9, 2, 9, 0), 1, london(2025, 9, 2, 10, 0)),
        (london(2025, 9, 2, 13, 0), 4, london(2025, 9, 2, 17, 0)),
        (london(2025, 9, 2, 14, 30), 4, london(2025, 9, 3, 10, 30)),
        (london(2025, 9, 2, 3, 0), 4, london(2025, 9, 2, 13, 0)),
        (london(2025, 9, 2, 20, 0), 4, london(2025, 9, 3, 13, 0)),
        (london(2025, 9, 5, 16, 0), 2, london(2025, 9, 8, 10, 0)),
        (london(2025, 9, 6, 12, 0), 8, london(2025, 9, 8, 17, 0)),
        (london(2025, 9, 2, 9, 0), 24, london(2025, 9, 4, 17, 0)),
        (london(2025, 12, 24, 16, 0), 2, london(2025, 12, 29, 10, 0)),
        (london(2026, 3, 27, 16, 0), 2, london(2026, 3, 30, 10, 0)),
        (london(2025, 10, 24, 16, 0), 2, london(2025, 10, 27, 10, 0)),
    ],
)
def test_hub_hours_run_only_while_the_hub_is_open(started, hours, ended):
    assert HUB.after_hub_hours(started, hours) == ended


@pytest.mark.parametrize(
    ("until", "hours", "began"),
    [
        (london(2025, 9, 3, 0, 0), 1, london(2025, 9, 2, 16, 0)),
        (london(2025, 9, 3, 0, 0), 8, london(2025, 9, 2, 9, 0)),
        (london(2025, 9, 3, 9, 0), 8, london(2025, 9, 2, 9, 0)),
        (london(2025, 9, 3, 10, 30), 4, london(2025, 9, 2, 14, 30)),
        (london(2025, 9, 8, 10, 0), 2, london(2025, 9, 5, 16, 0)),
        (london(2025, 12, 29, 10, 0), 2, london(2025, 12, 24, 16, 0)),
    ],
)
def test_hub_hours_are_counted_back_too(until, hours, began):
    assert HUB.before_hub_hours(until, hours) == began


@pytest.mark.parametrize(
    ("instant", "is_open", "opening"),
    [
        (london(2025, 9, 2, 8, 59, 59), False, london(2025, 9, 2, 9, 0)),
        (london(2025, 9, 2, 9, 0), True, london(2025, 9, 2, 9, 0)),
        (london(2025, 9, 2, 16, 59, 59), True, london(2025, 9, 2, 16, 59, 59)),
        (london(2025, 9, 2, 17, 0), False, london(2025, 9, 3, 9, 0)),
        (london(2025, 9, 5, 17, 0), False, london(2025, 9, 8, 9, 0)),
        (london(2025, 9, 6, 10, 0), False, london(2025, 9, 8, 9, 0)),
        (london(2025, 9, 8, 0, 0), False, london(2025, 9, 8, 9, 0)),
        (london(2025, 4, 17, 18, 0), False, london(2025, 4, 22, 9, 0)),
        (london(2025, 12, 25, 10, 0), False, london(2025, 12, 29, 9, 0)),
    ],
)
def test_the_hub_opens_at_nine_and_closes_just_before_five(instant, is_open, opening):
    assert HUB.is_open(instant) is is_open
    assert HUB.next_opening(instant) == opening
    assert HUB.next_opening(instant).tzinfo is UTC


# Skipped days


def test_skipped_days_are_named_with_their_reason():
    assert HUB.skipped(london(2025, 4, 17, 10, 0), london(2025, 4, 23, 0, 0)) == (
        Skipped(date(2025, 4, 18), "Good Friday"),
        Skipped(date(2025, 4, 19), "Saturday"),
        Skipped(date(2025, 4, 20), "Sunday"),
        Skipped(date(2025, 4, 21), "Easter Monday"),
    )


def test_a_span_that_ends_at_midnight_does_not_touch_the_next_day():
    assert HUB.skipped(london(2025, 9, 4), london(2025, 9, 6)) == ()
    assert HUB.skipped(london(2025, 9, 6), london(2025, 9, 6)) == ()


# Refusals


def test_refuses_to_guess_beyond_the_published_bank_holidays():
    with pytest.raises(CalendarExhaustedError, match="2026-12-31") as caught:
        HUB.end_of_nth_day_after(london(2026, 12, 30, 9, 0), 2)
    assert caught.value.known_until == date(2026, 12, 31)
    assert caught.value.asked == date(2026, 12, 30)
    assert "add the newly published ones" in str(caught.value)


def test_the_last_known_day_still_counts():
    assert HUB.end_of_nth_day_after(london(2026, 12, 30, 9, 0), 1) == london(2027, 1, 1)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: HUB.is_working_day(date(2027, 1, 1)),
        lambda: HUB.why_closed(date(2027, 1, 2)),
        lambda: HUB.end_of_nth_day_after(london(2027, 1, 1), 1),
        lambda: HUB.after_hub_hours(london(2026, 12, 31, 16, 0), 2),
        lambda: HUB.next_opening(london(2026, 12, 31, 17, 0)),
        lambda: HUB.is_open(london(2027, 1, 4, 10, 0)),
        lambda: HUB.skipped(london(2026, 12, 31), london(2027, 1, 1, 0, 1)),
    ],
)
def test_no_question_beyond_the_last_known_day_is_answered(ask):
    with pytest.raises(CalendarExhaustedError, match="known until 2026-12-31"):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: HUB.is_working_day(date(2024, 12, 31)),
        lambda: HUB.why_closed(date(2024, 12, 28)),
        lambda: HUB.end_of_nth_day_before(london(2025, 1, 3), 3),
        lambda: HUB.before_hub_hours(london(2025, 1, 1, 10, 0), 2),
        lambda: HUB.is_open(london(2024, 12, 31, 10, 0)),
    ],
)
def test_no_question_before_the_first_known_day_is_answered(ask):
    with pytest.raises(CalendarExhaustedError, match="known from 2025-01-01"):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda naive: HUB.end_of_nth_day_after(naive, 1),
        lambda naive: HUB.end_of_nth_day_before(naive, 1),
        lambda naive: HUB.after_hub_hours(naive, 1),
        lambda naive: HUB.before_hub_hours(naive, 1),
        HUB.next_opening,
        HUB.is_open,
        lambda naive: HUB.skipped(naive, naive),
    ],
)
def test_an_instant_without_a_zone_is_refused(ask):
    with pytest.raises(NaiveInstantError, match=r"2025-09-02T10:00:00 has no time zone"):
        ask(datetime(2025, 9, 2, 10, 0))  # noqa: DTZ001 - the point of the test


def test_hub_hours_that_end_before_they_begin_are_refused():
    with pytest.raises(UnsoundRuleError, match="opening before the closing"):
        WorkingDays(
            zone=LONDON, holidays={}, known_until=date(2026, 1, 1), opens=time(17), closes=time(9)
        )


def test_a_calendar_that_ends_before_it_begins_is_refused():
    with pytest.raises(UnsoundRuleError, match="known_from is after known_until"):
        WorkingDays(zone=LONDON, holidays={}, known_until=date(2008, 1, 1))


def test_a_calendar_keeps_its_holidays_when_the_callers_mapping_changes():
    holidays = {date(2025, 9, 3): "training day"}
    hub = WorkingDays(zone=LONDON, holidays=holidays, known_until=date(2025, 12, 31))
    holidays.clear()
    assert hub.why_closed(date(2025, 9, 3)) == "training day"


@pytest.mark.parametrize(
    "error",
    [
        CalendarExhaustedError(date(2026, 12, 31), date(2027, 1, 1), date(2025, 1, 1)),
        NaiveInstantError(datetime(2025, 9, 2, 10, 0)),  # noqa: DTZ001 - the point of the test
        JourneyMovedOn("J-2025-0001", expected=4, actual=5),
        UnknownKeyError("agency", "polise", ["police", "health"]),
        UnsoundRuleError("ladder", "research-amber", "it has no rungs"),
    ],
)
def test_an_error_survives_the_way_between_two_processes(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, made on this line
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_a_journey_that_moved_on_says_what_to_do():
    error = JourneyMovedOn("J-2025-0001", expected=4, actual=5)
    assert str(error) == (
        "journey J-2025-0001 is at version 5, not 4: read it again and decide on what it says now"
    )
    assert error.retry_helps


# What holds for all days


@given(instants, instants, counts)
def test_starting_later_never_ends_earlier(one, other, n):
    earlier, later = sorted((one, other))
    assert HUB.end_of_nth_day_after(earlier, n) <= HUB.end_of_nth_day_after(later, n)
    assert HUB.after_hub_hours(earlier, n) <= HUB.after_hub_hours(later, n)


@given(instants, counts)
def test_one_more_always_ends_later(started, n):
    assert HUB.end_of_nth_day_after(started, n) < HUB.end_of_nth_day_after(started, n + 1)
    assert HUB.after_hub_hours(started, n) < HUB.after_hub_hours(started, n + 1)


@given(instants, counts)
def test_between_a_start_and_its_nth_working_day_lie_n_working_days(started, n):
    first = HUB.local_day(started)
    last = HUB.nth_day_after(first, n)
    between = [
        day
        for ordinal in range(first.toordinal() + 1, last.toordinal() + 1)
        if HUB.is_working_day(day := date.fromordinal(ordinal))
    ]
    assert len(between) == n
    assert between[-1] == last


@given(st.dates(date(2025, 2, 1), date(2026, 11, 1)), counts)
def test_counting_back_undoes_counting_on_from_a_working_day(day, n):
    assume(HUB.is_working_day(day))
    assert HUB.nth_day_before(HUB.nth_day_after(day, n), n) == day


@given(instants, counts)
def test_hub_hours_back_undo_hub_hours_on_while_the_hub_is_open(started, hours):
    opened = HUB.next_opening(started)
    assert HUB.before_hub_hours(HUB.after_hub_hours(opened, hours), hours) == opened


@given(instants)
def test_the_next_opening_is_open_and_the_instant_before_it_is_not(instant):
    opening = HUB.next_opening(instant)
    assert HUB.is_open(opening)
    assert opening == instant or not HUB.is_open(opening - timedelta(microseconds=1))
