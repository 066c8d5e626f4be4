"""Signing in with an access key, and out again."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.access import ANYBODY, ANYBODYS_FORM, SIGNED_IN_COOKIE, TheHub, actor_of
from web.languages import gettext as _
from web.pages.errors import NEXT
from web.pages.forms import Form, keep_cookie
from web.pages.rendering import Wrong, page
from web.routes import Row

_UNPROCESSABLE = 422


def ask(
    request: Request,
    next: Annotated[str, Query(max_length=100)] = "/",  # noqa: A002 - the address calls it so
) -> Response:
    """Ask for an access key."""
    return page(request, "sign_in.html", next=_safe(next))


def sign_in(request: Request, hub: TheHub, form: Form) -> Response:
    """Check an access key, and keep it in the browser until that is closed."""
    key = form.get("key", "").strip()
    if actor_of(hub, key) is None:
        # No hint whether there is such a key, or was.
        wanted = _safe(form.get("next", "/"))
        errors = [Wrong("key", _("This access key does not open anything"))]
        return page(request, "sign_in.html", status=_UNPROCESSABLE, errors=errors, next=wanted)
    response = RedirectResponse(_safe(form.get("next", "/")), status_code=303)
    keep_cookie(request, response, SIGNED_IN_COOKIE, key)
    return response


def sign_out(request: Request, form: Form) -> Response:  # noqa: ARG001 - reading the form is the check
    """Forget the key in this browser; the key itself stays valid."""
    response = RedirectResponse("/sign-in", status_code=303)
    response.delete_cookie(SIGNED_IN_COOKIE, path="/", httponly=True, samesite="strict")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _safe(wanted: str) -> str:
    return wanted if NEXT.fullmatch(wanted) else "/"


ROWS = (
    Row(
        method="GET",
        path="/sign-in",
        call=ask,
        access=ANYBODY,
        summary="Ask for an access key.",
        page=True,
    ),
    Row(
        method="POST",
        path="/sign-in",
        call=sign_in,
        access=ANYBODYS_FORM,
        summary="Sign in.",
        page=True,
    ),
    Row(
        method="POST",
        path="/sign-out",
        call=sign_out,
        access=ANYBODYS_FORM,
        summary="Sign out.",
        page=True,
    ),
)
