"""Forms: what came must come from a page of ours, in a browser that we gave the page to."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from casework.errors import Fault
from web.cookies import FORM_COOKIE, cookie, keep_cookie
from web.problems import NOT_ALLOWED, NOT_SIGNED_IN, Problem, bad_input

FORM_FIELD = "form_token"
_FIELDS = 2_000
"""In one form: a decision on sixty concerns has some two hundred."""
_A_FORM = "application/x-www-form-urlencoded"
_TOKEN_BYTES = 24


def form_token(request: Request) -> tuple[str, bool]:
    """Return the browser's form token, and whether it is a new one."""
    kept = cookie(request, FORM_COOKIE)
    return (
        (kept, False)
        if kept.isalnum() and kept.isascii()
        else (secrets.token_hex(_TOKEN_BYTES), True)
    )


def keep_form_token(request: Request, response: Response, token: str) -> None:
    """Give a browser its form token."""
    keep_cookie(request, response, FORM_COOKIE, token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a form sent.

    Attributes:
        typed: The values of each field, in order, by its name.
        genuine: The form stood on a page that we gave to this browser.
    """

    typed: Mapping[str, tuple[str, ...]]
    genuine: bool


async def _sent(request: Request) -> Sent:
    """Return what was sent, genuine or not: what was typed is for the page to keep."""
    _refuse_other_sites(request)
    pairs = await _pairs(request)
    if pairs is None and getattr(request.state, "actor", True) is None:
        raise Problem(NOT_SIGNED_IN, "Sign in, and send it again.")
    if pairs is None:
        raise bad_input([Fault("the whole", "it is no form", "a form of a page of ours")])
    typed: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        typed[name] = (*typed.get(name, ()), value)
    kept = cookie(request, FORM_COOKIE)
    [given] = typed.pop(FORM_FIELD, ("",))[-1:]
    return Sent(
        typed=typed, genuine=bool(kept) and hmac.compare_digest(kept.encode(), given.encode())
    )


async def _pairs(request: Request) -> list[tuple[str, str]] | None:
    if request.headers.get("content-type", "").split(";")[0] != _A_FORM:
        return None
    try:
        body = (await request.body()).decode("utf-8")
        return parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        return None


async def _form(request: Request) -> dict[str, str]:
    sent = await _sent(request)
    return {name: values[-1] for name, values in genuine(sent).items()}


def genuine(sent: Sent) -> Mapping[str, tuple[str, ...]]:
    """Return what a form sent that stood on a page of ours; refuse any other."""
    if not sent.genuine:
        raise Problem(
            NOT_ALLOWED,
            "This form has been open too long, or comes from elsewhere. Go back, load the page "
            "again, and send it once more. If that does not help, allow cookies for this site.",
        )
    return sent.typed


def _refuse_other_sites(request: Request) -> None:
    """Refuse what another site makes a browser send; browsers say where a form stood."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    ours = request.headers.get("host", "")
    elsewhere = site is not None and site != "same-origin"
    if origin is not None and urlsplit(origin).netloc != ours:
        elsewhere = True
    if elsewhere:
        raise Problem(NOT_ALLOWED, "This form stood on another site. Use the page here.")


Form = Annotated[dict[str, str], Depends(_form)]
SentForm = Annotated[Sent, Depends(_sent)]
