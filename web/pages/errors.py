"""Errors as pages: what went wrong and what to do, for somebody who reads pages."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.pages.leading import wanted_by
from web.pages.rendering import bare_page, page
from web.problems import NOT_SIGNED_IN, PASSWORD_TO_CHANGE, Problem

_SERVER = 500


def error_page(request: Request, problem: Problem) -> Response:
    """Return a problem as a page; who is not signed in is asked to be."""
    if problem.kind is NOT_SIGNED_IN:
        return RedirectResponse(_led("/sign-in", request), status_code=303)
    if problem.kind is PASSWORD_TO_CHANGE:
        return RedirectResponse(_led("/password", request), status_code=303)
    shown = {
        "title": problem.kind.title,
        "detail": problem.detail,
        "needs": problem.extra.get("needs", []),
        "faults": problem.extra.get("faults", []),
        "instance": request.state.request_id,
    }
    status = problem.kind.status
    answer = bare_page if status >= _SERVER else page
    if answer is page:
        response: Response = page(request, "error.html", status=status, **shown)
    else:
        response = bare_page("error.html", status=status, **shown)
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def _led(to: str, request: Request) -> str:
    wanted = wanted_by(request)
    return to if wanted == "/" else f"{to}?{urlencode({'next': wanted})}"
