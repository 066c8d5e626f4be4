"""What holds for every ladder that can be written, not only for those that we thought of."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from journey.ladders import Action, Anchor, Ladder, Recipient, Rung, rung, rung_at
from journey.timescales import Unit
from journey.working_days import WorkingDays

HUB = WorkingDays(
    zone=ZoneInfo("Europe/London"),
    holidays={
        date(2025, 4, 18): "Good Friday",
        date(2025, 4, 21): "Easter Monday",
        date(2025, 12, 25): "Christmas Day",
        date(2025, 12, 26): "Boxing Day",
        date(2026, 1, 1): "New Year's Day",
    },
    known_until=date(2026, 12, 31),
)


def a_rung(action: Action, anchor: Anchor, **rest) -> Rung:
    return Rung(action=action, anchor=anchor, to=(Recipient.OWED_BY,), template="test", **rest)


HALF_TIME = a_rung(Action.REMIND, Anchor.HALF)
HOUR_BEFORE = a_rung(Action.REMIND, Anchor.DUE, before=True, offset=1)
CHASE = a_rung(Action.CHASE, Anchor.DUE)

starts = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - the zone comes from `timezones`
    datetime(2026, 1, 31),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
limits = st.timedeltas(timedelta(microseconds=-3), timedelta(days=40))
offsets = st.integers(1, 5)
units = st.sampled_from(Unit)
shut = st.booleans()
early = st.one_of(
    st.builds(
        lambda n, u, o: a_rung(Action.CHASE, Anchor.START, offset=n, unit=u, hub_open=o),
        st.integers(0, 5),
        units,
        shut,
    ),
    st.builds(lambda o: replace(HALF_TIME, hub_open=o), shut),
)
before = st.builds(
    lambda n, u, o: replace(HOUR_BEFORE, offset=n, unit=u, hub_open=o), offsets, units, shut
)
late = st.builds(
    lambda n, u, o: replace(CHASE, offset=n, unit=u, hub_open=o), st.integers(0, 5), units, shut
)
repeating = st.one_of(
    st.builds(
        lambda r, n, u: replace(r, hub_open=False, repeat_every=n, repeat_unit=u),
        late,
        offsets,
        units,
    ),
    st.builds(
        lambda r, n, u: replace(r, hub_open=True, repeat_every=n, repeat_unit=u),
        late,
        offsets,
        st.sampled_from([Unit.HUB_HOURS, Unit.WORKING_DAYS]),
    ),
)
ladders = st.builds(
    lambda a, b, c, d: Ladder(key="any", rungs=(*a, *b, *c, d)),
    st.lists(early, max_size=3),
    st.lists(before, max_size=3),
    st.lists(late, max_size=3),
    repeating,
)


@given(ladders, starts, limits)
def test_every_rung_falls_later_than_the_one_before_and_none_before_the_start(ladder, start, limit):
    found = [
        rung_at(ladder, n, starts_at=start, due_at=start + limit, calendar=HUB)
        for n in range(len(ladder.rungs) + 4)
    ]
    assert found[0] >= start
    assert all(later > earlier for earlier, later in pairwise(found))


@given(ladders, starts, st.timedeltas(timedelta(hours=2), timedelta(days=40)))
def test_a_reminder_before_due_never_falls_on_due_or_later_while_there_is_room(
    ladder, start, limit
):
    reminders = Ladder(
        key="reminders",
        rungs=tuple(r for r in ladder.rungs if r.action is Action.REMIND) + ladder.rungs[-1:],
    )
    for n in range(len(reminders.rungs) - 1):
        at = rung_at(reminders, n, starts_at=start, due_at=start + limit, calendar=HUB)
        assert at < start + limit


@given(ladders, starts, limits)
def test_a_rung_in_open_hours_after_due_falls_while_the_hub_is_open(ladder, start, limit):
    due_at = start + limit
    for n in range(len(ladder.rungs) + 2):
        at = rung_at(ladder, n, starts_at=start, due_at=due_at, calendar=HUB)
        if rung(ladder, n).hub_open and at >= due_at:
            assert HUB.is_open(at)
