"""Making a page: template, words, who is signed in, and the banner when alerts stand still."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from casework.hub import Hub
from web.api.running import clock_trouble
from web.pages.forms import form_token, keep_form_token
from web.pages.words import Words


def page(request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page."""
    hub: Hub = request.app.state.hub
    words = Words.of(hub)
    token, fresh = form_token(request)
    html = (
        _environment()
        .get_template(template)
        .render(
            say=words.filters(),
            actor=getattr(request.state, "actor", None),
            form_token=token,
            clock_trouble=clock_trouble(hub),
            now=words.now,
            **shown,
        )
    )
    response = HTMLResponse(html, status_code=status)
    if fresh:
        keep_form_token(request, response, token)
    return response


def bare_page(template: str, *, status: int, **shown: Any) -> HTMLResponse:
    """Return a page that asks the record nothing: for when the record does not answer."""
    html = (
        _environment()
        .get_template(template)
        .render(say={}, actor=None, form_token="", clock_trouble=None, **shown)
    )
    return HTMLResponse(html, status_code=status)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("web.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
