from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journey.errors import CalendarExhaustedError, NaiveInstantError, UnsoundRuleError
from journey.ladders import (
    Action,
    Anchor,
    Ladder,
    Recipient,
    Rung,
    is_overtaken,
    next_rung,
    rung,
    rung_at,
)
from journey.timescales import Unit
from journey.working_days import WorkingDays

LONDON = ZoneInfo("Europe/London")
HUB = WorkingDays(
    zone=LONDON,
    holidays={
        date(2025, 8, 25): "Late Summer Bank Holiday",
        date(2025, 12, 25): "Christmas Day",
        date(2025, 12, 26): "Boxing Day",
        date(2026, 1, 1): "New Year's Day",
    },
    known_until=date(2026, 12, 31),
)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


def a_rung(action: Action, anchor: Anchor, **rest) -> Rung:
    return Rung(action=action, anchor=anchor, to=(Recipient.OWED_BY,), template="test", **rest)


ASK = a_rung(Action.ASK, Anchor.START)
HALF_TIME = a_rung(Action.REMIND, Anchor.HALF)
HOUR_BEFORE = a_rung(Action.REMIND, Anchor.DUE, before=True, offset=1)
CHASE = a_rung(Action.CHASE, Anchor.DUE, hub_open=True)
DAILY = a_rung(
    Action.ESCALATE,
    Anchor.DUE,
    offset=2,
    unit=Unit.WORKING_DAYS,
    hub_open=True,
    repeat_every=1,
    repeat_unit=Unit.WORKING_DAYS,
)
AMBER = Ladder(
    key="research_amber",
    rungs=(
        ASK,
        replace(HALF_TIME, hub_open=True),
        replace(HOUR_BEFORE, unit=Unit.HUB_HOURS),
        replace(CHASE, to=(Recipient.OWED_BY, Recipient.DEPUTY)),
        a_rung(Action.CHASE, Anchor.DUE, offset=4, unit=Unit.HUB_HOURS, hub_open=True),
        a_rung(Action.ESCALATE, Anchor.DUE, offset=1, unit=Unit.WORKING_DAYS, hub_open=True),
        replace(DAILY, to=(Recipient.SENIOR_MANAGER,)),
    ),
)
TUESDAY = {
    "starts_at": london(2025, 9, 2, 10, 0),
    "due_at": datetime(2025, 9, 3, 23, 0, tzinfo=UTC),
    "calendar": HUB,
}


def times(ladder: Ladder, count: int, starts_at: datetime, due_at: datetime) -> list[str]:
    """Return when the first rungs fall, in London: "Tue 02 10:00"."""
    return [
        at.astimezone(LONDON).strftime("%a %d %H:%M")
        for n in range(count)
        if (at := rung_at(ladder, n, starts_at=starts_at, due_at=due_at, calendar=HUB))
    ]


# The example of the design: research, amber


def test_an_amber_request_is_asked_reminded_chased_and_escalated_until_answered():
    assert times(AMBER, 11, TUESDAY["starts_at"], TUESDAY["due_at"]) == [
        "Tue 02 10:00",  # ask
        "Wed 03 09:00",  # half time was 05:00, moved to the opening
        "Wed 03 16:00",  # one hub hour before due, which is midnight
        "Thu 04 09:00",  # due at midnight, chased at the opening
        "Thu 04 13:00",  # plus four hub hours
        "Fri 05 09:00",  # plus one working day: Thursday's end, at the next opening
        "Mon 08 09:00",  # plus two
        "Tue 09 09:00",  # daily from here, on working days
        "Wed 10 09:00",
        "Thu 11 09:00",
        "Fri 12 09:00",
    ]


def test_a_red_request_of_four_hours_climbs_through_the_afternoon():
    assert times(AMBER, 8, london(2025, 9, 2, 10, 0), london(2025, 9, 2, 14, 0)) == [
        "Tue 02 10:00",
        "Tue 02 12:00",
        "Tue 02 13:00",
        "Tue 02 14:00",
        "Wed 03 10:00",
        "Wed 03 14:00",
        "Thu 04 14:00",
        "Fri 05 14:00",
    ]


def test_over_christmas_nobody_is_chased_before_the_hub_opens_again():
    assert times(AMBER, 8, london(2025, 12, 23, 15, 0), london(2025, 12, 25)) == [
        "Tue 23 15:00",
        "Wed 24 09:00",
        "Wed 24 16:00",
        "Mon 29 09:00",
        "Mon 29 13:00",
        "Tue 30 09:00",
        "Wed 31 09:00",
        "Fri 02 09:00",
    ]


def test_all_instants_are_utc():
    for n in range(10):
        at = rung_at(AMBER, n, **TUESDAY)
        assert at is not None
        assert at.tzinfo is UTC


# Where a rung falls


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (a_rung(Action.ASK, Anchor.START), "Tue 02 10:00"),
        (a_rung(Action.CHASE, Anchor.START, offset=5), "Tue 02 15:00"),
        (a_rung(Action.CHASE, Anchor.START, offset=2, unit=Unit.WORKING_DAYS), "Thu 04 10:00"),
        (a_rung(Action.REMIND, Anchor.HALF), "Sat 13 05:00"),
        (a_rung(Action.REMIND, Anchor.HALF, hub_open=True), "Mon 15 09:00"),
        (a_rung(Action.CHASE, Anchor.DUE), "Wed 24 00:00"),
        (a_rung(Action.CHASE, Anchor.DUE, hub_open=True), "Wed 24 09:00"),
        (a_rung(Action.CHASE, Anchor.DUE, offset=4), "Wed 24 04:00"),
        (a_rung(Action.CHASE, Anchor.DUE, offset=4, unit=Unit.HUB_HOURS), "Wed 24 13:00"),
        (a_rung(Action.CHASE, Anchor.DUE, offset=1, unit=Unit.WORKING_DAYS), "Thu 25 00:00"),
        (a_rung(Action.CHASE, Anchor.DUE, offset=4, unit=Unit.CALENDAR_DAYS), "Sun 28 00:00"),
        (a_rung(Action.CHASE, Anchor.DUE, offset=1, unit=Unit.WEEKS), "Wed 01 00:00"),
        (a_rung(Action.CHASE, Anchor.DUE, offset=1, unit=Unit.MONTHS), "Fri 24 00:00"),
        (a_rung(Action.REMIND, Anchor.DUE, before=True, offset=1), "Tue 23 23:00"),
        (
            a_rung(Action.REMIND, Anchor.DUE, before=True, offset=1, unit=Unit.HUB_HOURS),
            "Tue 23 16:00",
        ),
        (
            a_rung(Action.REMIND, Anchor.DUE, before=True, offset=2, unit=Unit.WORKING_DAYS),
            "Fri 19 09:00",
        ),
        (
            a_rung(Action.REMIND, Anchor.DUE, before=True, offset=3, unit=Unit.CALENDAR_DAYS),
            "Sat 20 09:00",
        ),
        (
            a_rung(Action.REMIND, Anchor.DUE, before=True, offset=1, unit=Unit.WEEKS),
            "Tue 16 09:00",
        ),
    ],
)
def test_a_rung_of_a_fifteen_day_enquiry_falls_where_its_anchor_and_offset_say(one, expected):
    # From Tuesday 2 September, 10:00, to the end of Tuesday 23 September.
    ladder = Ladder(key="one", rungs=(one,))
    assert times(ladder, 1, london(2025, 9, 2, 10, 0), london(2025, 9, 24)) == [expected]


def test_a_month_before_is_the_same_day_at_the_opening():
    one = a_rung(Action.REMIND, Anchor.DUE, before=True, offset=1, unit=Unit.MONTHS)
    ladder = Ladder(key="review", rungs=(one,))
    assert rung_at(
        ladder, 0, starts_at=london(2025, 9, 2), due_at=london(2026, 3, 3), calendar=HUB
    ) == london(2026, 2, 2, 9, 0)


def test_the_reminder_for_a_sunday_goes_out_on_friday():
    one = a_rung(
        Action.REMIND, Anchor.DUE, before=True, offset=1, unit=Unit.WORKING_DAYS, hub_open=True
    )
    ladder = Ladder(key="monthly", rungs=(one,))
    end_of_sunday = london(2025, 12, 15)
    assert times(ladder, 1, london(2025, 11, 14, 10, 0), end_of_sunday) == ["Fri 12 09:00"]


def test_a_working_day_over_the_clock_change_keeps_the_time_of_day():
    one = a_rung(Action.CHASE, Anchor.DUE, offset=1, unit=Unit.WORKING_DAYS)
    ladder = Ladder(key="one", rungs=(one,))
    friday = london(2025, 10, 24, 14, 0)
    at = rung_at(ladder, 0, starts_at=friday - timedelta(hours=4), due_at=friday, calendar=HUB)
    assert friday == datetime(2025, 10, 24, 13, 0, tzinfo=UTC)
    assert at == datetime(2025, 10, 27, 14, 0, tzinfo=UTC)


def test_half_time_is_half_of_real_time_when_the_clocks_go_back():
    ladder = Ladder(key="one", rungs=(HALF_TIME,))
    start, due_at = london(2025, 10, 26, 0, 0), london(2025, 10, 26, 12, 0)
    assert rung_at(ladder, 0, starts_at=start, due_at=due_at, calendar=HUB) == datetime(
        2025, 10, 26, 5, 30, tzinfo=UTC
    )


# Open hours


def test_a_rung_before_due_stays_where_it_is_rather_than_move_past_due():
    ladder = Ladder(key="night", rungs=(ASK, replace(HOUR_BEFORE, hub_open=True), CHASE))
    assert times(ladder, 3, london(2025, 9, 2, 20, 0), london(2025, 9, 3, 4, 0)) == [
        "Tue 02 20:00",
        "Wed 03 03:00",
        "Wed 03 09:00",
    ]


def test_asking_in_open_hours_waits_for_the_opening_when_there_is_time():
    ladder = Ladder(key="asked", rungs=(replace(ASK, hub_open=True),))
    assert times(ladder, 1, london(2025, 9, 5, 18, 0), london(2025, 9, 9)) == ["Mon 08 09:00"]
    assert times(ladder, 1, london(2025, 9, 5, 18, 0), london(2025, 9, 5, 22, 0)) == [
        "Fri 05 18:00"
    ]


# Rungs never meet


def test_one_hour_before_a_two_hour_limit_moves_half_way_from_half_time_to_due():
    ladder = Ladder(key="red", rungs=(ASK, HALF_TIME, HOUR_BEFORE, CHASE))
    assert times(ladder, 4, london(2025, 9, 2, 10, 0), london(2025, 9, 2, 12, 0)) == [
        "Tue 02 10:00",
        "Tue 02 11:00",
        "Tue 02 11:30",
        "Tue 02 12:00",
    ]


def test_a_reminder_that_would_come_before_the_start_comes_at_half_time():
    two_days = replace(HOUR_BEFORE, offset=2, unit=Unit.WORKING_DAYS)
    for rungs in ((two_days, CHASE), (ASK, two_days, CHASE)):
        got = times(
            Ladder(key="x", rungs=rungs), 3, london(2025, 9, 2, 10, 0), london(2025, 9, 2, 16, 0)
        )
        assert got[-2:] == ["Tue 02 13:00", "Tue 02 16:00"]


def test_two_rungs_that_open_together_follow_a_minute_apart():
    ladder = Ladder(
        key="friday",
        rungs=(CHASE, a_rung(Action.ESCALATE, Anchor.DUE, offset=12, hub_open=True)),
    )
    assert times(ladder, 2, london(2025, 9, 4, 10, 0), london(2025, 9, 6)) == [
        "Mon 08 09:00",
        "Mon 08 09:01",
    ]


def test_two_rungs_at_the_start_follow_a_minute_apart():
    tell = a_rung(Action.ESCALATE, Anchor.START)
    due_at = london(2025, 9, 2, 10, 0)
    ladder = Ladder(key="late-known", rungs=(ASK, tell, CHASE))
    assert times(ladder, 3, london(2025, 9, 2, 10, 0), due_at) == [
        "Tue 02 10:00",
        "Tue 02 10:01",
        "Tue 02 10:02",
    ]


def test_an_obligation_already_late_when_it_starts_is_chased_within_minutes():
    ladder = Ladder(key="late", rungs=(ASK, HALF_TIME, HOUR_BEFORE, replace(CHASE, hub_open=False)))
    started, was_due = london(2025, 9, 2, 10, 0), london(2025, 8, 29)
    assert times(ladder, 4, started, was_due) == [
        "Tue 02 10:00",
        "Tue 02 10:01",
        "Tue 02 10:02",
        "Tue 02 10:03",
    ]
    assert is_overtaken(HALF_TIME, was_due, london(2025, 9, 2, 10, 1))


# Repeating


def test_the_last_rung_repeats_on_working_days_for_ever():
    assert rung(AMBER, 6) is rung(AMBER, 66) is AMBER.rungs[-1]
    sixtieth = rung_at(AMBER, 66, **TUESDAY)
    # 60 working days after Monday 8 September.
    assert sixtieth == datetime(2025, 12, 1, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "unit", "hub_open", "expected"),
    [
        (12, Unit.HOURS, False, ["Wed 03 12:00", "Thu 04 00:00", "Thu 04 12:00"]),
        (4, Unit.HUB_HOURS, True, ["Wed 03 12:00", "Wed 03 16:00", "Thu 04 12:00"]),
        (5, Unit.HUB_HOURS, True, ["Wed 03 12:00", "Thu 04 09:00", "Thu 04 14:00"]),
        (2, Unit.WORKING_DAYS, True, ["Wed 03 12:00", "Fri 05 12:00", "Tue 09 12:00"]),
        (2, Unit.CALENDAR_DAYS, False, ["Wed 03 12:00", "Fri 05 12:00", "Sun 07 12:00"]),
        (1, Unit.WEEKS, False, ["Wed 03 12:00", "Wed 10 12:00", "Wed 17 12:00"]),
        (1, Unit.MONTHS, False, ["Wed 03 12:00", "Fri 03 12:00", "Mon 03 12:00"]),
    ],
)
def test_repetitions_keep_their_distance_in_every_unit(every, unit, hub_open, expected):
    last = a_rung(
        Action.BREACH, Anchor.DUE, hub_open=hub_open, repeat_every=every, repeat_unit=unit
    )
    ladder = Ladder(key="again", rungs=(last,))
    assert times(ladder, 3, london(2025, 9, 1, 10, 0), london(2025, 9, 3, 12, 0)) == expected


def test_monthly_repetitions_come_back_to_the_31st():
    last = a_rung(Action.BREACH, Anchor.DUE, repeat_every=1, repeat_unit=Unit.MONTHS)
    due_at = london(2025, 10, 31, 12, 0)
    ladder = Ladder(key="monthly", rungs=(last,))
    days = [
        rung_at(ladder, n, starts_at=london(2025, 9, 1), due_at=due_at, calendar=HUB)
        for n in (1, 2, 4)
    ]
    assert days == [
        datetime(2025, 11, 30, 12, tzinfo=UTC),
        datetime(2025, 12, 31, 12, tzinfo=UTC),
        datetime(2026, 2, 28, 12, tzinfo=UTC),
    ]


def test_a_repetition_beyond_the_known_bank_holidays_is_refused():
    with pytest.raises(CalendarExhaustedError, match="2026-12-31"):
        rung_at(AMBER, 400, **TUESDAY)


# Climbing


def test_the_next_rung_is_given_with_its_number_from_before_the_first_to_for_ever():
    assert next_rung(AMBER, -1, **TUESDAY) == (0, london(2025, 9, 2, 10, 0))
    assert next_rung(AMBER, 2, **TUESDAY) == (3, london(2025, 9, 4, 9, 0))
    assert next_rung(AMBER, 7, **TUESDAY) == (8, london(2025, 9, 10, 9, 0))


def test_a_ladder_that_does_not_repeat_ends():
    ladder = Ladder(key="short", rungs=(ASK, CHASE))
    assert not ladder.endless
    assert AMBER.endless
    assert next_rung(ladder, 1, **TUESDAY) is None
    assert rung_at(ladder, 2, **TUESDAY) is None
    with pytest.raises(IndexError, match="ladder 'short' has no rung 2"):
        rung(ladder, 2)


def test_there_is_no_rung_before_the_first():
    assert rung_at(AMBER, -1, **TUESDAY) is None
    with pytest.raises(IndexError):
        rung(AMBER, -1)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize(
    ("now", "past_due"),
    [
        (datetime(2025, 9, 3, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2025, 9, 3, 23, 0, tzinfo=UTC), True),
        (datetime(2025, 9, 4, 9, 0, tzinfo=UTC), True),
    ],
)
def test_only_a_reminder_at_or_after_due_is_overtaken(action, now, past_due):
    overtaken = is_overtaken(a_rung(action, Anchor.START), TUESDAY["due_at"], now)
    assert overtaken is (past_due and action is Action.REMIND)


# Unsound ladders


@pytest.mark.parametrize(
    ("rungs", "problem"),
    [
        ((), "it has no rungs"),
        ((replace(ASK, to=()),), "rung 0: it speaks to nobody"),
        ((ASK, replace(CHASE, offset=-1)), "rung 1: its offset"),
        ((replace(HOUR_BEFORE, offset=0),), "1 or more when counted back"),
        ((replace(HOUR_BEFORE, anchor=Anchor.START),), "only due can be counted back from"),
        ((replace(HALF_TIME, offset=1),), "half time takes no offset"),
        ((replace(CHASE, repeat_every=1),), "needs a count of 1 or more and a unit"),
        ((replace(CHASE, repeat_unit=Unit.HOURS),), "needs a count of 1 or more and a unit"),
        ((replace(DAILY, repeat_every=0),), "needs a count of 1 or more and a unit"),
        ((replace(DAILY, action=Action.REMIND),), "a reminder is for before"),
        ((replace(DAILY, anchor=Anchor.START),), "from due on may repeat"),
        ((replace(DAILY, before=True),), "from due on may repeat"),
        ((replace(DAILY, repeat_unit=Unit.HOURS),), "hub hours or working days only"),
        ((replace(DAILY, repeat_unit=Unit.WEEKS),), "hub hours or working days only"),
        ((DAILY, CHASE), "rung 0: only the last rung may repeat"),
        ((CHASE, HALF_TIME), "in the order"),
        ((HOUR_BEFORE, ASK, HALF_TIME), "in the order"),
    ],
)
def test_a_ladder_that_contradicts_itself_is_refused(rungs, problem):
    with pytest.raises(UnsoundRuleError, match=problem):
        Ladder(key="unsound", rungs=rungs)


@pytest.mark.parametrize("which", ["starts_at", "due_at"])
def test_an_instant_without_a_zone_is_refused(which):
    naive = datetime(2025, 9, 2, 10, 0)  # noqa: DTZ001 - the point of the test
    with pytest.raises(NaiveInstantError):
        rung_at(AMBER, 3, **(TUESDAY | {which: naive}))
