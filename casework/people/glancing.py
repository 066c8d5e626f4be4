"""What there is, at a glance: for the front of administration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.hub import Hub
from casework.people.checks import administrators_only
from journey.people import Actor, Role
from models.queries import deliveries, people, people_pages, sessions
from models.queries.looks import newest_look
from models.queries.people_pages import PeopleFilter
from policy.calendars import WARN_BEFORE

_ADMINISTRATORS = PeopleFilter(active=True, locked=False, role=Role.ADMINISTRATOR)
_PARTNERS = PeopleFilter(active=True, role=Role.PARTNER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Numbers, each with the page behind it.

    Attributes:
        people, locked, administrators: Of those who have not left.
        closed_today: Agencies by name that are closed today.
        to_confirm: Limits of the profile in use that nobody published.
        calendar_ends: The last day that the calendar in use knows.
        ends_soon: That day is less than a year away.
        waiting, dead: Messages that wait to be sent, and that nobody tries to send any more.
    """

    people: int
    locked: int
    administrators: int
    partners: int
    sessions: int
    teams: int
    closed_teams: int
    agencies: int
    closed_today: tuple[str, ...]
    profile: str
    profile_title: str
    profiles: int
    to_confirm: int
    calendar_ends: date
    ends_soon: bool
    last_look_at: datetime | None
    waiting: int
    dead: int


def glance(hub: Hub, actor: Actor | None) -> Glance:
    """Return what there is, now.

    Raises:
        NotAllowedError: The actor is no administrator.
    """
    administrators_only(actor, "administration")
    now = hub.clock.now()
    rules = hub.rules()
    profile = rules.in_force(now)
    today = profile.calendar.local_day(now)
    since = now - timedelta(hours=hub.settings.session_hours)
    used_since = now - timedelta(minutes=hub.settings.session_idle_minutes)
    with hub.store.read() as session:
        teams = people.teams(session)
        letters = deliveries.counts(session)
        return Glance(
            people=people_pages.count(session, PeopleFilter(active=True)),
            locked=people_pages.count(session, PeopleFilter(active=True, locked=True)),
            administrators=people_pages.count(session, _ADMINISTRATORS),
            partners=people_pages.count(session, _PARTNERS),
            sessions=sessions.count_open(session, since=since, used_since=used_since),
            teams=sum(team.closed_at is None for team in teams),
            closed_teams=sum(team.closed_at is not None for team in teams),
            agencies=len(rules.agencies),
            closed_today=tuple(a.name for a in rules.agencies.values() if a.why_closed(today)),
            profile=profile.id,
            profile_title=profile.title,
            profiles=len(rules.profiles),
            to_confirm=sum(not row.checked for row in profile.timescales.values()),
            calendar_ends=profile.calendar.known_until,
            ends_soon=profile.calendar.known_until < today + WARN_BEFORE,
            last_look_at=newest_look(session),
            waiting=letters.get("waiting", 0),
            dead=letters.get("dead", 0),
        )
