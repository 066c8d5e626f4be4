"""What a drawing finds, in sentences: its title, for everybody who does not see it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from casework.asking.views import JourneyView
from web.languages import gettext as _
from web.languages import ngettext
from web.pages.drawing.lanes import SwimLanes
from web.pages.words import plain


def finding(view: JourneyView, drawn: SwimLanes, zone: ZoneInfo) -> str:
    """Return how far the journey has come and how its deadlines were kept."""
    return f"{_course(view, zone)} {_deadlines(drawn)}"


def _course(view: JourneyView, zone: ZoneInfo) -> str:
    first, last = (
        each.astimezone(zone).date() for each in (view.opened_at, view.closed_at or view.as_of)
    )
    days = (last - first).days
    after = (
        ngettext("{count} day", "{count} days", days).format(count=days)
        if days
        else _("less than a day")
    )
    if view.closed_at:
        return _("Closed after {time}.").format(time=after)
    now = ", ".join(dict.fromkeys(plain(each.kind.value) for each in view.episodes if each.open))
    if not now:
        return _("Open for {time}, in no episode now.").format(time=after)
    return _("Open for {time}, now in: {episodes}.").format(time=after, episodes=now)


def _deadlines(drawn: SwimLanes) -> str:
    ended = drawn.kept + drawn.late + drawn.overdue
    if not ended:
        return _("No deadline has come yet.")
    if drawn.kept == ended:
        return ngettext(
            "The only deadline so far was kept.", "All {count} deadlines so far were kept.", ended
        ).format(count=ended)
    said = [
        text.format(count=count)
        for text, count in (
            (_("{count} kept"), drawn.kept),
            (_("{count} met late"), drawn.late),
            (_("{count} late now"), drawn.overdue),
        )
        if count
    ]
    deadlines = ngettext("{count} deadline so far", "{count} deadlines so far", ended)
    return _("{deadlines}: {standing}.").format(
        deadlines=deadlines.format(count=ended), standing=", ".join(said)
    )
