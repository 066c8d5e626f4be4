"""What changed among the stuck journeys since last week: each number opens to its journeys."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from casework import asking, people
from casework.asking.comparing import FindingChange
from journey.terms import Finding
from web.access import TheActor, TheHub, of_roles
from web.api.reading import Word
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.board import Nothing
from web.pages.rendering import page
from web.pages.stuck import READERS
from web.pages.words import finding as in_words
from web.routes import Row

MOST = 200
"""Journeys of one number that the page shows."""


class Change(StrEnum):
    """What became of a finding since last week."""

    NEW = "new"
    RESOLVED = "resolved"
    STILL = "still"


_SAID: Mapping[Change, str] = {
    Change.NEW: later("New since last week"),
    Change.RESOLVED: later("Resolved since last week"),
    Change.STILL: later("Still there"),
}


def show_changes(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    *,
    team: Word | Nothing = "",
    finding: Finding | Nothing = "",
    change: Change | Nothing = "",
) -> Response:
    """Show what changed, and the journeys behind one of the numbers."""
    found = asking.stuck_changes(hub, actor, team=team or None)
    teams = [(each.key, each.name) for each in people.teams(hub)]
    chosen = next((each for each in found.findings if each.finding == finding), None)
    opened = getattr(chosen, change) if chosen and change else None
    said = _("team {team}").format(team=dict(teams).get(team, team))
    return page(
        request,
        "stuck_changes.html",
        since=found.since,
        rows=[each for each in found.findings if _any(each)],
        opened=opened,
        most=MOST,
        title="" if opened is None else f"{in_words(finding)}: {_(_SAID[Change(change)]).lower()}",
        team=team,
        teams=teams,
        tags=[{"text": said, "href": "/stuck/changes"}] if team else [],
        in_words=in_words,
        address=lambda finding, change: _address(team=team, finding=finding, change=change),
    )


def _any(change: FindingChange) -> bool:
    return bool(change.new or change.resolved or change.still)


def _address(**parameters: str) -> str:
    given = {name: value for name, value in parameters.items() if value}
    return f"/stuck/changes?{urlencode(given)}#opened"


ROWS = (
    Row(
        method="GET",
        path="/stuck/changes",
        call=show_changes,
        access=of_roles(READERS),
        summary="Show what changed among the stuck journeys since last week.",
        page=True,
    ),
)
