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
from web.problems import NOT_SIGNED_IN, Problem, refused

SIGNED_IN_COOKIE = "throughline-key"
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
    """

    who: str
    roles: frozenset[Role] | None
    metrics_token: bool = False
    by_form: bool = False
    keeps_typed: bool = False


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
        if token is None and (request.method in _SAFE_METHODS or access.by_form):
            # Elsewhere a cookie proves nothing: another site's form would send it along.
            token = request.cookies.get(SIGNED_IN_COOKIE)
        actor = actor_of(hub, token)
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
        if token is not None:
            request.app.state.limiter.vouch(digest(token))
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
