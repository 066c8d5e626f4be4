"""What a journey's page works out of its view: what is late, what comes next, months, as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from casework.asking.views import DecisionView, JourneyView, ObligationView, TimelineEntry
from journey.errors import UnknownKeyError
from journey.policy import Rulebook
from journey.wording import MONTHS
from web.languages import gettext as _

UPCOMING = 3
"""How many of the next things are said in words; the table below has them all."""

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What happened in one month, the newest first."""

    key: str
    title: str
    entries: tuple[TimelineEntry, ...]


def owed_now(view: JourneyView) -> list[ObligationView]:
    """Return what is owed, what is due first standing first."""
    return sorted(
        (each for each in view.obligations if each.state == "open"), key=lambda each: each.due_at
    )


def late_now(owed: Sequence[ObligationView]) -> list[ObligationView]:
    """Return what is late, the longest first."""
    return [each for each in owed if each.standing == "overdue"]


def upcoming(view: JourneyView) -> list[ObligationView]:
    """Return what the clock does next, the soonest first."""
    ahead = [each for each in view.obligations if each.state == "open" and each.next_action_at]
    return sorted(ahead, key=lambda each: each.next_action_at or view.as_of)[:UPCOMING]


def last_decision(view: JourneyView) -> DecisionView | None:
    """Return the newest decision that holds, or waits for its second signature."""
    standing = (each for each in reversed(view.decisions) if not each.refused)
    return next((each for each in standing if not each.superseded), None)


def profile_titles(view: JourneyView, rulebook: Rulebook) -> Mapping[str, str]:
    """Return what the procedures of each episode are called; their id where they are gone."""
    found = {episode.profile for episode in view.episodes}
    return {each: profile_title(rulebook, each) for each in found}


def profile_title(rulebook: Rulebook, profile: str) -> str:
    """Return what procedures are called; their id where they are gone."""
    try:
        return rulebook.profile(profile).title
    except UnknownKeyError:
        return profile


@dataclass(frozen=True, slots=True, kw_only=True)
class OfList:
    """What the journey holds of one list of codes: each code with its words."""

    title: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a return would lack, who could know it, and what the return says meanwhile."""

    title: str
    known_by: str
    meanwhile: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesShown:
    """The codes of a journey, in the reader's language."""

    lists: tuple[OfList, ...]
    missing: tuple[Lacking, ...]


def coded(view: JourneyView) -> CodesShown:
    """Return the codes that the journey holds, list by list, and what is missing."""
    lists = groupby(view.codes, key=lambda code: code.title)
    return CodesShown(
        lists=tuple(
            OfList(title=_(title), codes=tuple((code.code, _(code.words)) for code in codes))
            for title, codes in lists
        ),
        missing=tuple(
            Lacking(
                title=_(each.title),
                known_by=_(each.known_by),
                meanwhile=_(each.stands_for) if each.stands_for else None,
            )
            for each in view.missing_codes
        ),
    )


def months(entries: Sequence[TimelineEntry], zone: ZoneInfo) -> list[Month]:
    """Fold a timeline by month of happening, the newest month first."""

    def month(entry: TimelineEntry) -> tuple[int, int]:
        local = entry.at.astimezone(zone)
        return local.year, local.month

    newest = sorted(entries, key=lambda each: (each.at, each.version), reverse=True)
    return [
        Month(
            key=f"{year}-{number:02}",
            title=f"{_(MONTHS[number - 1])} {year}",
            entries=tuple(each),
        )
        for (year, number), each in groupby(newest, month)
    ]


def instant_of(given: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return the instant that "as it was on" names: the end of a day, or now on the day of now.

    Returns:
        None where it is neither a day nor an instant with its zone.
    """
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return _instant(given)
    if day == now.astimezone(zone).date():
        return now
    try:
        midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    except OverflowError:
        return None
    return midnight.astimezone(UTC) - _TICK


def _instant(given: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(given)
    except ValueError:
        return None
    return None if instant.tzinfo is None else instant
