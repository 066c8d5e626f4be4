"""The swim lanes of a journey: where bars and ticks stand, and what the title finds."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from journey.terms import Kind
from web.pages.drawing.axis import Axis
from web.pages.drawing.lanes import Tick, swim_lanes
from web.pages.drawing.saying import finding

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2025, 9, 1, 8, tzinfo=UTC)


def day(number):
    return MONDAY + timedelta(days=number)


def episode(id_, kind, begin, end=None):
    return SimpleNamespace(
        id=id_,
        kind=kind,
        open=end is None,
        opened_at=day(begin),
        ended_at=None if end is None else day(end),
    )


def owed(standing, due, of=None):
    still = standing in ("on_track", "due_soon", "overdue")
    state = "open" if still else standing
    return SimpleNamespace(standing=standing, state=state, due_at=day(due), episode=of)


def journey(episodes, obligations=(), now=10, closed=None):
    return SimpleNamespace(
        opened_at=MONDAY,
        closed_at=None if closed is None else day(closed),
        as_of=day(now),
        episodes=tuple(episodes),
        obligations=tuple(obligations),
    )


def drawn(*given, **more):
    return swim_lanes(journey(*given, **more), LONDON)


def test_a_closed_journey_is_drawn_from_its_contact_to_a_little_past_its_end():
    lanes = drawn(
        [episode("E1", Kind.CONTACT, 0, 5), episode("E2", Kind.CLOSURE, 5, 10)], closed=10
    )
    # 790 units stand for ten days and three per cent.
    [contact, closure] = [lane.bars[0] for lane in lanes.lanes]
    assert (contact.x, contact.width) == (190.0, 383.5)
    assert (closure.x, closure.width) == (573.5, 383.5)
    assert lanes.now is None


def test_on_an_open_journey_the_present_is_marked_and_open_bars_reach_the_edge():
    lanes = drawn([episode("E1", Kind.CONTACT, 0)], now=10)
    assert lanes.now == 957.0
    assert lanes.lanes[0].bars[0].width == 790.0


def test_each_kind_has_a_lane_in_the_order_in_which_the_journey_came_to_it():
    lanes = drawn(
        [
            episode("E1", Kind.CONTACT, 0, 1),
            episode("E2", Kind.STRATEGY_DISCUSSION, 1, 2),
            episode("E3", Kind.ASSESSMENT, 1, 9),
            episode("E4", Kind.STRATEGY_DISCUSSION, 8, 9),
        ]
    )
    assert [(lane.kind, lane.y, lane.height) for lane in lanes.lanes] == [
        (Kind.CONTACT, 12.0, 34),
        (Kind.STRATEGY_DISCUSSION, 46.0, 34),
        (Kind.ASSESSMENT, 80.0, 34),
    ]
    assert lanes.height == 148.0


def test_episodes_of_one_kind_that_run_beside_each_other_do_not_cover_each_other():
    lanes = drawn([episode("E1", Kind.MISSING, 0, 6), episode("E2", Kind.MISSING, 4, 8)])
    [lane] = lanes.lanes
    assert lane.height == 68
    assert [bar.y for bar in lane.bars] == [19.0, 53.0]


def test_an_episode_of_a_minute_is_still_to_be_seen():
    short = episode("E1", Kind.CONTACT, 0, 1 / 1440)
    lanes = drawn([short, episode("E2", Kind.PLAN, 0)], now=700)
    assert lanes.lanes[0].bars[0].width == 4.0


@pytest.mark.parametrize(
    ("standing", "tick"),
    [
        ("met", Tick.MET),
        ("missed", Tick.LATE),
        ("overdue", Tick.OVERDUE),
        ("on_track", Tick.AHEAD),
        ("due_soon", Tick.AHEAD),
    ],
)
def test_a_deadline_stands_in_the_lane_of_its_episode_where_it_is_due(standing, tick):
    lanes = drawn([episode("E1", Kind.CONTACT, 0)], [owed(standing, 5, "E1")])
    [deadline] = lanes.lanes[0].deadlines
    assert (deadline.tick, deadline.x, deadline.y) == (tick, 573.5, 29.0)


@pytest.mark.parametrize("standing", ["waived", "cancelled"])
def test_a_deadline_that_binds_nobody_is_not_drawn(standing):
    lanes = drawn([episode("E1", Kind.CONTACT, 0)], [owed(standing, 5, "E1")])
    assert lanes.lanes[0].deadlines == ()


def test_deadlines_of_no_episode_stand_in_a_lane_of_the_whole_journey():
    lanes = drawn([episode("E1", Kind.CONTACT, 0)], [owed("met", 5), owed("met", 6)])
    assert [(lane.kind, len(lane.deadlines)) for lane in lanes.lanes] == [
        (Kind.CONTACT, 0),
        (None, 2),
    ]


def test_what_is_late_now_is_drawn_over_the_others_and_the_same_place_is_counted():
    given = [owed("overdue", 5, "E1"), owed("met", 5, "E1"), owed("met", 5, "E1")]
    lanes = drawn([episode("E1", Kind.CONTACT, 0)], given)
    assert [(each.tick, each.count) for each in lanes.lanes[0].deadlines] == [
        (Tick.MET, 2),
        (Tick.OVERDUE, 1),
    ]


def test_a_deadline_far_ahead_does_not_squeeze_what_has_happened():
    given = [owed("on_track", 12, "E1"), owed("on_track", 700, "E1")]
    lanes = drawn([episode("E1", Kind.PLAN, 0)], given)
    # Twelve days and a margin of three per cent of ten: 790 units for 12.3 days.
    assert lanes.now == 832.3
    assert [each.x for each in lanes.lanes[0].deadlines] == [960.7]
    assert lanes.beyond == 1


def test_a_deadline_that_was_met_long_before_it_was_due_is_not_called_ahead():
    lanes = drawn([episode("E1", Kind.PLAN, 0)], [owed("met", 700, "E1")])
    assert (lanes.beyond, lanes.kept) == (0, 1)


@pytest.mark.parametrize(
    ("days", "marks"),
    [
        (3, ["2 Sep", "3 Sep", "4 Sep"]),
        (12, ["3 Sep", "5 Sep", "7 Sep", "9 Sep", "11 Sep", "13 Sep"]),
        (21, ["8 Sep", "15 Sep", "22 Sep"]),
        (150, ["Oct 2025", "Nov 2025", "Dec 2025", "Jan 2026"]),
        (800, ["Oct 2025", "Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026", "Jan 2027"]),
    ],
)
def test_the_axis_names_as_many_days_as_can_be_read(days, marks):
    axis = Axis(begin=MONDAY, end=day(days), left=0, right=100, zone=LONDON)
    assert [mark.text for mark in axis.marks()][: len(marks)] == marks
    assert len(axis.marks()) <= 10


def test_a_mark_stands_at_midnight_on_the_wall_in_summer_and_in_winter():
    begin = datetime(2025, 10, 24, 23, tzinfo=UTC)
    axis = Axis(begin=begin, end=begin + timedelta(hours=72), left=0, right=72, zone=LONDON)
    # The night of 26 October has 25 hours.
    assert [(mark.text, mark.x) for mark in axis.marks()] == [
        ("25 Oct", 0.0),
        ("26 Oct", 24.0),
        ("27 Oct", 49.0),
    ]


@pytest.mark.parametrize(
    ("standings", "closed", "said"),
    [
        ([], None, "Open for 10 days, now in: Contact. No deadline has come yet."),
        (["met"], None, "Open for 10 days, now in: Contact. The only deadline so far was kept."),
        (["met"] * 3, 10, "Closed after 10 days. All 3 deadlines so far were kept."),
        (
            ["met", "met", "missed", "overdue", "on_track"],
            None,
            "Open for 10 days, now in: Contact. 4 deadlines so far: 2 kept, 1 met late, 1 late now.",
        ),
    ],
)
def test_the_title_states_what_the_drawing_finds(standings, closed, said):
    end = None if closed is None else 10
    view = journey(
        [episode("E1", Kind.CONTACT, 0, end)],
        [owed(each, 5, "E1") for each in standings],
        closed=closed,
    )
    assert finding(view, swim_lanes(view, LONDON), LONDON) == said
