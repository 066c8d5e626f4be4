"""Making a page: template, words, who is signed in, and the banner when alerts stand still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from casework.hub import Hub
from web.api.running import clock_trouble
from web.pages.environment import environment
from web.pages.forms import form_token, keep_form_token
from web.pages.navigation import navigation
from web.pages.words import Words


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something on a page that its reader has to put right.

    Attributes:
        field: Id of the field, to which the summary at the top leads; empty for the whole.
        text: What is wrong and what to do, as a sentence without a full stop.
    """

    field: str
    text: str


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    errors: Sequence[Wrong] = (),
    **shown: Any,
) -> HTMLResponse:
    """Return a page.

    Args:
        errors: Shown in a summary at the top; the title then begins with "Error: ".
        shown: What the template takes, besides what every page has.
    """
    hub: Hub = request.app.state.hub
    words = Words.of(hub)
    token, fresh = form_token(request)
    actor = getattr(request.state, "actor", None)
    given: dict[str, Any] = {
        "say": words.filters(),
        "actor": actor,
        "form_token": token,
        "clock_trouble": clock_trouble(hub),
        "now": words.now,
        "navigation": navigation(request, actor),
        "here": request.url.path,
        "errors": tuple(errors),
    }
    html = environment().get_template(template).render(given, **shown)
    response = HTMLResponse(html, status_code=status)
    if fresh:
        keep_form_token(request, response, token)
    return response


def bare_page(template: str, *, status: int, **shown: Any) -> HTMLResponse:
    """Return a page that asks the record nothing: for when the record does not answer."""
    given: dict[str, Any] = {
        "say": {},
        "actor": None,
        "form_token": "",
        "clock_trouble": None,
        "now": None,
        "navigation": [],
        "here": "",
        "errors": (),
    }
    html = environment().get_template(template).render(given, **shown)
    return HTMLResponse(html, status_code=status)
