"""Cookies: held by this hub's pages alone, unseen by scripts (decision 0010)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

SESSION_COOKIE = "throughline"
FORM_COOKIE = "throughline-form"
PROVIDER_COOKIE = "throughline-provider"
_HOST = "__Host-"
"""Browsers take a cookie of such a name only over https, for one host, from that host itself."""


def is_https(request: Request) -> bool:
    """Return whether the reader's own connection is encrypted."""
    public: str = request.app.state.hub.settings.public_url
    return request.url.scheme == "https" or public.startswith("https://")


def cookie_name(request: Request, name: str) -> str:
    """Return the name that a cookie has in the browser."""
    return f"{_HOST}{name}" if is_https(request) else name


def cookie(request: Request, name: str) -> str:
    """Return what a cookie holds; nothing without it."""
    return request.cookies.get(cookie_name(request, name), "")


def keep_cookie(
    request: Request,
    response: Response,
    name: str,
    value: str,
    *,
    of_host: bool = True,
    max_age: int | None = None,
) -> None:
    """Set a cookie.

    Args:
        of_host: It proves something, and must have come from this host itself.
        max_age: Seconds; until the browser is closed if not said.
    """
    response.set_cookie(
        cookie_name(request, name) if of_host else name,
        value,
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_https(request),
        max_age=max_age,
    )


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(
        cookie_name(request, name),
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_https(request),
    )
