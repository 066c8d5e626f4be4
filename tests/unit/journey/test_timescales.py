from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.errors import CalendarExhaustedError, NaiveInstantError, UnsoundRuleError
from journey.timescales import (
    Direction,
    DueDate,
    Standing,
    Timescale,
    Unit,
    due,
    explain_due,
    standing,
)
from journey.working_days import Skipped, WorkingDays

LONDON = ZoneInfo("Europe/London")
HUB = WorkingDays(
    zone=LONDON,
    holidays={
        date(2025, 12, 25): "Christmas Day",
        date(2025, 12, 26): "Boxing Day",
        date(2026, 1, 1): "New Year's Day",
        date(2026, 4, 3): "Good Friday",
        date(2026, 4, 6): "Easter Monday",
    },
    known_until=date(2026, 12, 31),
)
JERSEY = WorkingDays(
    zone=ZoneInfo("Europe/Jersey"),
    holidays={date(2025, 5, 9): "Liberation Day"},
    known_until=date(2026, 12, 31),
)
instants = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - the zone comes from `timezones`
    datetime(2026, 6, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)


def limit(
    count: int,
    unit: Unit,
    direction: Direction = Direction.AFTER,
    warn_before: timedelta = timedelta(0),
) -> Timescale:
    return Timescale(
        key="test_limit",
        limit=count,
        unit=unit,
        authority="an invented protocol",
        checked=False,
        starts_on="asked",
        completes_on="answered",
        direction=direction,
        warn_before=warn_before,
    )


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


AMBER = limit(1, Unit.WORKING_DAYS, warn_before=timedelta(hours=4))


# Counted on


def test_an_amber_request_on_a_tuesday_is_due_when_wednesday_ends():
    due_at = due(london(2025, 9, 2, 10, 0), AMBER, HUB)
    assert due_at == datetime(2025, 9, 3, 23, 0, tzinfo=UTC)
    assert due_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("count", "unit", "started", "due_at"),
    [
        (4, Unit.HOURS, london(2025, 9, 5, 23, 0), london(2025, 9, 6, 3, 0)),
        (72, Unit.HOURS, london(2025, 12, 24, 10, 0), london(2025, 12, 27, 10, 0)),
        (4, Unit.HUB_HOURS, london(2025, 9, 5, 15, 0), london(2025, 9, 8, 11, 0)),
        (4, Unit.HUB_HOURS, london(2025, 9, 5, 13, 0), london(2025, 9, 5, 17, 0)),
        (15, Unit.WORKING_DAYS, london(2025, 9, 2, 10, 0), london(2025, 9, 24)),
        (1, Unit.WORKING_DAYS, london(2025, 9, 5, 16, 55), london(2025, 9, 9)),
        (2, Unit.WORKING_DAYS, london(2025, 12, 24, 9, 0), london(2025, 12, 31)),
        (45, Unit.WORKING_DAYS, london(2025, 9, 2, 9, 0), london(2025, 11, 5)),
        (28, Unit.CALENDAR_DAYS, london(2025, 9, 2, 10, 0), london(2025, 10, 1)),
        (1, Unit.CALENDAR_DAYS, london(2025, 12, 24, 10, 0), london(2025, 12, 26)),
        (6, Unit.WEEKS, london(2025, 9, 2, 10, 0), london(2025, 10, 15)),
        (16, Unit.WEEKS, london(2025, 9, 2, 10, 0), london(2025, 12, 24)),
        (3, Unit.MONTHS, london(2025, 9, 14, 10, 0), london(2025, 12, 15)),
        (1, Unit.MONTHS, london(2026, 1, 31, 10, 0), london(2026, 3, 1)),
        (1, Unit.MONTHS, london(2028, 1, 31, 10, 0), london(2028, 3, 1)),
        (3, Unit.MONTHS, london(2025, 11, 30, 10, 0), london(2026, 3, 1)),
        (6, Unit.MONTHS, london(2025, 8, 31, 10, 0), london(2026, 3, 1)),
        (12, Unit.MONTHS, london(2025, 12, 5, 10, 0), london(2026, 12, 6)),
    ],
)
def test_each_unit_is_counted_by_its_rule(count, unit, started, due_at):
    assert due(started, limit(count, unit), HUB) == due_at


def test_a_month_ends_on_its_day_even_on_a_sunday():
    due_at = due(london(2025, 11, 14, 10, 0), limit(1, Unit.MONTHS), HUB)
    assert due_at == london(2025, 12, 15)
    assert HUB.why_closed(date(2025, 12, 14)) == "Sunday"


def test_a_month_in_a_leap_year_ends_on_29_february():
    due_at = due(london(2028, 1, 30, 10, 0), limit(1, Unit.MONTHS), HUB)
    assert due_at == datetime(2028, 3, 1, 0, 0, tzinfo=UTC)


def test_jerseys_liberation_day_does_not_count_in_jersey():
    thursday = datetime(2025, 5, 8, 9, 0, tzinfo=UTC)
    assert due(thursday, AMBER, JERSEY) == datetime(2025, 5, 12, 23, 0, tzinfo=UTC)


# Counted back


@pytest.mark.parametrize(
    ("count", "unit", "meeting", "due_at"),
    [
        (24, Unit.HOURS, london(2025, 9, 18, 14, 0), london(2025, 9, 17, 14, 0)),
        (4, Unit.HUB_HOURS, london(2025, 9, 18, 10, 0), london(2025, 9, 17, 14, 0)),
        (3, Unit.WORKING_DAYS, london(2025, 9, 18, 14, 0), london(2025, 9, 16)),
        (5, Unit.WORKING_DAYS, london(2026, 4, 8, 14, 0), london(2026, 3, 31)),
        (3, Unit.CALENDAR_DAYS, london(2025, 9, 18, 14, 0), london(2025, 9, 16)),
        (2, Unit.WEEKS, london(2025, 9, 18, 14, 0), london(2025, 9, 5)),
        (1, Unit.MONTHS, london(2025, 3, 31, 14, 0), london(2025, 3, 1)),
        (3, Unit.MONTHS, london(2026, 2, 10, 14, 0), london(2025, 11, 11)),
    ],
)
def test_each_unit_is_counted_back_from_a_meeting(count, unit, meeting, due_at):
    assert due(meeting, limit(count, unit, Direction.BEFORE), HUB) == due_at


# Clock changes


def test_four_hours_are_four_hours_when_the_clocks_go_forward():
    start = london(2026, 3, 29, 0, 30)
    assert due(start, limit(4, Unit.HOURS), HUB) == datetime(2026, 3, 29, 4, 30, tzinfo=UTC)


def test_four_hours_are_four_hours_when_the_clocks_go_back():
    start = london(2025, 10, 26, 0, 30)
    assert due(start, limit(4, Unit.HOURS), HUB) == datetime(2025, 10, 26, 3, 30, tzinfo=UTC)


def test_a_week_over_the_clock_change_ends_at_local_midnight():
    start = london(2025, 10, 22, 10, 0)
    assert due(start, limit(1, Unit.WEEKS), HUB) == datetime(2025, 10, 30, 0, 0, tzinfo=UTC)


# Refusals


def test_working_days_beyond_the_known_bank_holidays_are_refused():
    with pytest.raises(CalendarExhaustedError, match="2026-12-31"):
        due(london(2026, 12, 30, 9, 0), limit(9, Unit.WORKING_DAYS), HUB)


def test_weeks_need_no_bank_holidays_and_go_on_beyond_them():
    assert due(london(2026, 12, 30, 9, 0), limit(6, Unit.WEEKS), HUB) == london(2027, 2, 11)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("direction", Direction)
def test_an_instant_without_a_zone_is_refused_in_every_unit(unit, direction):
    naive = datetime(2025, 9, 2, 10, 0)  # noqa: DTZ001 - the point of the test
    with pytest.raises(NaiveInstantError):
        due(naive, limit(1, unit, direction), HUB)


def test_a_limit_below_one_is_refused():
    with pytest.raises(UnsoundRuleError, match="timescale 'test_limit' cannot work"):
        limit(0, Unit.HOURS)


def test_a_warning_after_the_deadline_is_refused():
    with pytest.raises(UnsoundRuleError, match="warn after its deadline"):
        limit(1, Unit.HOURS, warn_before=timedelta(hours=-1))


# Explaining


def test_a_deadline_over_easter_names_the_days_it_skipped():
    assert explain_due(london(2026, 4, 2, 9, 0), limit(2, Unit.WORKING_DAYS), HUB) == DueDate(
        due_at=datetime(2026, 4, 8, 23, 0, tzinfo=UTC),
        skipped=(
            Skipped(date(2026, 4, 3), "Good Friday"),
            Skipped(date(2026, 4, 4), "Saturday"),
            Skipped(date(2026, 4, 5), "Sunday"),
            Skipped(date(2026, 4, 6), "Easter Monday"),
        ),
    )


def test_a_start_on_saturday_skips_the_sunday_only():
    explained = explain_due(london(2025, 9, 6, 12, 0), AMBER, HUB)
    assert explained.skipped == (Skipped(date(2025, 9, 7), "Sunday"),)
    assert explained.due_at == london(2025, 9, 9)


def test_counted_back_over_a_weekend_names_the_weekend():
    three_before = limit(3, Unit.WORKING_DAYS, Direction.BEFORE)
    assert explain_due(london(2025, 9, 16, 14, 0), three_before, HUB) == DueDate(
        due_at=datetime(2025, 9, 11, 23, 0, tzinfo=UTC),
        skipped=(Skipped(date(2025, 9, 13), "Saturday"), Skipped(date(2025, 9, 14), "Sunday")),
    )


def test_the_day_before_a_meeting_after_a_holiday_skips_nothing_it_did_not_cross():
    day_before = limit(1, Unit.WORKING_DAYS, Direction.BEFORE)
    assert explain_due(london(2025, 9, 18, 14, 0), day_before, HUB).skipped == ()


def test_the_day_of_the_meeting_itself_is_never_among_the_skipped():
    day_before = limit(1, Unit.WORKING_DAYS, Direction.BEFORE)
    assert explain_due(london(2025, 9, 6, 14, 0), day_before, HUB) == DueDate(
        due_at=datetime(2025, 9, 5, 23, 0, tzinfo=UTC), skipped=()
    )


def test_hub_hours_from_a_saturday_skip_the_saturday_too():
    explained = explain_due(london(2025, 9, 6, 12, 0), limit(2, Unit.HUB_HOURS), HUB)
    assert explained.skipped == (
        Skipped(date(2025, 9, 6), "Saturday"),
        Skipped(date(2025, 9, 7), "Sunday"),
    )


@pytest.mark.parametrize("unit", [Unit.HOURS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS])
def test_where_every_day_counts_nothing_is_skipped(unit):
    assert explain_due(london(2026, 4, 2, 9, 0), limit(3, unit), HUB).skipped == ()


# Standing


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2025, 9, 3, 18, 59, tzinfo=UTC), Standing.ON_TRACK),
        (datetime(2025, 9, 3, 19, 0, tzinfo=UTC), Standing.DUE_SOON),
        (datetime(2025, 9, 3, 22, 59, 59, tzinfo=UTC), Standing.DUE_SOON),
        (datetime(2025, 9, 3, 23, 0, tzinfo=UTC), Standing.OVERDUE),
    ],
)
def test_a_step_stands_by_the_instant(now, expected):
    assert standing(datetime(2025, 9, 3, 23, 0, tzinfo=UTC), AMBER, now=now) is expected


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        (datetime(2025, 9, 3, 22, 59, 59, tzinfo=UTC), Standing.MET),
        (datetime(2025, 9, 3, 23, 0, tzinfo=UTC), Standing.MISSED),
    ],
)
def test_finishing_at_the_deadline_is_too_late(finished, expected):
    deadline = datetime(2025, 9, 3, 23, 0, tzinfo=UTC)
    assert standing(deadline, AMBER, now=deadline, finished=finished) is expected


# What holds for all instants


@given(instants, instants, st.sampled_from(Unit), st.sampled_from(Direction), st.integers(1, 6))
def test_starting_later_is_never_due_earlier(one, other, unit, direction, count):
    earlier, later = sorted((one, other))
    rule = limit(count, unit, direction)
    assert due(earlier, rule, HUB) <= due(later, rule, HUB)


@given(instants, st.sampled_from(Unit), st.integers(1, 6))
def test_a_limit_counted_on_ends_after_its_start_and_a_longer_one_later(started, unit, count):
    assert started < due(started, limit(count, unit), HUB)
    assert due(started, limit(count, unit), HUB) < due(started, limit(count + 1, unit), HUB)


@given(instants, st.sampled_from(Unit), st.integers(1, 6))
def test_a_limit_counted_back_ends_when_the_meeting_begins_at_the_latest(meeting, unit, count):
    assert due(meeting, limit(count, unit, Direction.BEFORE), HUB) <= meeting


@given(instants, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_a_step_never_recovers_without_being_finished(start, wait):
    deadline = due(start, AMBER, HUB)
    order = [Standing.ON_TRACK, Standing.DUE_SOON, Standing.OVERDUE]
    before = order.index(standing(deadline, AMBER, now=start))
    after = order.index(standing(deadline, AMBER, now=start + wait))
    assert before <= after


@given(instants, instants, instants)
def test_a_finished_step_no_longer_depends_on_now(finished, now, later):
    deadline = due(datetime(2025, 5, 6, 9, tzinfo=UTC), AMBER, HUB)
    assert standing(deadline, AMBER, now=now, finished=finished) == standing(
        deadline, AMBER, now=later, finished=finished
    )
