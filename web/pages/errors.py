"""Errors as pages: what went wrong and what to do, for somebody who reads pages."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.inputs import REFERENCE
from web.pages.rendering import bare_page, page
from web.problems import NOT_SIGNED_IN, Problem

_FORMS = r"(/do/[a-z-]{1,60}|/forms(/E[0-9]{1,4}/[a-z-]{1,40}(/[a-z-]{1,40})?)?)?"
NEXT = re.compile(
    rf"/(journeys/{REFERENCE}{_FORMS}|contacts/new"
    rf"|partner(/requests/{REFERENCE}\.R[0-9]{{1,6}})?)?"
)
"""Where a sign-in may lead: pages of ours alone, and nothing that somebody could smuggle in."""

_SERVER = 500


def error_page(request: Request, problem: Problem) -> Response:
    """Return a problem as a page; who is not signed in is asked to be."""
    if problem.kind is NOT_SIGNED_IN:
        path = request.url.path
        after = urlencode({"next": path}) if NEXT.fullmatch(path) and path != "/" else ""
        return RedirectResponse(f"/sign-in{'?' if after else ''}{after}", status_code=303)
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
