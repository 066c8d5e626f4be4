"""Signing in, with a password or through the council's provider, and out again."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import people
from casework.people import provider
from web.access import ANYBODY, ANYBODYS_FORM, TheHub, session_cookie, signed_in
from web.browsers import browser_named
from web.cookies import PROVIDER_COOKIE, SESSION_COOKIE, cookie, drop_cookie, keep_cookie
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.forms import Form
from web.pages.leading import Wanted, safe
from web.pages.rendering import Wrong, page
from web.routes import Row

_UNPROCESSABLE = 422
FromProvider = Annotated[str | None, Query(max_length=4000)]


def ask(request: Request, wanted: Wanted = "/") -> Response:
    """Ask who it is; who is signed in already goes on."""
    found = signed_in(request, used=False)
    if isinstance(found, people.SignedIn):
        return RedirectResponse(safe(wanted), status_code=303)
    return _form(request, wanted, over=found)


def sign_in(request: Request, hub: TheHub, form: Form) -> Response:
    """Check a name and a password."""
    name = form.get("name", "").strip()
    secret = people.sign_in(
        hub,
        name,
        form.get("password", ""),
        address=request.client.host if request.client else "unknown",
        browser=browser_named(request),
    )
    if secret is None:
        return _form(request, form.get("next", "/"), name=name, wrong=True)
    return _let_in(request, secret, form.get("next", "/"))


def sign_out(request: Request, hub: TheHub, form: Form) -> Response:  # noqa: ARG001 - reading the form is the check
    """End this browser's session."""
    secret = session_cookie(request)
    if secret is not None:
        people.sign_out(hub, secret)
    response = RedirectResponse("/sign-in", status_code=303)
    drop_cookie(request, response, SESSION_COOKIE)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def go_to_provider(request: Request, hub: TheHub, wanted: Wanted = "/") -> Response:
    """Send the browser to the provider."""
    try:
        asked = provider.ask(hub, safe(wanted))
    except provider.ProviderRefusedError as refused:
        return _form(request, wanted, refused=refused.sentence)
    response = RedirectResponse(asked.address, status_code=303)
    keep_cookie(request, response, PROVIDER_COOKIE, asked.browser)
    return response


def come_back(  # noqa: PLR0917 - what providers send along, read or not
    request: Request,
    hub: TheHub,
    state: FromProvider = None,
    code: FromProvider = None,
    error: FromProvider = None,
    error_description: FromProvider = None,
    error_uri: FromProvider = None,
    iss: FromProvider = None,
    session_state: FromProvider = None,
    scope: FromProvider = None,
) -> Response:
    """Let somebody in on what the provider answers."""
    del error, error_description, error_uri, session_state, scope
    try:
        let = provider.answer(
            hub,
            state=state or "",
            # Another provider's answer is no answer of this one (RFC 9207).
            code=code if iss in (None, hub.settings.oidc_issuer) else None,
            browser=cookie(request, PROVIDER_COOKIE),
            named=browser_named(request),
        )
    except provider.ProviderRefusedError as refused:
        response = _form(request, "/", refused=refused.sentence)
    else:
        response = _let_in(request, let.session, let.wanted)
    drop_cookie(request, response, PROVIDER_COOKIE)
    return response


def _let_in(request: Request, secret: str, wanted: str) -> Response:
    before = session_cookie(request)
    if before is not None:
        people.sign_out(request.app.state.hub, before)
    response = RedirectResponse(safe(wanted), status_code=303)
    keep_cookie(request, response, SESSION_COOKIE, secret)
    return response


def _form(
    request: Request,
    wanted: str,
    *,
    name: str = "",
    wrong: bool = False,
    refused: str | None = None,
    over: people.Over | None = None,
) -> Response:
    settings = request.app.state.hub.settings
    errors = []
    if wrong:
        errors.append(Wrong("name", _(NOT_RIGHT)))
    if refused:
        errors.append(Wrong("", _(refused)))
    return page(
        request,
        "sign_in.html",
        status=_UNPROCESSABLE if errors else 200,
        errors=errors,
        next=safe(wanted),
        name=name[:100],
        wrong=wrong,
        over=None if over is None else _(_OVER[over]),
        passwords=settings.local_passwords,
        provider=settings.oidc_name if settings.oidc_issuer else None,
    )


NOT_RIGHT = later("The user name or the password is not right, or too many before it were not")
_OVER = {
    people.Over.SIGNED_OUT: later("You signed out. Sign in again to go on."),
    people.Over.ENDED_BY_OWNER: later(
        "You were signed out here from another place where you are signed in. "
        "If that was not you, tell your administrator."
    ),
    people.Over.ENDED_BY_ADMINISTRATOR: later(
        "An administrator signed you out. Sign in again, or ask them why."
    ),
    people.Over.PASSWORD_CHANGED: later(
        "Your password was changed, so you were signed out everywhere. Sign in with the new one. "
        "If you did not change it, tell your administrator at once."
    ),
    people.Over.ROLE_CHANGED: later(
        "What you may do here was changed, so you were signed out. Sign in again."
    ),
    people.Over.LEFT: later(
        "This account was closed. If you still work here, ask your administrator to open it."
    ),
    people.Over.LOCKED: later(
        "An administrator has locked this account. Ask them why, and to unlock it."
    ),
    people.Over.IDLE: later(
        "You were signed out because nothing was done here for a while. Sign in again, and you "
        "come back to the page you were on. If you had just sent a form, it was not taken: "
        "send it again."
    ),
    people.Over.TOO_LONG: later(
        "You were signed out because you had been signed in for a working day. Sign in again, "
        "and you come back to the page you were on. If you had just sent a form, it was not "
        "taken: send it again."
    ),
    people.Over.UNKNOWN: later(
        "This hub does not know the sign-in that this browser shows. It is an old one, or one of "
        "another hub. Sign in here."
    ),
}


def _row(method: str, path: str, call: object, summary: str) -> Row:
    access = ANYBODYS_FORM if method == "POST" else ANYBODY
    return Row(method=method, path=path, call=call, access=access, summary=summary, page=True)  # type: ignore[arg-type]  # each is a function


ROWS = (
    _row("GET", "/sign-in", ask, "Ask who it is."),
    _row("POST", "/sign-in", sign_in, "Sign in."),
    _row("POST", "/sign-out", sign_out, "Sign out."),
    _row("GET", "/sign-in/provider", go_to_provider, "Sign in through the council's provider."),
    _row("GET", provider.CALLBACK, come_back, "Come back from the council's provider."),
)
