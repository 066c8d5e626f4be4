"""Who may call what.  Every route names one of these; a test holds that none is forgotten."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from fastapi.security.utils import get_authorization_scheme_param
from starlette.requests import Request

from casework import people
from casework.hub import Hub
from journey.people import Actor, Role
from journey.refusals import Refused
from journey.terms import Guard
from web.cookies import SESSION_COOKIE, cookie_name
from web.problems import NOT_SIGNED_IN, PASSWORD_TO_CHANGE, Problem, refused

LIVE_HEADER = "Throughline-Live"
"""Sent with what a page asks by itself: it does not keep anybody signed in."""

LONGEST_TOKEN = 500
_SAFE_METHODS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One rule.

    Attributes:
        who: In words, for the documentation.
        roles: Who may call; None for anybody, signed in or not.
        metrics_token: The token of the settings opens it too.
        by_form: A page's form, which checks where it came from; the cookie counts there
            although it changes something.
        keeps_typed: A form that answers by itself who is no longer signed in, so that what
            was typed is not lost on the way to the sign-in.
        before_change: Open to somebody who has yet to change a one-time password.
    """

    who: str
    roles: frozenset[Role] | None
    metrics_token: bool = False
    by_form: bool = False
    keeps_typed: bool = False
    before_change: bool = False


PEOPLE = frozenset(Role) - {Role.SYSTEM}
ANYBODY = Access(who="anybody, without signing in", roles=None)
SIGNED_IN = Access(who="everybody who is signed in", roles=PEOPLE)
READERS = Access(
    who="everybody who works with the children, and auditors",
    roles=PEOPLE - {Role.PARTNER, Role.ADMINISTRATOR},
)
WATCHERS = Access(
    who="an auditor, an administrator, or the metrics token of the settings",
    roles=frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    metrics_token=True,
)
ANYBODYS_FORM = Access(who="anybody, from a page of ours", roles=None, by_form=True)
SIGNED_IN_FORM = Access(
    who="everybody who is signed in, from a page of ours", roles=PEOPLE, by_form=True
)


def of_roles(roles: frozenset[Role]) -> Access:
    """Return the rule that lets these roles call."""
    return Access(who=_named(roles), roles=roles)


def form_of_roles(roles: frozenset[Role]) -> Access:
    """Return the rule of a form that these roles send from a page of ours."""
    return Access(who=_named(roles), roles=roles, by_form=True, keeps_typed=True)


def _named(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(role.value.replace("_", " ") for role in roles))


def check(access: Access) -> Callable[[Request], None]:
    """Return the dependency that lets the right people through and remembers who called."""

    def check_access(request: Request) -> None:
        if access.roles is None:
            return
        hub: Hub = request.app.state.hub
        token = bearer_of(request)
        if access.metrics_token and _is_metrics_token(hub, token):
            return
        actor = actor_of(hub, token)
        if token is None and (request.method in _SAFE_METHODS or access.by_form):
            # Elsewhere a cookie proves nothing: another site's form would send it along.
            actor = _of_browser(request, access)
        if actor is None and access.keeps_typed:
            request.state.actor = None
            return
        if actor is None:
            raise Problem(
                NOT_SIGNED_IN,
                "Show a valid access key: Authorization: Bearer <key>.",
                headers={"WWW-Authenticate": 'Bearer realm="throughline"'},
            )
        request.state.actor = actor
        shown = token or session_cookie(request)
        if shown is not None:
            request.app.state.limiter.vouch(digest(shown))
        if actor.role not in access.roles:
            raise refused(
                Refused(
                    Guard.NOT_QUALIFIED,
                    f"This is not open to the role {actor.role.value.replace('_', ' ')}.",
                    (f"somebody who may: {access.who}",),
                )
            )

    return check_access


def actor_of(hub: Hub, token: str | None) -> Actor | None:
    """Return whose token this is; None for none, a wrong one, or one that has ended."""
    if not token or len(token) > LONGEST_TOKEN or not token.isascii():
        return None
    return people.actor_of(hub, token)


def _of_browser(request: Request, access: Access) -> Actor | None:
    found = signed_in(request, used=LIVE_HEADER not in request.headers)
    if not isinstance(found, people.SignedIn):
        return None
    request.state.signed_in = found
    if found.must_change_password and not access.before_change:
        request.state.actor = found.actor
        raise Problem(
            PASSWORD_TO_CHANGE,
            "You came in with a one-time password. Choose your own first, on the page Password.",
        )
    return found.actor


def signed_in(request: Request, *, used: bool = True) -> people.SignedIn | people.Over | None:
    """Return who is signed in in this browser, why nobody is, or None without a cookie."""
    secret = session_cookie(request)
    if secret is None:
        return None
    if len(secret) > LONGEST_TOKEN or not secret.isascii():
        return people.Over.UNKNOWN
    return people.signed_in(request.app.state.hub, secret, used=used)


def still_signed_in(request: Request) -> Actor | None:
    """Return who it still is that keeps a connection open; this alone is no use of a session."""
    token = bearer_of(request)
    if token is not None:
        return actor_of(request.app.state.hub, token)
    found = signed_in(request, used=False)
    return found.actor if isinstance(found, people.SignedIn) else None


def session_cookie(request: Request) -> str | None:
    """Return the id of the browser's session, None without one."""
    return request.cookies.get(cookie_name(request, SESSION_COOKIE)) or None


def bearer_of(request: Request) -> str | None:
    """Return the bearer token of a request, None without one."""
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    return token if scheme.lower() == "bearer" and token else None


def digest(token: str) -> str:
    """Return what stands for a token where the token itself must not be kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def _is_metrics_token(hub: Hub, token: str | None) -> bool:
    secret = hub.settings.metrics_token
    if secret is None or token is None:
        return False
    return hmac.compare_digest(secret.get_secret_value().encode(), token.encode())


def _the_hub(request: Request) -> Hub:
    return cast("Hub", request.app.state.hub)


def _the_actor(request: Request) -> Actor:
    return cast("Actor", request.state.actor)


TheHub = Annotated[Hub, Depends(_the_hub)]
TheActor = Annotated[Actor, Depends(_the_actor)]
SignedIn = Annotated[Actor | None, Depends(_the_actor)]
"""For a form that keeps what was typed: None where nobody is signed in any more."""
