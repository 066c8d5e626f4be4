"""The research board: every journey in research, what runs out first on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import asking, people
from casework.hub import Hub
from journey.people import Role
from journey.terms import Rating
from web.access import READERS, SIGNED_IN, TheActor, TheHub
from web.api.reading import Word
from web.inputs import REFERENCE
from web.languages import gettext as _
from web.pages.rendering import page
from web.pages.words import plain
from web.routes import Row

PER_PAGE = 25
"""As many as fit into 50 kB; the next page is one press away."""

Nothing = Annotated[str, Query(max_length=0)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader has chosen to see; empty is everything."""

    rating: str
    agency: str
    team: str
    mine: bool

    def asked(self) -> dict[str, Any]:
        """Return it as the question about the board takes it."""
        return {
            "rating": self.rating or None,
            "agency": self.agency or None,
            "team": self.team or None,
            "mine": self.mine,
        }

    def parameters(self) -> dict[str, str]:
        """Return it as it stands in an address."""
        mine = "true" if self.mine else ""
        every = {
            "rating": self.rating,
            "agency": self.agency,
            "team": self.team,
            "mine": mine,
        }
        return {name: value for name, value in every.items() if value}

    def tags(self, hub: Hub) -> Iterator[Mapping[str, str]]:
        """Return each choice in words, with the address of the board without it."""
        agency = hub.rules().agencies.get(self.agency)
        words = {
            "rating": plain(self.rating),
            "agency": _("missing: {agency}").format(agency=agency.name if agency else self.agency),
            "team": _("team {team}").format(team=self.team),
            "mine": _("only mine"),
        }
        for name in self.parameters():
            others = {key: value for key, value in self.parameters().items() if key != name}
            yield {"text": words[name], "href": address(others)}


def address(parameters: Mapping[str, object]) -> str:
    """Return the address of the board with these parameters."""
    return f"/?{urlencode(parameters)}" if parameters else "/"


def _chosen(
    rating: Rating | Nothing = "",
    agency: Word | Nothing = "",
    team: Word | Nothing = "",
    mine: Annotated[bool, Query()] = False,
) -> Chosen:
    return Chosen(str(rating), agency, team, mine)


TheChosen = Annotated[Chosen, Depends(_chosen)]


def show_board(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    chosen: TheChosen,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """Show what is in research; partners and administrators have fronts of their own."""
    if actor.role is Role.PARTNER:
        return RedirectResponse("/partner", status_code=303)
    if actor.role is Role.ADMINISTRATOR:
        return RedirectResponse("/administration", status_code=303)
    board = asking.board(hub, actor, **chosen.asked(), page=number, per_page=PER_PAGE)
    agencies = sorted(hub.rules().agencies.values(), key=lambda each: each.name)
    return page(
        request,
        "board.html",
        board=board,
        chosen=chosen,
        tags=list(chosen.tags(hub)),
        changes=f"/board/changes?{urlencode(chosen.parameters())}",
        address_of=lambda number: address({**chosen.parameters(), "page": number}),
        ratings=[(each.value, plain(each.value)) for each in Rating],
        agencies=[(each.key, each.name) for each in agencies],
        teams=[(each.key, each.name) for each in people.teams(hub)],
    )


def show_changes(
    request: Request,
    hub: TheHub,
    actor: TheActor,
    chosen: TheChosen,
    refs: Annotated[str, Query(max_length=1000, pattern=rf"^({REFERENCE}(,|$))*$")] = "",
) -> Response:
    """Show some rows of the board as they are now, and what the whole of it comes to."""
    references = [each for each in refs.split(",") if each]
    board = asking.board(hub, actor, **chosen.asked(), references=references, per_page=PER_PAGE)
    return page(request, "board_changes.html", board=board, chosen=chosen)


ROWS = (
    Row(
        method="GET",
        path="/",
        call=show_board,
        access=SIGNED_IN,
        summary="Show what is in research.",
        page=True,
    ),
    Row(
        method="GET",
        path="/board/changes",
        call=show_changes,
        access=READERS,
        summary="Show rows of the board anew.",
        page=True,
    ),
)
