"""The research board: every journey in research, what runs out first on top."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import asking
from journey.people import Role
from journey.terms import Rating
from web.access import SIGNED_IN, TheActor, TheHub
from web.api.reading import Word
from web.pages.rendering import page
from web.routes import Row

PER_PAGE = 50


def show_board(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    *,
    rating: Rating | Annotated[str, Query(max_length=0)] = "",
    agency: Word | Annotated[str, Query(max_length=0)] = "",
    mine: bool = False,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """Show what is in research; partners and administrators have fronts of their own."""
    if actor.role is Role.PARTNER:
        return RedirectResponse("/partner", status_code=303)
    if actor.role is Role.ADMINISTRATOR:
        return RedirectResponse("/administration", status_code=303)
    board = asking.board(
        hub,
        actor,
        rating=rating or None,
        agency=agency or None,
        mine=mine,
        page=number,
        per_page=PER_PAGE,
    )
    chosen = {"rating": str(rating), "agency": agency, "mine": "true" if mine else ""}
    return page(
        request,
        "board.html",
        board=board,
        chosen=chosen,
        filtered={name: value for name, value in chosen.items() if value},
        ratings=[each.value for each in Rating],
        agencies=sorted(hub.rules().agencies.values(), key=lambda each: each.name),
    )


ROWS = (
    Row(
        method="GET",
        path="/",
        call=show_board,
        access=SIGNED_IN,
        summary="Show what is in research.",
        page=True,
    ),
)
