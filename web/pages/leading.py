"""Where a sign-in leads: to the page that was wanted, and never off this hub."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Query
from starlette.requests import Request

LONGEST = 300
NEXT = re.compile(r"/(?:[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*/?)?(?:\?[A-Za-z0-9._~=&%:+-]*)?")
"""A path of ours, without two slashes together, which browsers take for another host."""

Wanted = Annotated[str, Query(alias="next", max_length=LONGEST)]
"""The page to go on to, as the address of a form says it."""

_NOT_PAGES = ("/api/", "/sign-in", "/sign-out", "/static/", "/password", "/metrics")


def safe(wanted: str) -> str:
    """Return a wanted address, or the first page where it is none of our pages."""
    fits = len(wanted) <= LONGEST and NEXT.fullmatch(wanted)
    return wanted if fits and not wanted.startswith(_NOT_PAGES) else "/"


def wanted_by(request: Request) -> str:
    """Return the page somebody wanted, or for a form the page that it stood on."""
    if request.method in ("GET", "HEAD"):
        query = request.url.query
        return safe(request.url.path + (f"?{query}" if query else ""))
    stood_on = urlsplit(request.headers.get("referer", ""))
    if stood_on.netloc != request.headers.get("host", ""):
        return "/"
    return safe(stood_on.path + (f"?{stood_on.query}" if stood_on.query else ""))
