"""Profiles and calendars, to read: limits, ladders, what differs, until when days are known."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from casework import procedures
from casework.hub import Hub
from web.access import TheHub
from web.api.reading import Word
from web.languages import to_translate as later
from web.pages.administration.common import ADMINISTRATOR
from web.pages.board import Nothing
from web.pages.rendering import page
from web.pages.words import plain
from web.routes import Row

_LIST = "/administration/profiles"
KINDS = {
    "profile": later("The profile itself"),
    "limit": later("Limits"),
    "ladder": later("Ladders: who is told as time passes"),
    "obligation": later("What is owed"),
    "need": later("Whom a concern calls for"),
    "quorum": later("Who makes a meeting quorate"),
    "floor": later("Alarms of too few protection plans"),
}
Place = Annotated[str, Query(max_length=40, pattern=r"^[a-z-]*$")]


def show_profiles(request: Request, hub: TheHub) -> Response:
    """Show every profile and version."""
    return page(request, "administration/profiles.html", profiles=procedures.profile_lines(hub))


def show_profile(id: str, request: Request, hub: TheHub) -> Response:  # noqa: A002 - a profile's id
    """Show the whole of one profile."""
    profile, source = procedures.profile_shown(hub, id)
    return page(
        request,
        "administration/profile.html",
        profile=profile,
        effective=date.fromisoformat(profile["effective"]),
        source=source,
    )


def compare_profiles(
    request: Request, hub: TheHub, left: Word | Nothing = "", right: Word | Nothing = ""
) -> Response:
    """Show what two profiles do not say alike, side by side."""
    lines = procedures.profile_lines(hub)
    left, right = left or _first(hub, lines), right or _other(lines, left or _first(hub, lines))
    found = procedures.compared(hub, left, right)
    return page(
        request,
        "administration/compared.html",
        options=[(line.id, f"{line.title} ({line.id})") for line in lines],
        left=left,
        right=right,
        files={line.id: line.source.file for line in lines},
        groups=[
            (kind, title, [each for each in found if each.kind == kind])
            for kind, title in KINDS.items()
            if any(each.kind == kind for each in found)
        ],
        count=len(found),
    )


def show_calendars(request: Request, hub: TheHub, place: Place = "") -> Response:
    """Show which bank holidays and closed days are known, and until when."""
    known = procedures.calendars(hub)
    return page(
        request,
        "administration/calendars.html",
        calendars=known,
        places=[(each.place, plain(each.place)) for each in known],
        shown=next((each for each in known if each.place == place), known[0]),
        hub_closed=procedures.hub_closed_days(hub),
        closings=procedures.closings(hub),
    )


def _first(hub: Hub, lines: list[procedures.ProfileLine]) -> str:
    return next((line.id for line in lines if line.in_force), hub.rules().in_use)


def _other(lines: list[procedures.ProfileLine], than: str) -> str:
    return next((line.id for line in lines if line.id != than), than)


ROWS = (
    Row(
        method="GET",
        path=_LIST,
        call=show_profiles,
        access=ADMINISTRATOR,
        summary="Show the profiles.",
        page=True,
    ),
    Row(
        method="GET",
        path=f"{_LIST}/{{id}}",
        call=show_profile,
        access=ADMINISTRATOR,
        summary="Show one profile: limits, ladders, and what is owed.",
        page=True,
    ),
    Row(
        method="GET",
        path="/administration/compare-profiles",
        call=compare_profiles,
        access=ADMINISTRATOR,
        summary="Show two profiles side by side: what differs only.",
        page=True,
    ),
    Row(
        method="GET",
        path="/administration/calendars",
        call=show_calendars,
        access=ADMINISTRATOR,
        summary="Show which bank holidays and closed days are known, and until when.",
        page=True,
    ),
)
