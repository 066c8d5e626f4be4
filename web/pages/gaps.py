"""Lists that show gaps, in words: each figure opens to its journeys, on a page and as a file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from casework import asking, people, sheets
from casework.asking.gaps import GapFigure, GapLine
from casework.hub import Hub
from journey.people import Actor
from web.access import TheActor, TheHub, of_roles
from web.api.gaps import Key
from web.api.reading import Word
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.board import Nothing
from web.pages.rendering import page
from web.pages.words import Words, plain
from web.routes import Row

SHOWN = 100
IN_A_FILE = 500
"""Rows that are read at once for a file, which holds all of them."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    later("What did not go on"): ("contacts-", "referrals-", "enquiries-", "hand-offs-"),
    later("Assessments"): ("assessments-",),
    later("What is past its limit"): (
        "unallocated-",
        "decisions-",
        "oversight-",
        "supervision-",
        "transfers-",
        "moves-",
    ),
    later("Partners"): ("delays-",),
}
"""The parts in which lists stand, each with how the keys of its lists begin."""

_AT: Mapping[str, str] = {
    "-overdue": later("Due"),
    "delays-by-partners": later("When"),
    "hand-offs-unconfirmed": later("Since"),
}
"""What the instant of a row is, where it is not when the step ended."""

Day = date | Nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which part of the record lists speak of; both days are within it."""

    first: date | None
    last: date | None
    team: str

    def instants(self, hub: Hub) -> tuple[datetime | None, datetime | None]:
        """Return the span from its beginning to its end."""
        calendar = hub.rules().in_force(hub.clock.now()).calendar
        begins = calendar.at(self.first, time()) if self.first else None
        ends = calendar.at(self.last + timedelta(days=1), time()) if self.last else None
        return begins, ends

    def query(self, **more: str) -> str:
        """Return it as it stands in an address."""
        given = {
            "first": self.first.isoformat() if self.first else "",
            "last": self.last.isoformat() if self.last else "",
            "team": self.team,
            **more,
        }
        found = urlencode({name: value for name, value in given.items() if value})
        return f"?{found}" if found else ""

    def tags(self, teams: Mapping[str, str], here: str) -> list[dict[str, str]]:
        """Return each choice in words, with the address of the page without it."""
        said = {
            "first": _("from {day}").format(day=self.first) if self.first else "",
            "last": _("to {day}").format(day=self.last) if self.last else "",
            "team": _("team {team}").format(team=teams.get(self.team, self.team))
            if self.team
            else "",
        }
        without = {"first": {"first": ""}, "last": {"last": ""}, "team": {"team": ""}}
        return [
            {"text": text, "href": f"{here}{self.query(**without[name])}"}
            for name, text in said.items()
            if text
        ]


def _span(first: Day = "", last: Day = "", team: Word | Nothing = "") -> Span:
    return Span(first=_day(first), last=_day(last), team=team)


def _day(day: date | str) -> date | None:
    return day if isinstance(day, date) else None


TheSpan = Annotated[Span, Depends(_span)]


def grouped(figures: tuple[GapFigure, ...]) -> Iterator[tuple[str, list[GapFigure]]]:
    """Yield the parts in which figures stand, each with its own."""
    for title, starts in GROUPS.items():
        yield _(title), [each for each in figures if each.key.startswith(starts)]


def show_gap(
    key: str, request: Request, hub: Hub, actor: Actor, *, span: Span, after: str | None
) -> Response:
    """Show the journeys behind one figure, the oldest first."""
    since, until = span.instants(hub)
    team = span.team or None
    found = asking.list_of(hub, actor, key, since, until, team=team, after=after, limit=SHOWN)
    teams = [(each.key, each.name) for each in people.teams(hub)]
    say = Words.of(hub)
    return page(
        request,
        "gap.html",
        found=found,
        figure=found.figure,
        rows=[(row, what(key, row, say)) for row in found.rows],
        at=at_of(key),
        span=span,
        tags=span.tags(dict(teams), f"/lists/{key}"),
        teams=teams,
        begun=after is not None,
        whole=f"/lists/{key}{span.query()}",
        next_page=f"/lists/{key}{span.query(after=found.next)}" if found.next else "",
        file=f"/lists/{key}/file{span.query()}",
    )


def give_file(key: Key, hub: TheHub, actor: TheActor, span: TheSpan) -> Response:
    """Give a whole list as a file for a spreadsheet program."""
    since, until = span.instants(hub)
    say, team = Words.of(hub), span.team or None
    written = io.StringIO(newline="")
    heading = [_("Journey"), _("What"), at_of(key), _("Team"), _("Worker")]
    sheets.write_rows(written, [heading])
    after: str | None = None
    while True:
        found = asking.list_of(
            hub, actor, key, since, until, team=team, after=after, limit=IN_A_FILE
        )
        sheets.write_rows(written, (_cells(key, row, say) for row in found.rows))
        after = found.next
        if after is None:
            break
    return Response(
        written.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{key}.csv"'},
    )


def _cells(key: str, row: GapLine, say: Words) -> list[str]:
    at = row.at.astimezone(say.calendar.zone).isoformat(timespec="minutes")
    return [row.reference, what(key, row, say), at, row.team, row.worker or ""]


def what(key: str, row: GapLine, say: Words) -> str:
    """Return what a row counts, in words: an outcome, something owed, or an agency."""
    if key.startswith("delays-"):
        return say.agency(row.what)
    return say.filters()["thing"](row.what) if key.endswith("-overdue") else plain(row.what)


def at_of(key: str) -> str:
    """Return what the instant of a list's rows is."""
    found = next((said for part, said in _AT.items() if key.endswith(part)), None)
    return _(found) if found else _("Ended")


After = Annotated[str | None, Query(max_length=200, description="Where the last page ended.")]

ROWS = (
    Row(
        method="GET",
        path="/lists/{key}/file",
        call=give_file,
        access=of_roles(asking.LIST_READERS),
        summary="Give a list that shows a gap as a file for a spreadsheet program.",
        page=True,
    ),
)
