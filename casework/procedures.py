"""The rules that a hub works by, to read: its profiles, its calendars, and how long those last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.errors import NotFoundError
from casework.hub import Hub
from journey.policy import Profile
from policy.calendars import PLACES, WARN_BEFORE, calendar_for
from policy.comparing import Difference, compare
from policy.listing import list_profiles, show_profile
from policy.sources import Source, sources

Days = tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileLine:
    """A profile in a list.

    Attributes:
        limits, to_confirm: How many limits it has, and how many nobody published.
    """

    id: str
    title: str
    nation: str
    effective: date
    in_use: bool
    in_force: bool
    limits: int
    to_confirm: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """What is known of the bank holidays of a place.

    Attributes:
        in_use: The profile in use counts by it.
        ends_soon: It ends within a year.
        years: The days of each year.
    """

    place: str
    known_from: date
    known_until: date
    in_use: bool
    ends_soon: bool
    years: tuple[tuple[int, Days], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingsLine:
    """Until when the closed days of an agency, that has some, are known."""

    key: str
    name: str
    until: date
    ends_soon: bool


def profile_lines(hub: Hub) -> list[ProfileLine]:
    """Return every profile and version, those in use first."""
    rules = hub.rules()
    now = rules.in_force(hub.clock.now()).id
    written = sources(hub.settings.policy_folder)
    lines = [
        ProfileLine(
            id=row["id"],
            title=row["title"],
            nation=row["nation"],
            effective=date.fromisoformat(row["effective"]),
            in_use=row["in_use"],
            in_force=row["id"] == now,
            limits=row["limits"],
            to_confirm=row["to_confirm"],
            source=written[row["id"]],
        )
        for row in list_profiles(rules)
    ]
    return sorted(lines, key=lambda line: not line.in_use)


def profile_shown(hub: Hub, profile_id: str) -> tuple[Mapping[str, Any], Source]:
    """Return the whole of one profile in words, and where it is written.

    Raises:
        NotFoundError: There is none of this id.
    """
    found = _profile(hub, profile_id)
    return show_profile(found), sources(hub.settings.policy_folder)[found.id]


def compared(hub: Hub, left: str, right: str) -> tuple[Difference, ...]:
    """Return what two profiles do not say alike.

    Raises:
        NotFoundError: There is none of one of these ids.
    """
    return compare(_profile(hub, left), _profile(hub, right))


def calendars(hub: Hub) -> list[CalendarLine]:
    """Return the calendar of each place, that of the profile in use first."""
    profile = hub.rules().in_force(hub.clock.now())
    today = profile.calendar.local_day(hub.clock.now())
    found = []
    for place in PLACES:
        calendar = calendar_for(place)
        years: dict[int, list[tuple[date, str]]] = {}
        for day, why in sorted(calendar.holidays.items()):
            years.setdefault(day.year, []).append((day, why))
        found.append(
            CalendarLine(
                place=place,
                known_from=calendar.known_from,
                known_until=calendar.known_until,
                in_use=place == profile.nation,
                ends_soon=calendar.known_until < today + WARN_BEFORE,
                years=tuple((year, tuple(days)) for year, days in sorted(years.items())),
            )
        )
    return sorted(found, key=lambda line: not line.in_use)


def hub_closed_days(hub: Hub) -> Days:
    """Return the days on which the hub itself is closed, beside the bank holidays."""
    profile = hub.rules().in_force(hub.clock.now())
    bank = calendar_for(profile.nation).holidays
    return tuple(
        (day, why) for day, why in sorted(profile.calendar.holidays.items()) if day not in bank
    )


def closings(hub: Hub) -> list[ClosingsLine]:
    """Return until when closed days are known of each agency that has some."""
    profile = hub.rules().in_force(hub.clock.now())
    today = profile.calendar.local_day(hub.clock.now())
    lines = []
    for agency in hub.rules().agencies.values():
        if agency.closed:
            until = max(last for _, last, _ in agency.closed)
            soon = until < today + WARN_BEFORE
            lines.append(
                ClosingsLine(key=agency.key, name=agency.name, until=until, ends_soon=soon)
            )
    return lines


def _profile(hub: Hub, profile_id: str) -> Profile:
    profiles = hub.rules().profiles
    if profile_id not in profiles:
        raise NotFoundError("profile", profile_id)
    return profiles[profile_id]
