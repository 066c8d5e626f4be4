"""Swim lanes of a journey: a lane for each kind of episode, and a tick for each deadline.

Pure: the view of a journey goes in, numbers for `journey_lanes.html` come out.  Units are those
of the drawing, 1000 across; the page's style sheet makes them pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from casework.asking.views import EpisodeView, JourneyView, ObligationView
from journey.terms import Kind
from web.pages.drawing.axis import Axis, Mark

WIDTH = 1000
LABELS = 190
"""Room at the left for the names of the lanes."""

EDGE = 20
ROW = 34
HEAD = 12
FOOT = 34
BAR = 20
THINNEST = 4.0
"""A bar is never thinner: an episode of minutes on a journey of years is still to be seen."""

_AHEAD_SHARE = 0.35
_AHEAD_LEAST = timedelta(days=2)
_AFTER_SHARE = 0.03
_SHORTEST = timedelta(hours=12)


class Tick(StrEnum):
    """How a deadline stands; each has a shape of its own.  In the order in which they are drawn."""

    MET = "met"
    AHEAD = "ahead"
    LATE = "late"
    OVERDUE = "overdue"


_TICKS = {
    "met": Tick.MET,
    "missed": Tick.LATE,
    "overdue": Tick.OVERDUE,
    "on_track": Tick.AHEAD,
    "due_soon": Tick.AHEAD,
}
"""Waived and cancelled deadlines bind nobody: they are in the table and not in the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An episode on its lane."""

    x: float
    y: float
    width: float
    episode: EpisodeView


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A tick where something was due or is due; `count` things of one standing at one place."""

    x: float
    y: float
    tick: Tick
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The episodes of one kind; no kind for what belongs to the whole journey.

    Attributes:
        y: Its upper edge; `height` is more than one row where episodes run beside each other.
        text_y: Where its name stands.
    """

    kind: Kind | None
    y: float
    height: float
    text_y: float
    bars: tuple[Bar, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SwimLanes:
    """The drawing.

    Attributes:
        now: Where the present lies; None on a closed journey.
        beyond: Open deadlines that lie further ahead than the drawing reaches.
        kept, late, overdue: Deadlines so far: met in time, met late, and late still.
    """

    width: int
    height: float
    left: float
    right: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    now: float | None
    beyond: int
    kept: int
    late: int
    overdue: int


def swim_lanes(view: JourneyView, zone: ZoneInfo) -> SwimLanes:
    """Lay out a journey's episodes and deadlines, from its contact to a little past now."""
    axis = _axis(view, zone)
    drawn = [each for each in view.obligations if each.standing in _TICKS]
    ahead = [each for each in drawn if each.due_at > axis.end]
    drawn = [each for each in drawn if each.due_at <= axis.end]
    lanes, y = [], float(HEAD)
    for kind, episodes in _by_kind(view.episodes):
        ids = {each.id for each in episodes}
        rows = _rows(episodes)
        lane = _lane(kind, y, rows, [each for each in drawn if each.episode in ids], axis)
        lanes.append(lane)
        y += lane.height
    known = {each.id for each in view.episodes}
    others = [each for each in drawn if each.episode not in known]
    if others:
        lanes.append(_lane(None, y, [[]], others, axis))
        y += ROW
    standings = [each.standing for each in view.obligations]
    return SwimLanes(
        width=WIDTH,
        height=y + FOOT,
        left=LABELS,
        right=WIDTH - EDGE,
        lanes=tuple(lanes),
        marks=axis.marks(),
        now=None if view.closed_at else axis.x(view.as_of),
        beyond=sum(_TICKS[each.standing] is Tick.AHEAD for each in ahead),
        kept=standings.count("met"),
        late=standings.count("missed"),
        overdue=standings.count("overdue"),
    )


def _axis(view: JourneyView, zone: ZoneInfo) -> Axis:
    last = view.closed_at or view.as_of
    span = max(last - view.opened_at, _SHORTEST)
    end = view.opened_at + span * (1 + _AFTER_SHARE)
    if view.closed_at is None:
        due = (each.due_at for each in view.obligations if each.state == "open")
        reach = last + max(span * _AHEAD_SHARE, _AHEAD_LEAST)
        end = max([end, *(at + span * _AFTER_SHARE for at in due if at <= reach)])
    return Axis(begin=view.opened_at, end=end, left=LABELS, right=WIDTH - EDGE, zone=zone)


def _by_kind(episodes: Sequence[EpisodeView]) -> Iterable[tuple[Kind, list[EpisodeView]]]:
    """Yield the episodes by kind, the kinds in the order in which the journey came to them."""
    kinds = dict.fromkeys(each.kind for each in episodes)
    for kind in kinds:
        yield kind, [each for each in episodes if each.kind is kind]


def _rows(episodes: Iterable[EpisodeView]) -> list[list[EpisodeView]]:
    """Put episodes of one kind into as few rows as they need, so that none covers another."""
    rows: list[list[EpisodeView]] = []
    for each in sorted(episodes, key=lambda episode: episode.opened_at):
        free = (row for row in rows if _ended_by(row[-1], each.opened_at))
        row = next(free, None)
        if row is None:
            rows.append([each])
        else:
            row.append(each)
    return rows


def _ended_by(episode: EpisodeView, instant: datetime) -> bool:
    return episode.ended_at is not None and episode.ended_at <= instant


def _lane(
    kind: Kind | None,
    y: float,
    rows: Sequence[Sequence[EpisodeView]],
    deadlines: Iterable[ObligationView],
    axis: Axis,
) -> Lane:
    bars = tuple(
        _bar(each, y + ROW * number, axis) for number, row in enumerate(rows) for each in row
    )
    middle = {bar.episode.id: bar.y + BAR / 2 for bar in bars}
    return Lane(
        kind=kind,
        y=y,
        height=ROW * len(rows),
        text_y=y + ROW / 2,
        bars=bars,
        deadlines=_deadlines(deadlines, middle, y + ROW / 2, axis),
    )


def _bar(episode: EpisodeView, y: float, axis: Axis) -> Bar:
    begin, end = axis.x(episode.opened_at), axis.x(episode.ended_at or axis.end)
    return Bar(
        x=begin,
        y=y + (ROW - BAR) / 2,
        width=max(round(end - begin, 1), THINNEST),
        episode=episode,
    )


def _deadlines(
    owed: Iterable[ObligationView], middle: dict[str, float], otherwise: float, axis: Axis
) -> tuple[Deadline, ...]:
    """Return the ticks, the gravest last: it is drawn over the others."""
    counted: dict[tuple[Tick, float, float], int] = {}
    for each in owed:
        place = (
            _TICKS[each.standing],
            axis.x(each.due_at),
            middle.get(each.episode or "", otherwise),
        )
        counted[place] = counted.get(place, 0) + 1
    order = list(Tick)
    return tuple(
        Deadline(x=x, y=y, tick=tick, count=count)
        for (tick, x, y), count in sorted(
            counted.items(), key=lambda each: (order.index(each[0][0]), each[0][1:])
        )
    )
