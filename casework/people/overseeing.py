"""People as an administrator sees them: page by page, and how each of them signs in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from casework.hub import Hub
from casework.people.checks import administrators_only
from casework.people.users import find_user
from journey.people import Actor, Role
from models.queries import accounts, journeys, people, people_pages, provider, sessions
from models.queries.journeys import JourneyFilter
from models.queries.people import Team, User
from models.queries.people_pages import PeopleFilter
from models.store import Session

PER_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """Some people by user name, and how many there are on how many pages."""

    rows: tuple[User, ...]
    total: int
    page: int
    pages: int


class PasswordState(StrEnum):
    """What somebody has to sign in with here."""

    NONE = "none"
    ONE_TIME = "one-time"
    RUN_OUT = "run-out"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """How somebody comes in.

    Attributes:
        password_until: Of a one-time password: when it lets in no more.
        waits_until: Too many wrong passwords: no attempt counts before this instant.
        linked: The council's provider vouches for them.
        last_at: When they last signed in, where that is not long ago.
    """

    password: PasswordState
    password_set_at: datetime | None
    password_until: datetime | None
    waits_until: datetime | None
    linked: bool
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """A team, who is in it, and how many open journeys it holds."""

    team: Team
    managers: tuple[User, ...]
    members: tuple[User, ...]
    journeys: int


def team_lines(hub: Hub, actor: Actor | None) -> list[TeamLine]:
    """Return every team, the open ones first, by key."""
    administrators_only(actor, "teams")
    with hub.store.read() as session:
        found = [_line(session, team) for team in people.teams(session)]
    return sorted(found, key=lambda line: (line.team.closed_at is not None, line.team.key))


def _line(session: Session, team: Team) -> TeamLine:
    members = people.users(session, team=team.key, active=True)
    return TeamLine(
        team=team,
        managers=tuple(user for user in members if user.role is Role.MANAGER),
        members=tuple(members),
        journeys=journeys.count(session, JourneyFilter(team=team.key)),
    )


def people_page(
    hub: Hub, actor: Actor | None, which: PeopleFilter, *, page: int = 1, per_page: int = PER_PAGE
) -> PeoplePage:
    """Return one page of the people that fit; a page beyond the last is the last."""
    administrators_only(actor, "people")
    with hub.store.read() as session:
        total = people_pages.count(session, which)
        pages = max(1, -(-total // per_page))
        shown = min(page, pages)
        rows = people_pages.people(session, which, skip=(shown - 1) * per_page, limit=per_page)
    return PeoplePage(rows=tuple(rows), total=total, page=shown, pages=pages)


def signing_in(hub: Hub, actor: Actor | None, name: str) -> SigningIn:
    """Return how somebody comes in.

    Raises:
        NotAllowedError: The actor is no administrator.
        NotFoundError: Nobody has this name.
    """
    administrators_only(actor, "how others sign in")
    now = hub.clock.now()
    issuer = hub.settings.oidc_issuer
    with hub.store.read() as session:
        find_user(session, name)
        state, set_at, until = _password(hub, session, name, now)
        failures = accounts.failures(session, accounts.subject("user", name))
        waits = failures.blocked_until if failures is not None else None
        return SigningIn(
            password=state,
            password_set_at=set_at,
            password_until=until,
            waits_until=waits if waits is not None and waits > now else None,
            linked=bool(issuer) and provider.is_linked(session, str(issuer), name),
            last_at=sessions.last_begun(session, name),
        )


def _password(
    hub: Hub, session: Session, name: str, now: datetime
) -> tuple[PasswordState, datetime | None, datetime | None]:
    kept = accounts.password(session, name)
    if kept is None or kept.hash is None or kept.set_at is None:
        return PasswordState.NONE, None, None
    if not kept.once:
        return PasswordState.OWN, kept.set_at, None
    until = kept.set_at + timedelta(hours=hub.settings.one_time_password_hours)
    state = PasswordState.ONE_TIME if now < until else PasswordState.RUN_OUT
    return state, kept.set_at, until
